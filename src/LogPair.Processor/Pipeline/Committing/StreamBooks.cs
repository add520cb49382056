using LogPair.Processor.Rules;

namespace LogPair.Processor.Pipeline.Committing;

/// <summary>What is to be booked of one stream, in the words of the metrics.</summary>
internal readonly struct StreamBooks(MetricCatalog catalog, string stream)
{
    // A longer one, or one of other characters, was not written by a generator that keeps to the contract.
    private const int MaxReasonLength = 40;

    public Booking LostLines(string reason, long lines) =>
        new(catalog.LostLines, LabelKey.Encode(stream, reason), lines);

    public Booking LostBytes(string reason, long bytes) =>
        new(catalog.LostBytes, LabelKey.Encode(stream, reason), bytes);

    public Booking Truncation(int times = 1) => new(catalog.Truncations, LabelKey.Encode(stream), times);

    public Booking Seal(bool isRight, int seals = 1) =>
        new(catalog.Seals, LabelKey.Encode(stream, isRight ? "verified" : "mismatch"), seals);

    /// <summary>What a seal says that its generator dropped.</summary>
    public IEnumerable<Booking> Dropped(IReadOnlyDictionary<string, long> dropped)
    {
        var books = this;
        return dropped.Select(drop => books.LostLines(IsWord(drop.Key) ? drop.Key : LossReason.Other, drop.Value));
    }

    /// <summary>Everything at zero, so that the first loss is an increase and not the first value.</summary>
    public Booking[] Zeros()
    {
        var books = this;
        return
        [
            .. LossReason.All.Select(reason => books.LostLines(reason, 0)),
            .. LossReason.All.Select(reason => books.LostBytes(reason, 0)),
            Truncation(0),
            Seal(isRight: true, 0),
            Seal(isRight: false, 0),
        ];
    }

    private static bool IsWord(string reason) =>
        reason.Length is > 0 and <= MaxReasonLength && reason.All(c => char.IsAsciiLetterLower(c) || c == '_');
}
