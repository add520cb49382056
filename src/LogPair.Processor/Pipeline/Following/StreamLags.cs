using System.Collections.Concurrent;
using LogPair.Processor.Discovery;
using LogPair.Processor.Exposition;

namespace LogPair.Processor.Pipeline.Following;

/// <summary>How far behind each stream is, and when it last got on.</summary>
/// <remarks>Written by the tailing loop, read by anybody.</remarks>
internal sealed class StreamLags(TimeProvider time)
{
    // Whoever makes files makes streams. Those that were there first stay; each is four series of a scrape.
    private const int MaxStreams = 1000;

    private readonly ConcurrentDictionary<string, long> _progressAt = new(StringComparer.Ordinal);

    /// <summary>Lines of the stream were counted since the last look.</summary>
    public void Progressed(string stream)
    {
        if (_progressAt.ContainsKey(stream)) _progressAt[stream] = time.GetTimestamp();
    }

    /// <summary>Brings the streams in step with the files that are there.</summary>
    public void Keep(IReadOnlyList<DiscoveredFile> files)
    {
        var streams = files.Select(file => StreamName.Of(file.Path)).ToHashSet(StringComparer.Ordinal);
        foreach (var stream in _progressAt.Keys.Where(stream => !streams.Contains(stream))) _progressAt.TryRemove(stream, out _);
        foreach (var stream in streams)
        {
            if (_progressAt.Count >= MaxStreams) break;
            _progressAt.TryAdd(stream, time.GetTimestamp());
        }
    }

    /// <summary>One entry a stream.</summary>
    /// <param name="segments">Those that are open.</param>
    /// <param name="waiting">Those that are yet to be opened; all others are counted.</param>
    public IReadOnlyList<StreamLag> Report(IReadOnlyList<TailedSegment> segments, IReadOnlyList<WaitingFile> waiting)
    {
        var waitingByStream = waiting.ToLookup(file => file.Stream, file => file.Bytes, StringComparer.Ordinal);
        var byStream = segments.ToLookup(segment => segment.Stream, StringComparer.Ordinal);
        return
        [
            .. _progressAt.Select(stream => new StreamLag(
                stream.Key,
                Bytes.Sum(byStream[stream.Key].Select(segment => segment.LagBytes).Concat(waitingByStream[stream.Key])),
                byStream[stream.Key].Select(segment => segment.Wait.Age(time)).DefaultIfEmpty().Max(),
                time.GetElapsedTime(stream.Value))),
        ];
    }
}
