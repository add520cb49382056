using LogPair.Host.Doctor.Machine;
using LogPair.Host.Units;

namespace LogPair.Host.Doctor.Examinations;

/// <summary>The memory limit of the container, and how near it is.</summary>
internal sealed class MemoryExamination : IExamination
{
    private const double NearlyUsed = 0.9;

    private const string Killed =
        "At the limit, the kernel kills the processor (OOMKilled, exit code 137). It goes on from its "
        + "checkpoint, but no scrape is answered meanwhile.";

    private const string Fewer =
        "Raise resources.limits.memory, or have fewer series: look at logpair_series, lower maxSeries "
            + "(docs/sizing.md).";

    public string Name => "memory";

    public IEnumerable<Finding> Examine(Patient patient)
    {
        var group = ControlGroup.Read(patient.System);
        if (group is not { MemoryLimit: { } limit, MemoryUse: { } use }) return [Finding.Ok("no limit is set")];

        var words = $"{ByteSize.Round(use)} of {ByteSize.Round(limit)} are used";
        if (use > limit * NearlyUsed) return [Finding.Warning($"the limit is nearly reached: {words}", Killed, Fewer)];
        return group.MemoryKills > 0
            ? [Finding.Warning($"memory has run out before ({Quantity.Of(group.MemoryKills, "kill")}); now {words}",
                Killed, Fewer)]
            : [Finding.Ok(words)];
    }
}
