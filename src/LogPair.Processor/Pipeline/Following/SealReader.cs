using LogPair.Contract;
using LogPair.Processor.Discovery;
using LogPair.Processor.Tailing;
using Microsoft.Extensions.Logging;

namespace LogPair.Processor.Pipeline.Following;

/// <summary>Reads each seal once, as carefully as any file of a neighbour.</summary>
internal sealed partial class SealReader(ILogger logger)
{
    private readonly Dictionary<FileIdentity, Seal?> _seals = [];

    /// <returns>Null if it cannot be read or understood; the log has said so once.</returns>
    public Seal? Read(DiscoveredFile file)
    {
        if (_seals.TryGetValue(file.Facts.Identity, out var known)) return known;
        return _seals[file.Facts.Identity] = ReadNow(file);
    }

    /// <summary>Forgets those that are not there any more.</summary>
    public void Keep(IEnumerable<DiscoveredFile> seals)
    {
        if (_seals.Count == 0) return;

        foreach (var gone in _seals.Keys.Except(seals.Select(seal => seal.Facts.Identity)).ToList()) _seals.Remove(gone);
    }

    private Seal? ReadNow(DiscoveredFile file)
    {
        if (!SegmentFile.TryOpen(file.Path, out var opened, out var problem))
        {
            Log.Unreadable(logger, file.Path, problem);
            return null;
        }

        using (opened)
        {
            if (Parse(opened, out var seal, out problem)) return seal;
        }

        Log.Unreadable(logger, file.Path, problem ?? "it cannot be understood");
        return null;
    }

    private static bool Parse(SegmentFile file, out Seal? seal, out string? problem)
    {
        seal = null;
        var content = new byte[Seal.MaxFileBytes + 1];
        try
        {
            var length = 0;
            while (length < content.Length && file.Read(content.AsSpan(length), length) is > 0 and var read) length += read;
            if (length <= Seal.MaxFileBytes)
                return Seal.TryParse(content.AsSpan(0, length), out seal, out problem) == ContractReadOutcome.Read;

            problem = $"is longer than the {Seal.MaxFileBytes} bytes allowed";
        }
        catch (IOException error)
        {
            problem = error.Message;
        }

        return false;
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.SealUnreadable, LogLevel.Warning,
            "The seal {Path} {Problem} Its segment is counted, but nothing proves that it is whole")]
        public static partial void Unreadable(ILogger logger, string path, string problem);
    }
}
