using System.Runtime.InteropServices;
using Serilog.Events;

namespace LogPair.Host.Workload;

/// <summary>Adds up what was written. Owned by the loop that writes.</summary>
internal sealed class TruthRecorder
{
    private readonly Dictionary<MessageTemplate, long> _byTemplate = [];
    private readonly Dictionary<LogEventLevel, long> _byLevel = [];
    private readonly Dictionary<string, long> _byException = [];
    private readonly Dictionary<(string Method, int Status), long> _byRequest = [];
    private readonly Dictionary<string, long> _byOrderState = [];
    private readonly Dictionary<string, LatencyRecorder> _byRoute = [];
    private readonly LatencyRecorder _latency = new();
    private readonly int _seed;
    private decimal _revenue;

    public TruthRecorder(int seed) => _seed = seed;

    /// <summary>Events added so far.</summary>
    public long Events { get; private set; }

    /// <summary>Events refused so far.</summary>
    public long Dropped { get; private set; }

    /// <summary>Counts an event that stands in the segment.</summary>
    public void AddWritten(LogEvent written)
    {
        Events++;
        CollectionsMarshal.GetValueRefOrAddDefault(_byTemplate, written.MessageTemplate, out _)++;
        CollectionsMarshal.GetValueRefOrAddDefault(_byLevel, written.Level, out _)++;
        if (written.Exception is { } exception)
            CollectionsMarshal.GetValueRefOrAddDefault(_byException, exception.GetType().FullName!, out _)++;
        if (Value(written, ShopProperty.Method) is string method) AddRequest(written, method);
        if (Value(written, ShopProperty.OrderState) is string state)
            CollectionsMarshal.GetValueRefOrAddDefault(_byOrderState, state, out _)++;
        if (Value(written, ShopProperty.Total) is decimal total) _revenue += total;
    }

    /// <summary>Counts an event that the generator refused.</summary>
    public void AddDropped() => Dropped++;

    public Truth ToTruth() => new()
    {
        Seed = _seed,
        Events = Events,
        Dropped = Dropped,
        EventsByTemplate = Sorted(_byTemplate.Select(pair => KeyValuePair.Create(pair.Key.Text, pair.Value))),
        EventsByLevel = Sorted(_byLevel.Select(pair => KeyValuePair.Create(pair.Key.ToString(), pair.Value))),
        ExceptionsByType = Sorted(_byException),
        Requests =
        [
            .. _byRequest.OrderBy(pair => pair.Key)
                .Select(pair => new RequestCount(pair.Key.Method, pair.Key.Status, pair.Value)),
        ],
        Latency = _latency.ToTruth(),
        LatencyByRoute = Sorted(_byRoute.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.ToTruth()))),
        OrdersByState = Sorted(_byOrderState),
        OrderRevenue = _revenue,
    };

    private void AddRequest(LogEvent written, string method)
    {
        var status = (int)Value(written, ShopProperty.Status)!;
        var route = ShopRoute.TemplateOf((string)Value(written, ShopProperty.RequestPath)!);
        var seconds = (double)Value(written, ShopProperty.Elapsed)! / 1000;
        CollectionsMarshal.GetValueRefOrAddDefault(_byRequest, (method, status), out _)++;
        (CollectionsMarshal.GetValueRefOrAddDefault(_byRoute, route, out _) ??= new LatencyRecorder()).Add(seconds);
        _latency.Add(seconds);
    }

    private static object? Value(LogEvent written, string property) =>
        written.Properties.TryGetValue(property, out var value) ? ((ScalarValue)value).Value : null;

    private static SortedDictionary<string, T> Sorted<T>(IEnumerable<KeyValuePair<string, T>> pairs) =>
        new(pairs.ToDictionary(), StringComparer.Ordinal);
}
