using System.Globalization;
using LogPair.Host.Units;

namespace LogPair.Host.Doctor.Examinations;

/// <summary>Whether the newest lines are understood.</summary>
internal sealed class FormatExamination : IExamination
{
    // A few odd lines, as of a program that starts, are everywhere.
    private const double Many = 0.2;

    // The name under which the processor goes on when no format fits.
    private const string Unknown = "auto";

    public string Name => "format";

    public IEnumerable<Finding> Examine(Patient patient) =>
        patient.Samples.Count == 0 ? [Finding.Skipped("there are no lines yet")] : patient.Samples.Select(Judge);

    private static Finding Judge(FileSample sample)
    {
        var (lines, unparsed) = (sample.Counts.Lines, sample.Counts.Unparsed);
        var format = sample.Format switch
        {
            null => "is read as its input says",
            Unknown => "looks like no format that is known, and is read as JSON",
            { } found => $"is read as {found}, as its lines look like it",
        };
        return unparsed > lines * Many
            ? Finding.Warning(
                string.Create(CultureInfo.InvariantCulture,
                    $"{sample.File.Path} {format}, and not understood: {unparsed:N0} of {Quantity.Of(lines, "line")}"),
                "They are counted as lines, but no rule sees them.",
                "Set format: (and multiline:) of the input in the rules file; docs/formats lists what there is. Try "
                    + "it: "
                    + $"logpair replay --config rules.yaml '{sample.File.Path}'")
            : Finding.Ok(string.Create(CultureInfo.InvariantCulture,
                $"{sample.File.Path} {format}; understood: {lines - unparsed:N0} of {Quantity.Of(lines, "line")}"));
    }
}
