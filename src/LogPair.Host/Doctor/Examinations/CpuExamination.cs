using System.Globalization;
using LogPair.Host.Doctor.Machine;

namespace LogPair.Host.Doctor.Examinations;

/// <summary>The processor limit of the container, and how often it makes it wait.</summary>
internal sealed class CpuExamination : IExamination
{
    private const double Often = 0.25;

    // Ten seconds of the usual periods: fewer tell nothing.
    private const int EnoughPeriods = 100;

    public string Name => "cpu";

    public IEnumerable<Finding> Examine(Patient patient)
    {
        var group = ControlGroup.Read(patient.System);
        if (group.CpuLimit is not { } limit) return [Finding.Ok("no limit is set")];

        var share = group.Periods == 0 ? 0 : (double)group.ThrottledPeriods / group.Periods;
        var words = string.Create(
            CultureInfo.InvariantCulture,
                $"the limit is {limit:0.##} of a processor, which made it wait in {share:0 %} of the time");
        return group.Periods >= EnoughPeriods && share > Often
            ? [Finding.Warning(words, "Counting is delayed, and a scrape may be late; nothing is lost.",
                "Remove or raise resources.limits.cpu: a processor that comes back after a pause catches up quickly "
                    + "then.")]
            : [Finding.Ok(words)];
    }
}
