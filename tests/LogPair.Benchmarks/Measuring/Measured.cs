namespace LogPair.Benchmarks.Measuring;

/// <summary>One run of one program.</summary>
/// <param name="Name">What ran, the same for every round.</param>
/// <param name="Usage">Of the program and of the children it waited for.</param>
/// <param name="PeakBytes">Largest resident set; 0 when it is not known.</param>
internal sealed record Measured(string Name, Usage Usage, long PeakBytes)
{
    /// <summary>CPU time of its busiest thread; zero when it is not known.</summary>
    public TimeSpan BusiestThread { get; init; }

    public double CpuSeconds => Usage.Cpu.TotalSeconds;
}
