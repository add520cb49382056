using LogPair.Contract;
using LogPair.Host.Doctor.Machine;
using LogPair.Processor.Discovery;

namespace LogPair.Host.Doctor.Examinations;

/// <summary>The state directory: can be written, outlives the container, and belongs to one processor.</summary>
internal sealed class StateExamination : IExamination
{
    private const string NotSaved =
        "Without a place for the state, 'logpair run' does not start, and a running processor answers no scrape.";

    public string Name => "state";

    public IEnumerable<Finding> Examine(Patient patient)
    {
        if (patient.Settings.StateDirectory is not { } configured)
            return [Finding.Skipped("there are no logs, so there is no place for it")];

        var state = Path.TrimEndingDirectorySeparator(Path.GetFullPath(configured));
        List<Finding> findings = [];
        if (Link(state) is { } link) findings.Add(link);
        else if (Directory.Exists(state)) findings.AddRange(Existing(state, patient));
        else findings.Add(Missing(state, patient));
        if (IsLostWithContainer(state, patient)) findings.Add(Lost(state));
        return findings;
    }

    // Where both sides share the directory, the application could lead the state anywhere; 'run' refuses it.
    private static Finding? Link(string state) =>
        Path.GetFileName(state) == VolumeLayout.SharedStateFolder && new DirectoryInfo(state).LinkTarget is not null
            ? Finding.Failure($"{state} is a symbolic link, which is not followed", NotSaved, $"rm '{state}'")
            : null;

    private static IEnumerable<Finding> Existing(string state, Patient patient)
    {
        var problem = TryWrite(state);
        if (problem is not null) yield return NotWritable(state, problem, patient);

        var checkpoint = Path.Combine(state, VolumeLayout.CheckpointFile);
        var holders = FileLocks.Holders(patient.System, checkpoint);
        var isRunning = patient.Port.State == PortState.Processor;
        if (holders.Count > 1) yield return Shared(state, holders);
        else if (!isRunning && patient.Port.State is PortState.Free or PortState.Stranger
            && FileLocks.IsHeld(patient.System, checkpoint))
            yield return Held(state, holders, patient);
        else if (problem is null)
            yield return Finding.Ok($"{state} can be "
                + $"written{(holders is [var one] ? $"; process {one} keeps its checkpoint there" : "")}");
    }

    private static string? TryWrite(string state)
    {
        var path = Path.Combine(state, $"doctor-{Guid.NewGuid():N}{VolumeLayout.TemporarySuffix}");
        try
        {
            using var file =
                File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, FileOptions.DeleteOnClose);
            RandomAccess.Write(file, [0], fileOffset: 0);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return exception.Message.TrimEnd('.');
        }
    }

    private static Finding NotWritable(string state, string problem, Patient patient)
    {
        var isReadOnly = Mount.Of(patient.System, state) is { IsReadOnly: true };
        var rights = OperatingSystem.IsLinux() && LinuxStat.TryGetRights(state, out var found) ? found : default;
        return Finding.Failure(
            $"{state} cannot be written: {problem}; it is {RightsText.Of(rights)}, and this process is {patient.User}",
            NotSaved,
            isReadOnly ? "It is mounted read-only: remove readOnly: true (docker: :ro) from the mount of the state."
                : patient.User.RightsTo(rights) is { Write: true, Enter: true } || patient.User.OverridesRights
                    ? "Free some space on it, or set --state (LOGPAIR_STATE) to another directory: df -h"
                    : $"In a Pod: an emptyDir, or an fsGroup that this user is in. Else: chown {patient.User.User} "
                        + $"'{state}'");
    }

    private static Finding Missing(string state, Patient patient)
    {
        var above = Path.GetDirectoryName(state);
        while (above is not null && !Directory.Exists(above)) above = Path.GetDirectoryName(above);
        var rights = OperatingSystem.IsLinux() && LinuxStat.TryGetRights(above ?? "/", out var found) ? found : default;
        var isReadOnly = Mount.Of(patient.System, above ?? "/") is { IsReadOnly: true };
        return !isReadOnly
            && (patient.User.OverridesRights || patient.User.RightsTo(rights) is { Write: true, Enter: true })
            ? Finding.Ok($"{state} does not exist yet; 'logpair run' makes it in {above}")
            : Finding.Failure(
                $"{state} does not exist, and cannot be made: {above} is "
                    + $"{(isReadOnly ? "mounted read-only" : RightsText.Of(rights))}, "
                    + $"and this process is {patient.User}",
                NotSaved, "Set --state (LOGPAIR_STATE) to a directory that can be written. In a Pod: an emptyDir of "
                    + "its own");
    }

    private static Finding Shared(string state, IReadOnlyList<int> holders) => Finding.Failure(
        $"processes {string.Join(" and ", holders)} both keep their state in {state}",
        "They overwrite each other's checkpoint: after a restart, lines are counted twice or not at all.",
        "Give each processor a --state of its own, and end the one that should not be there: kill PID");

    private static Finding Held(string state, IReadOnlyList<int> holders, Patient patient) => Finding.Failure(
        $"{(holders is [var one] ? $"process {one}" : "a process in another container")} keeps its state in "
            + $"{state}, and nothing answers at "
            + $"{patient.Settings.Listen} as its processor would",
        "A second processor with this state would count lines twice or not at all.",
        "If it is the one you mean, give doctor its --listen; else give this one a --state of its own. Who is it: "
            + "ps -fp PID");

    // The layers of the image are mounted at the root; any volume is mounted further below.
    private static bool IsLostWithContainer(string state, Patient patient) =>
        patient.IsInContainer && Mount.Of(patient.System, state)
            is { Point: "/", Kind: "overlay" or "aufs" or "btrfs" };

    private static Finding Lost(string state) => Finding.Warning(
        $"{state} is in the container's own layer, on no volume",
        "When the container is made anew, counters begin at 0 and files are read again.",
        "Mount a volume there. In a Pod: an emptyDir; docker: -v logpair-state:" + state);
}
