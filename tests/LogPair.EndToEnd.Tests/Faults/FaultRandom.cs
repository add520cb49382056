namespace LogPair.EndToEnd.Tests.Faults;

/// <summary>The choices of a scenario.</summary>
internal static class FaultRandom
{
    public static TimeSpan Next(this Random random, TimeSpan atMost) =>
        TimeSpan.FromMilliseconds(random.Next((int)atMost.TotalMilliseconds));

    public static Fault Next(this Random random, IReadOnlyList<Fault> faults)
    {
        var chosen = random.Next(faults.Sum(fault => fault.Weight));
        foreach (var fault in faults)
        {
            chosen -= fault.Weight;
            if (chosen < 0) return fault;
        }

        return faults[^1];
    }
}
