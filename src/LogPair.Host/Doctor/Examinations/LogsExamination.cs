using LogPair.Host.Doctor.Machine;
using LogPair.Host.Units;
using LogPair.Processor.Discovery;

namespace LogPair.Host.Doctor.Examinations;

/// <summary>The log directories: there, open to this user, and with files that match and can be read.</summary>
internal sealed class LogsExamination : IExamination
{
    private const int MostOfAKind = 5;

    private const string NotCounted = "What is written there is not counted.";

    public string Name => "logs";

    public IEnumerable<Finding> Examine(Patient patient)
    {
        if (patient.Settings.Logs.Count == 0) return [Finding.Skipped("no logs are named")];

        var volume = patient.Volume;
        List<Finding> findings =
        [
            .. volume.Missing.Select(Missing),
            .. volume.Unlisted.Select(each => Unlisted(each.Key, each.Value, patient)),
            .. Few(volume.Unreadable, each => Unreadable(each.File.Path, each.Refusal, patient)),
            .. Few(volume.Listing.Refused, Refused),
            .. volume.Inputs.Where(input => IsEmpty(input, volume)).Select(Empty),
        ];
        return findings.Count > 0 ? findings : volume.Roots.Select(root => Well(root, patient));
    }

    private static List<Finding> Few<T>(IReadOnlyList<T> all, Func<T, Finding> tell)
    {
        var told = all.Take(MostOfAKind).Select(tell).ToList();
        if (all.Count > told.Count)
            told[^1] = told[^1] with { What = $"{told[^1].What}; and {all.Count - told.Count} more like it" };
        return told;
    }

    private static Finding Missing(string directory) => Finding.Failure(
        $"{directory} does not exist",
        NotCounted + " The processor waits for it, and is not ready before.",
        "Name the directory that the application writes to (--logs, LOGPAIR_LOGS). In a Pod: mount the same volume "
            + "in both "
            + "containers; kubectl exec into the application's and ls. docker: the same -v in both");

    private static Finding Unlisted(string directory, string reason, Patient patient)
    {
        var (path, rights) = Barrier(directory, patient.User);
        return Finding.Failure(
            $"{directory} {reason}".TrimEnd('.') + (path is null ? ""
                : $"; {path} is {RightsText.Of(rights)}, and this process is {patient.User}"),
            NotCounted,
            path is null ? "See the reason." : RightsText.HowToRead(path, rights));
    }

    private static Finding Unreadable(string file, Refusal refusal, Patient patient) =>
        LinuxRights(file) is { } rights && refusal.Reason == RefusalReason.Permission
            ? Finding.Failure(
                $"{file} cannot be read: it is {RightsText.Of(rights)} ({RightsText.Words(rights)}), and this "
                    + $"process is {patient.User}",
                "Its lines are not counted.",
                RightsText.HowToRead(file, rights))
            : Finding.Failure($"{file} {refusal.Text}", "Its lines are not counted.",
                "See the reason; it is tried again and again.");

    private static Finding Refused(RefusedEntry entry) => Finding.Warning(
        $"{entry.Path} {entry.Refusal.Text}",
        "It matches, and is not read; somebody may expect its lines.",
        "Remove it, make it a regular file, or narrow the pattern of --logs.");

    private static bool IsEmpty(FileGlob input, VolumeLook volume) =>
        Directory.Exists(input.Root) && volume.Listing.Refused.Count + volume.Unlisted.Count == 0
        && !volume.Listing.Files.Any(file => volume.Inputs[file.Input] == input || input.Matches(file.Path));

    private static Finding Empty(FileGlob input)
    {
        var others = Names(input.Root);
        return Finding.Warning(
            $"no file matches {input}" + (others.Count == 0 ? $"; {input.Root} is empty"
                : $"; {input.Root} holds {string.Join(", ", others)}"),
            "There is nothing to count yet.",
            others.Count == 0
                ? "Start the application, or name the directory that it writes to."
                : "Name what it should match: a directory stands for the *.log files in it, without those below it; "
                    + "logpair doctor --logs 'DIR/**/*.log'");
    }

    private static List<string> Names(string directory)
    {
        try
        {
            var names = Directory.EnumerateFileSystemEntries(directory).Take(MostOfAKind + 1)
                .Select(path => Path.GetFileName(path)).ToList();
            return names.Count > MostOfAKind ? [.. names.Take(MostOfAKind), "…"] : names;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static Finding Well(string root, Patient patient)
    {
        var files = patient.Volume.Listing.Files.Count(file => file.Root == root);
        var who = LinuxRights(root) is { } rights
            ? $"; {RightsText.Of(rights)}: {RightsText.Words(rights)}; this process is {patient.User}" : "";
        return Finding.Ok($"{root}: matching and readable: {Quantity.Of(files, "file")}{who}");
    }

    /// <summary>The first directory on the way that this user may not enter, or the last one.</summary>
    private static (string? Path, FileRights Rights) Barrier(string directory, ThisUser user)
    {
        (string? Path, FileRights Rights) last = (null, default);
        var parts = directory.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (var count = 0; count <= parts.Length; count++)
        {
            var path = "/" + string.Join('/', parts.Take(count));
            if (LinuxRights(path) is not { } rights) break;

            last = (path, rights);
            if (!user.RightsTo(rights).Enter) break;
        }

        return last;
    }

    private static FileRights? LinuxRights(string path) =>
        OperatingSystem.IsLinux() && LinuxStat.TryGetRights(path, out var rights) ? rights : null;
}
