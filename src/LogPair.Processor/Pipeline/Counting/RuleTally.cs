using LogPair.Processor.Aggregation;
using LogPair.Processor.Pipeline.Committing;

namespace LogPair.Processor.Pipeline.Counting;

/// <summary>What became of the records of a batch, by rule, in plain numbers until the batch is committed.</summary>
/// <remarks>One lane owns it.</remarks>
internal sealed class RuleTally
{
    /// <summary>One record of so many is timed: reading the clock for each would cost as much as a rule.</summary>
    public const int TimedEvery = 1024;

    private readonly MetricCatalog _catalog;
    private readonly long[] _matched;
    private readonly double[] _seconds;
    private long _unmatched;

    /// <param name="catalog">Of the same rules.</param>
    /// <param name="rules">How many.</param>
    public RuleTally(MetricCatalog catalog, int rules)
    {
        _catalog = catalog;
        _matched = new long[rules];
        _seconds = new double[rules];
    }

    public void Matched(int rule, long records) => _matched[rule] += records;

    public void Unmatched() => _unmatched++;

    /// <summary>A rule took this long for a record that stands for <see cref="TimedEvery"/>.</summary>
    public void Timed(int rule, TimeSpan duration) => _seconds[rule] += duration.TotalSeconds * TimedEvery;

    /// <summary>Moves the numbers to the changes of the batch.</summary>
    public void MoveTo(ChangeSet changes)
    {
        for (var rule = 0; rule < _matched.Length; rule++)
        {
            Move(changes, _catalog.RuleMatched, _catalog.MetricNames[rule], _matched[rule]);
            Move(changes, _catalog.RuleSeconds, _catalog.MetricNames[rule], _seconds[rule]);
        }

        Move(changes, _catalog.Unmatched, _catalog.NoLabels, _unmatched);
        Array.Clear(_matched);
        Array.Clear(_seconds);
        _unmatched = 0;
    }

    private static void Move(ChangeSet changes, int metric, byte[] labels, double amount)
    {
        if (amount > 0) changes.Record(metric, labels, amount, eventTicks: 0);
    }
}
