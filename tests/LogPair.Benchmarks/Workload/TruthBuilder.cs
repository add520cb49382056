namespace LogPair.Benchmarks.Workload;

/// <summary>Counts what is written. One owner thread.</summary>
/// <param name="levels">What the levels are called, by the index that lines count with.</param>
internal sealed class TruthBuilder(IReadOnlyList<string> levels)
{
    /// <summary>The buckets of the rules, in seconds.</summary>
    public static readonly double[] Bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    public static readonly string[] SerilogLevels = ["Verbose", "Debug", "Information", "Warning", "Error", "Fatal"];

    public static readonly string[] Methods = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"];

    public static readonly int[] Statuses = [200, 201, 204, 301, 304, 400, 401, 403, 404, 409, 422, 429, 500, 502, 503];

    private readonly long[] _levels = new long[levels.Count];
    private readonly long[,] _requests = new long[Methods.Length, Statuses.Length];

    // [method, i]: lines above bound i - 1 and at or below bound i; the last is +Inf
    private readonly long[,] _durations = new long[Methods.Length, Bounds.Length + 1];
    private readonly CompensatedSum[] _sums = new CompensatedSum[Methods.Length];

    public long Lines { get; private set; }

    public void AddLine(int level)
    {
        Lines++;
        _levels[level]++;
    }

    /// <param name="method">Index into <see cref="Methods"/>.</param>
    /// <param name="status">Index into <see cref="Statuses"/>.</param>
    /// <param name="elapsedMilliseconds">The number that the line's text reads as.</param>
    public void AddRequest(int method, int status, double elapsedMilliseconds)
    {
        _requests[method, status]++;

        var seconds = elapsedMilliseconds / 1000;
        var bucket = 0;
        while (bucket < Bounds.Length && seconds > Bounds[bucket]) bucket++;
        _durations[method, bucket]++;
        _sums[method].Add(seconds);
    }

    public Truth Build(ulong seed, long bytes) => new()
    {
        Seed = seed,
        Bytes = bytes,
        Lines = Lines,
        Requests = [.. CountRequests()],
        Levels = levels.Index().Where(l => _levels[l.Index] > 0).ToDictionary(l => l.Item, l => _levels[l.Index]),
        Bounds = Bounds,
        Durations = [.. Enumerable.Range(0, Methods.Length).Select(CountDurations).Where(d => d.Count > 0)],
    };

    private IEnumerable<RequestCount> CountRequests() =>
        from method in Methods.Index()
        from status in Statuses.Index()
        let lines = _requests[method.Index, status.Index]
        where lines > 0
        select new RequestCount(method.Item, status.Item.ToString(), lines);

    private DurationCount CountDurations(int method)
    {
        var buckets = new long[Bounds.Length];
        var count = 0L;
        for (var i = 0; i < Bounds.Length; i++) buckets[i] = count += _durations[method, i];
        count += _durations[method, Bounds.Length];
        return new DurationCount(Methods[method], buckets, count, _sums[method].Value);
    }
}
