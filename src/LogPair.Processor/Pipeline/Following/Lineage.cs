using LogPair.Processor.Discovery;
using LogPair.Processor.Pipeline.Committing;
using LogPair.Processor.Tailing;
using Microsoft.Extensions.Logging;

namespace LogPair.Processor.Pipeline.Following;

/// <summary>Tells whether a file with a rolled name is a segment of its own, or a copy of one that is known.</summary>
/// <remarks>
/// <para>Renaming keeps the identity of a file, so a rolled file that is not known was either rolled unseen, or it is a
/// copy: made before its original was truncated (logrotate's <c>copytruncate</c>), or compressed. A copy goes on where
/// its original ended; until that is known, it waits.</para>
/// <para>A copy is younger than the file that it was made of, and a rolled file is older than the one that has taken its
/// name. Where birth times tell this, logs that repeat themselves word for word are not taken for copies.</para>
/// <para>Used by the tailing loop only.</para>
/// </remarks>
internal sealed partial class Lineage(Ledger ledger, Leftovers leftovers, TimeProvider time, ILogger logger)
{
    /// <summary>A file that has not changed for this long is believed to be complete.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    private readonly Dictionary<FileIdentity, (VolumeEntry Entry, long Size, long Since, FileIdentity? Original)> _waiting = [];

    /// <summary>Whether any file waits that is not known to be a mere copy.</summary>
    public bool HasUndecided => _waiting.Values.Any(waiting => waiting.Original is null);

    /// <summary>Whether a file waits that is not known to be a mere copy.</summary>
    public bool IsUndecided(FileIdentity file) => _waiting.TryGetValue(file, out var waiting) && waiting.Original is null;

    /// <param name="file">Rolled and not known.</param>
    /// <param name="content">The same, open.</param>
    /// <param name="original">The file that has its live name now, and is younger or older; null if there is none.</param>
    /// <param name="isPresent">Whether a known segment is still on the volume, or still being read.</param>
    /// <exception cref="IOException">The file system does not answer.</exception>
    public Descent Trace(
        DiscoveredFile file, ISegmentFile content, DiscoveredFile? original, Func<FileIdentity, bool> isPresent)
    {
        // Finding out again would mean to decompress it again.
        if (_waiting.TryGetValue(file.Facts.Identity, out var seen) && seen.Size == file.Facts.Size
            && seen.Original is { } known && isPresent(known)) return Descent.Undecided;

        var isSettled = IsSettled(file);
        if (file.Entry.Role == EntryRole.Compressed && !isSettled) return Wait(file);
        if (TraceToLeftover(file, content, isSettled) is { } descent) return descent;
        if (file.Entry.Role == EntryRole.Rolled && !MayBeCopy(file, original)) return Independent(file);

        return TraceToSegment(file, content, original, isSettled, isPresent);
    }

    private Descent? TraceToLeftover(DiscoveredFile file, ISegmentFile content, bool isSettled)
    {
        foreach (var left in leftovers.All.Where(left => IsRelated(file, left.Progress)))
        {
            var counted = left.Progress;
            if (Matches(counted, file, content) && left.Fate != LeftoverFate.Booked) return Follow(file, counted, left);
            if (isSettled && (Matches(counted, file, content) || IsCovered(counted, content)))
                return Skip(file, content, counted);

            if (!isSettled && (counted.Offset == 0 || MayBecome(counted, file, content))) return Wait(file);
        }

        return null;
    }

    private Descent TraceToSegment(
        DiscoveredFile file, ISegmentFile content, DiscoveredFile? original, bool isSettled,
        Func<FileIdentity, bool> isPresent)
    {
        // An original of which nothing is read yet is known by the next scan.
        var mayBecomeOne = original is { } live && IsUnread(live);
        foreach (var (identity, counted) in SegmentsOf(file))
        {
            if (counted.Fingerprint.Matches(content, counted.Offset))
                return isPresent(identity) ? Wait(file, identity) : Follow(file, counted, leftover: null);
            if (isSettled && IsCovered(counted, content))
                return isPresent(identity) ? Wait(file, identity) : Skip(file, content, counted);

            mayBecomeOne |= MayBecome(counted, file, content);
        }

        // One that is still being made is shorter than its original, and has no more than its head in common with it.
        return mayBecomeOne && !isSettled ? Wait(file) : Independent(file);
    }

    // A compressed file may have any name and be in any directory; its content is enough to know it by.
    private static bool IsRelated(DiscoveredFile file, SegmentProgress counted) =>
        file.Entry.Role == EntryRole.Compressed || VolumeEntry.Of(counted.Path).LivePath == file.Entry.LivePath;

    private static bool MayBecome(SegmentProgress counted, DiscoveredFile file, ISegmentFile content) =>
        file.Facts.Size < counted.Fingerprint.HeadLength || counted.Fingerprint.HasHeadOf(content);

    private static bool IsCovered(SegmentProgress counted, ISegmentFile content) =>
        counted.Offset > 0 && counted.Fingerprint.Covers(content, counted.Offset, counted.Marks);

    /// <summary>Drops those that are not there any more.</summary>
    /// <returns>Files that went before it was decided what they are, and that were not compressed.</returns>
    public IReadOnlyList<(FileIdentity File, string Path, long Bytes)> TakeGone(
        HashSet<FileIdentity> present, VolumeListing found)
    {
        if (_waiting.Count == 0) return [];

        var gone = _waiting
            .Where(waiting => !present.Contains(waiting.Key) && !found.MayBeThere(waiting.Value.Entry.Path)).ToList();
        foreach (var (identity, _) in gone) _waiting.Remove(identity);
        var compressed = _waiting.Values.Where(waiting => waiting.Entry.Role == EntryRole.Compressed)
            .Select(waiting => waiting.Entry.LivePath).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. gone.Where(file => file.Value.Original is null && !compressed.Contains(file.Value.Entry.LivePath))
                .Select(file => (file.Key, file.Value.Entry.Path, file.Value.Size)),
        ];
    }

    private static bool MayBeCopy(DiscoveredFile file, DiscoveredFile? original)
    {
        if (original is not { } live) return false;

        var births = (Copy: file.Facts.Identity.BirthTicks, Original: live.Facts.Identity.BirthTicks);
        return births.Copy == 0 || births.Original == 0 || births.Copy > births.Original;
    }

    private bool Matches(SegmentProgress left, DiscoveredFile file, ISegmentFile content) => left.Offset == 0
        ? file.Facts.Size >= left.Size && IsSettled(file)
        : left.Fingerprint.Matches(content, left.Offset);

    private bool IsUnread(DiscoveredFile live) => live.Facts.Size > 0
        && !(ledger.TryGetProgress(live.Facts.Identity, out var progress) && progress.Offset > 0);

    // The one that was counted furthest first: it may be a copy of the others.
    private IEnumerable<KeyValuePair<FileIdentity, SegmentProgress>> SegmentsOf(DiscoveredFile file) =>
        ledger.KnownSegments()
            .Where(known => IsRelated(file, known.Value))
            .OrderByDescending(known => known.Value.Offset);

    private bool IsSettled(DiscoveredFile file) =>
        _waiting.TryGetValue(file.Facts.Identity, out var seen)
        && seen.Size == file.Facts.Size
        && time.GetElapsedTime(seen.Since) >= Settling;

    /// <param name="file">Not to be read now.</param>
    /// <param name="original">What it is a copy of, and while that is there, need not be read; null if it is undecided.</param>
    private Descent Wait(DiscoveredFile file, FileIdentity? original = null)
    {
        var identity = file.Facts.Identity;
        var isKnown = _waiting.TryGetValue(identity, out var seen) && seen.Size == file.Facts.Size;
        if (original is not null && seen.Original is null) Log.CopyWaits(logger, file.Path);
        _waiting[identity] = (file.Entry, file.Facts.Size, isKnown ? seen.Since : time.GetTimestamp(), original);
        return Descent.Undecided;
    }

    /// <summary>Everything in it is accounted for.</summary>
    private Descent Skip(DiscoveredFile file, ISegmentFile content, SegmentProgress original)
    {
        var length = content.GetFacts().Size;
        var end = original with
        {
            Offset = length,
            Fingerprint = Fingerprint.Of(content, length),
            Marks = ContentMarks.None,
        };
        return Follow(file, end, leftover: null);
    }

    private Descent Independent(DiscoveredFile file)
    {
        _waiting.Remove(file.Facts.Identity);
        return Descent.Independent;
    }

    private Descent Follow(DiscoveredFile file, SegmentProgress original, Leftover? leftover)
    {
        _waiting.Remove(file.Facts.Identity);
        Log.CopyFollows(logger, file.Path, original.Path, original.Offset);
        return new Descent(original, leftover);
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.CopyWaits, LogLevel.Information,
            "{Path} is a copy of what is being read, and is left alone while that is there")]
        public static partial void CopyWaits(ILogger logger, string path);

        [LoggerMessage(EventIds.CopyFollows, LogLevel.Information,
            "{Path} is a copy of {Original}, of which {Offset} bytes are counted: going on from there")]
        public static partial void CopyFollows(ILogger logger, string path, string original, long offset);
    }
}
