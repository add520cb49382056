namespace LogPair.Benchmarks.Workload;

/// <summary>Draws what requests are like: method, status and time, the same shares in every format.</summary>
internal sealed class RequestDice(SplitMix64 random)
{
    /// <summary>Index of the first status that is the server's fault.</summary>
    public const int FirstServerError = 12;

    /// <summary>Index of the first status that is the client's fault.</summary>
    public const int FirstClientError = 5;

    private static readonly int[] MethodShares = [620, 830, 890, 930, 960, 990, 1000];
    private static readonly int[] StatusShares =
        [700, 760, 800, 810, 850, 870, 880, 890, 950, 960, 970, 978, 990, 995, 1000];

    /// <returns>Index into <see cref="TruthBuilder.Methods"/>.</returns>
    public int NextMethod() => random.Pick(MethodShares);

    /// <returns>Index into <see cref="TruthBuilder.Statuses"/>.</returns>
    public int NextStatus() => random.Pick(StatusShares);

    /// <summary>Ten-thousandths of a millisecond, bell-shaped over the powers of two from 0.2 ms to 13 s.</summary>
    public long NextElapsed()
    {
        if (random.IsOneIn(200)) return 0;
        if (random.IsOneIn(64)) return AtABound();

        var scale = 1 << (11 + random.Below(6) + random.Below(6) + random.Below(6));
        return scale + random.Below(scale);
    }

    private long AtABound()
    {
        var seconds = TruthBuilder.Bounds[random.Below(TruthBuilder.Bounds.Length)];
        return (long)Math.Round(seconds * 1_000) * 10_000;
    }
}
