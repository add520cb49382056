using LogPair.Contract;
using LogPair.Processor.Discovery;
using LogPair.Processor.Tailing;
using Microsoft.Extensions.Logging;

namespace LogPair.Processor.Pipeline.Following;

/// <summary>Reads each seal once, as carefully as any file of a neighbour.</summary>
internal sealed partial class SealReader(ILogger logger)
{
    private readonly Dictionary<FileIdentity, Seal?> _seals = [];

    // Paths of seals of which the log has said that something is wrong.
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);

    /// <returns>Null if it cannot be read or understood; the log has said so once.</returns>
    /// <param name="file">The seal.</param>
    /// <param name="isFinal">False if it could not be opened or read, which may pass.</param>
    public Seal? Read(DiscoveredFile file, out bool isFinal)
    {
        isFinal = true;
        if (_seals.TryGetValue(file.Facts.Identity, out var known)) return known;

        isFinal = TryReadNow(file, out var seal);
        if (isFinal) _seals[file.Facts.Identity] = seal;
        return seal;
    }

    /// <summary>Forgets those that are not there any more.</summary>
    public void Keep(IReadOnlyList<DiscoveredFile> seals)
    {
        if (_seals.Count == 0 && _told.Count == 0) return;

        _told.IntersectWith(seals.Select(seal => seal.Path));
        foreach (var gone in _seals.Keys.Except(seals.Select(seal => seal.Facts.Identity)).ToList()) _seals.Remove(gone);
    }

    private bool TryReadNow(DiscoveredFile file, out Seal? seal)
    {
        seal = null;
        if (!SegmentFile.TryOpen(file, out var opened, out var refusal))
        {
            Tell(file, refusal.Text + ".");
            return false;
        }

        using (opened)
        {
            var content = new byte[Seal.MaxFileBytes + 1];
            if (!TryFill(opened, content, out var length, out var problem))
            {
                Tell(file, problem);
                return false;
            }

            problem = $"is longer than the {Seal.MaxFileBytes} bytes allowed";
            if (length > Seal.MaxFileBytes
                || Seal.TryParse(content.AsSpan(0, length), out seal, out problem) != ContractReadOutcome.Read)
                Tell(file, problem);
        }

        return true;
    }

    private void Tell(DiscoveredFile file, string? problem)
    {
        if (_told.Add(file.Path)) Log.Unreadable(logger, file.Path, problem ?? "cannot be understood");
    }

    private static bool TryFill(SegmentFile file, byte[] content, out int length, out string? problem)
    {
        length = 0;
        problem = null;
        try
        {
            while (length < content.Length && file.Read(content.AsSpan(length), length) is > 0 and var read) length += read;
            return true;
        }
        catch (IOException error)
        {
            problem = error.Message;
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.SealUnreadable, LogLevel.Warning,
            "The seal {Path} {Problem} Its segment is counted, but nothing proves that it is whole")]
        public static partial void Unreadable(ILogger logger, string path, string problem);
    }
}
