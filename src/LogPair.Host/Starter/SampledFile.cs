using LogPair.Processor.Discovery;
using LogPair.Processor.Tailing;

namespace LogPair.Host.Starter;

/// <summary>The start of a log file, unpacked if it is compressed.</summary>
/// <param name="Path">As it was named.</param>
/// <param name="Content">Its first bytes, at most <see cref="MaxBytes"/>.</param>
/// <param name="IsWhole">Whether there is no more of it.</param>
/// <param name="ModifiedTicks">UTC ticks of its last change, for times that say no year.</param>
internal sealed record SampledFile(string Path, ReadOnlyMemory<byte> Content, bool IsWhole, long ModifiedTicks)
{
    /// <summary>Most bytes of a file that are looked at, unpacked.</summary>
    /// <remarks>Room for <see cref="MaxLines"/> long lines of JSON, and a second's work.</remarks>
    public const int MaxBytes = 16 << 20;

    /// <summary>Most lines of a file that are looked at.</summary>
    /// <remarks>A value that one line in a thousand has is still seen some twenty times.</remarks>
    public const int MaxLines = 20_000;

    // What the test for text looks at, and how much of it may be none: requests with rubbish in them are logged, too.
    private const int TextTestBytes = 64 << 10;
    private const int MaxBinaryPercent = 5;

    /// <param name="path">A person has named it, so links are followed.</param>
    /// <param name="problem">Why not, and what to do, if the answer is null.</param>
    public static SampledFile? TryRead(string path, out string problem)
    {
        try
        {
            var full = System.IO.Path.GetFullPath(path);
            var target = File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full;
            if (!SegmentFile.TryOpen(target, out var file, out var refusal))
            {
                problem = refusal.Text;
                return null;
            }

            using (file) return Read(path, full, file, out problem);
        }
        catch (IOException error)
        {
            problem = error.Message;
            return null;
        }
    }

    private static SampledFile? Read(string path, string full, SegmentFile file, out string problem)
    {
        var facts = file.GetFacts();
        var isCompressed = VolumeEntry.Of(full).Role == EntryRole.Compressed;
        ISegmentFile source = isCompressed ? new CompressedSegmentFile(file) : file;
        using (source)
        {
            var content = ReadStart(source, out var isWhole);
            problem = ProblemOf(content);
            return problem.Length > 0 ? null : new SampledFile(path, content, isWhole, facts.ModifiedTicks);
        }
    }

    private static ReadOnlyMemory<byte> ReadStart(ISegmentFile source, out bool isWhole)
    {
        using var content = new MemoryStream();
        var buffer = new byte[128 << 10];
        isWhole = false;
        while (content.Length < MaxBytes)
        {
            var read = source.Read(buffer, content.Length);
            isWhole = read == 0;
            if (isWhole) break;

            content.Write(buffer, 0, (int)Math.Min(read, MaxBytes - content.Length));
        }

        // What a writer left when its file was truncated reads as NUL, and is no line.
        var start = content.GetBuffer().AsMemory(0, (int)content.Length);
        var hole = start.Span.IndexOfAnyExcept((byte)0);
        return hole < 0 ? default : start[(hole & ~1)..];
    }

    private static string ProblemOf(ReadOnlyMemory<byte> content)
    {
        var start = content.Span[..Math.Min(content.Length, TextTestBytes)];
        if (!start.ContainsAnyExcept(" \t\r\n"u8))
            return "is empty, so there is nothing to go by. Name a file that has lines.";
        if (CompressedContent.IsAt(start))
            return "is compressed, and its name does not say so. Give it the ending .gz or .zst.";

        var isWide = start is [0xff, 0xfe, ..] or [0xfe, 0xff, ..];
        return !isWide && IsBinary(start)
            ? "is binary: lines of text have hardly any control characters. Name a log file."
            : "";
    }

    private static bool IsBinary(ReadOnlySpan<byte> start)
    {
        var count = 0;
        foreach (var letter in start)
        {
            if (letter is < (byte)' ' and not ((byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'\e')) count++;
        }

        return 100L * count > (long)MaxBinaryPercent * start.Length;
    }
}
