using LogPair.Host.Doctor.Machine;
using LogPair.Processor.Discovery;

namespace LogPair.Host.Doctor.Examinations;

/// <summary>How many file watches a user may have, and has.</summary>
internal sealed class InotifyExamination : IExamination
{
    public string Name => "inotify";

    public IEnumerable<Finding> Examine(Patient patient)
    {
        var use = InotifyUse.Read(patient.System, patient.User.User);
        if (use is not { MaxInstances: { } instances, MaxWatches: { } watches })
            return [Finding.Skipped("the kernel tells no limits here")];

        var needed = patient.Port.State == PortState.Processor
            ? 1
            : Math.Clamp(patient.Settings.Logs.Count, 1, VolumeWatcher.MostDirectories);
        var words = $"user {patient.User.User} has {use.Instances} of {instances} instances and {use.Watches} of "
            + $"{watches} watches, "
            + "as far as can be seen from here";
        List<Finding> findings = [];
        if (instances - use.Instances < needed)
            findings.Add(UsedUp(words, "fs.inotify.max_user_instances", Math.Max(1024, instances * 2)));
        if (watches - use.Watches < needed)
            findings.Add(UsedUp(words, "fs.inotify.max_user_watches", Math.Max(65536, watches * 2)));
        return findings.Count > 0 ? findings : [Finding.Ok(words)];
    }

    private static Finding UsedUp(string words, string limit, long enough) => Finding.Warning(
        $"{limit} is used up: {words}",
        "Without a watch, new lines are seen by looking again and again, a little later. All containers of a node "
            + "with the same user id share this.",
        $"On the node: sysctl -w {limit}={enough}. Or give each workload a user id of its own.");
}
