using LogPair.Generator.Segments;
using LogPair.Generator.Settings;
using LogPair.Host.Doctor.Machine;
using ByteSize = LogPair.Host.Units.ByteSize;

namespace LogPair.Host.Doctor.Examinations;

/// <summary>What the logs may take, against what they take and what the volume holds.</summary>
/// <remarks>The generator's own variables; in a Pod they must be set on this container, too, to be seen from
/// here.</remarks>
internal sealed class BudgetExamination : IExamination
{
    private const string Evicted = "A volume over its sizeLimit evicts the whole Pod; a full one loses lines.";

    public string Name => "budget";

    public IEnumerable<Finding> Examine(Patient patient)
    {
        if (patient.Volume.Roots.FirstOrDefault() is not { } root || VolumeSpace.Of(root) is not { } space)
            return [Finding.Skipped("there is no log directory to compare it with")];

        var used = patient.Volume.Listing.Files.Sum(file => DiskSpace.Of(file.Facts.Size));
        List<Finding> findings = [];
        var budget = Read(patient, GeneratorVariables.VolumeBudget, findings);
        var limit = Read(patient, GeneratorVariables.VolumeSizeLimit, findings);
        if (findings.Count > 0) return findings;
        if (budget is null && limit is null)
        {
            return [Finding.Skipped($"neither {GeneratorVariables.VolumeBudget} nor "
                + $"{GeneratorVariables.VolumeSizeLimit} is set here; "
                + $"the logs take {ByteSize.Round(used)} of {ByteSize.Round(space.Bytes)}")];
        }

        return [Judge(root, budget ?? limit!.Value / 2, limit, used, space.Bytes)];
    }

    private static long? Read(Patient patient, string variable, List<Finding> findings)
    {
        var text = patient.Surroundings.Variable(variable);
        if (string.IsNullOrEmpty(text)) return null;
        if (ByteSize.TryParse(text, out var bytes)) return bytes;

        findings.Add(Finding.Failure($"{variable}: '{text}' is not a size", "The generator does not start with it.",
            $"{variable}=512MiB"));
        return null;
    }

    private static Finding Judge(string root, long budget, long? limit, long used, long volume)
    {
        var words = $"the logs take {ByteSize.Round(used)} of a budget of {ByteSize.Round(budget)}; {root} holds "
            + $"{ByteSize.Round(volume)}";
        if (limit is { } size && size > volume)
        {
            return Finding.Failure($"{GeneratorVariables.VolumeSizeLimit} is {ByteSize.Round(size)}, more than the "
                + $"volume has: {words}", Evicted,
                $"Set it to the sizeLimit of the volume, or less: "
                    + $"{GeneratorVariables.VolumeSizeLimit}={ByteSize.Format(volume)}");
        }

        if (budget > volume)
        {
            return Finding.Failure($"the budget is larger than the volume: {words}", Evicted,
                $"Half of the volume leaves room for everything else: "
                    + $"{GeneratorVariables.VolumeBudget}={ByteSize.Format(volume / 2 >> 20 << 20)}");
        }

        if (used > (limit ?? volume))
            return Finding.Failure($"the logs are over the limit: {words}", Evicted,
                "Delete what is counted; let the application roll and delete.");

        return used > budget
            ? Finding.Warning($"the logs are over the budget: {words}", Evicted,
                "Somebody else writes there, or nothing deletes old files: roll and delete, or use the generator.")
            : Finding.Ok(words);
    }
}
