using System.Buffers;
using System.Text.Json;
using LogPair.Contract;
using Microsoft.Win32.SafeHandles;

namespace LogPair.Generator.Segments;

/// <summary>A segment whose writer was killed before it could seal it: reads it, and seals it in its place.</summary>
internal static class DeadSegment
{
    private const byte LineFeed = (byte)'\n';
    private const int ChunkBytes = 64 * 1024;

    /// <exception cref="IOException"/>
    /// <exception cref="UnauthorizedAccessException"/>
    public static DeadSegmentOutcome TrySeal(string path)
    {
        if (!CanSeeLocks(path)) return DeadSegmentOutcome.Unknown;

        // Held until the seal is written, so that two starting processes do not both do this.
        using var file = OpenExclusively(path, File.Exists(WaitingLines.PathOf(path)));
        if (file is null) return DeadSegmentOutcome.IsAlive;
        if (!File.Exists(path) || File.Exists(VolumeLayout.SealOf(path))) return DeadSegmentOutcome.WasDealtWith;

        WaitingLines.Recover(path, file);
        Read(file).Write(VolumeLayout.SealOf(path));
        WaitingLines.ForgetThoseOf(path);
        return DeadSegmentOutcome.Sealed;
    }

    /// <summary>
    /// Whether it can be told if the segment's writer lives. A live writer holds a shared lock. Where our own shared
    /// lock does not keep us out (NFS, or DOTNET_SYSTEM_IO_DISABLEFILELOCKING), getting an exclusive one would prove
    /// nothing.
    /// </summary>
    public static bool CanSeeLocks(string path)
    {
        using var shared = File.OpenHandle(path, FileMode.Open, FileAccess.Read,
            FileShare.ReadWrite | FileShare.Delete);
        using var exclusive = OpenExclusively(path, toWrite: false);
        return exclusive is null;
    }

    private static SafeFileHandle? OpenExclusively(string path, bool toWrite)
    {
        try
        {
            var access = toWrite ? FileAccess.ReadWrite : FileAccess.Read;
            return File.OpenHandle(path, FileMode.Open, access, FileShare.None);
        }
        catch (IOException e) when (e is not (FileNotFoundException or DirectoryNotFoundException))
        {
            return null;
        }
    }

    private static Seal Read(SafeFileHandle file)
    {
        var length = RandomAccess.GetLength(file);
        var buffer = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            var end = AfterLastLineFeed(file, length, buffer);
            var digest = new SegmentDigest();
            while (digest.Bytes < end)
            {
                var chunk = ReadAt(file, digest.Bytes, end, buffer);
                if (chunk.IsEmpty) throw new IOException("The segment became shorter while it was being read.");
                digest.Append(chunk);
            }

            return new Seal
            {
                Bytes = end,
                Lines = digest.Lines,
                Hash = digest.Hash,
                FirstEvent = EventTime(FirstLine(ReadAt(file, 0, end, buffer))),
                LastEvent = EventTime(LastLine(ReadAt(file, Math.Max(0, end - ChunkBytes), end, buffer))),
                TornBytes = length - end,
            };
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static long AfterLastLineFeed(SafeFileHandle file, long length, byte[] buffer)
    {
        for (var end = length; end > 0;)
        {
            var start = Math.Max(0, end - ChunkBytes);
            var found = ReadAt(file, start, end, buffer).LastIndexOf(LineFeed);
            if (found >= 0) return start + found + 1;
            end = start;
        }

        return 0;
    }

    private static ReadOnlySpan<byte> ReadAt(SafeFileHandle file, long start, long end, byte[] buffer)
    {
        var wanted = buffer.AsSpan(0, (int)Math.Min(ChunkBytes, end - start));
        var filled = 0;
        while (filled < wanted.Length && RandomAccess.Read(file, wanted[filled..], start + filled) is > 0 and var read)
            filled += read;
        return wanted[..filled];
    }

    /// <summary>Empty if the line is longer than the chunk.</summary>
    private static ReadOnlySpan<byte> FirstLine(ReadOnlySpan<byte> head) => head[..(head.IndexOf(LineFeed) + 1)];

    /// <summary>If the line is longer than the chunk, its end, which is no JSON.</summary>
    private static ReadOnlySpan<byte> LastLine(ReadOnlySpan<byte> tail) =>
        tail.IsEmpty ? tail : tail[(tail[..^1].LastIndexOf(LineFeed) + 1)..];

    /// <summary>CLEF's <c>@t</c>; null if the line has none.</summary>
    private static DateTimeOffset? EventTime(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 1) continue;
                if (reader.ValueTextEquals("@t"u8))
                {
                    var isText = reader.Read() && reader.TokenType == JsonTokenType.String;
                    return isText && reader.TryGetDateTimeOffset(out var time) ? time : null;
                }

                reader.Skip();
            }
        }
        catch (JsonException)
        {
            // A seal without times is still a seal: the line is counted, whatever it is.
        }

        return null;
    }
}
