using LogPair.Contract;
using LogPair.Host.Doctor.Machine;

namespace LogPair.Host.Doctor.Examinations;

/// <summary>Whether file events arrive: a file is made, waited for and removed.</summary>
internal sealed class EventsExamination : IExamination
{
    private const int MostRoots = 3;

    private const string Ring =
        "Set LOGPAIR_DOORBELL=9465 on both sides (docs/generator.md), or a lower --max-poll-interval.";

    public string Name => "file events";

    public IEnumerable<Finding> Examine(Patient patient)
    {
        var roots = patient.Volume.Roots.Take(MostRoots).ToList();
        if (roots.Count == 0) return [Finding.Skipped("there is no log directory to try it in")];
        return roots.Select(root => Examine(root, patient)).Concat(OfProcessor(patient));
    }

    private static Finding Examine(string root, Patient patient)
    {
        var mount = Mount.Of(patient.System, root);
        if (mount is { IsRemote: true }) return Remote(root, mount, patient);

        var result = EventProbe.Run(root, patient.Volume.Inputs, patient.Surroundings.Stop);
        return result.Outcome == ProbeOutcome.NotTried
            ? Elsewhere(root, mount, patient)
            : Tell($"in {root}", result, patient);
    }

    /// <summary>Where the logs are read-only for us, as in a Pod, the state directory is the next best.</summary>
    private static Finding Elsewhere(string root, Mount? mount, Patient patient)
    {
        var kind = mount is null ? ""
            : $" It is {mount.Kind}, whose events arrive from every container of this machine.";
        var readOnly = $"{root} cannot be written from here, so no event was made in it.{kind}";
        if (patient.Settings.StateDirectory is not { } state || !Directory.Exists(state))
            return Finding.Skipped(readOnly.TrimEnd('.'));

        var result = EventProbe.Run(state, patient.Volume.Inputs, patient.Surroundings.Stop);
        return result.Outcome switch
        {
            ProbeOutcome.NotTried => Finding.Skipped(readOnly.TrimEnd('.')),
            ProbeOutcome.Arrived => Finding.Ok($"{readOnly} In {state}, an event came within {result.Detail}"),
            _ => Tell($"in {state} ({readOnly.TrimEnd('.')})", result, patient),
        };
    }

    private static Finding Tell(string where, ProbeResult result, Patient patient) => result.Outcome switch
    {
        ProbeOutcome.Arrived => Finding.Ok($"an event came within {result.Detail} {where}"),
        ProbeOutcome.Refused => Polled($"the system lets nobody watch {where}: {result.Detail}", patient,
            "Raise the limit on the node: sysctl -w fs.inotify.max_user_instances=1024; see the line 'inotify'."),
        _ => Polled($"a file was made {where}, and no event came: {result.Detail}", patient, Ring),
    };

    private static Finding Remote(string root, Mount mount, Patient patient) =>
        patient.Settings.Doorbell is { } doorbell
        ? Finding.Ok($"{root} is {mount.Kind}, where events of other machines do not arrive; the doorbell at "
            + $"{doorbell} wakes the reader")
        : Polled($"{root} is {mount.Kind}, where events of other machines, or from outside of a sandbox, do not "
            + "arrive", patient, Ring);

    private static Finding Polled(string what, Patient patient, string remedy) => Finding.Warning(
        what,
        $"Nothing is lost, but new lines are seen by looking again and again, up to "
            + $"{Duration.Format(patient.Settings.MaxPollInterval)} late.",
        remedy);

    private static IEnumerable<Finding> OfProcessor(Patient patient)
    {
        if (patient.Port.Metrics?.Value("logpair_watcher_up") is 0)
            yield return Polled("the running processor gets no file events (logpair_watcher_up is 0)", patient,
                "Its log says why. " + Ring);
    }
}
