namespace LogPair.Host.Doctor.Examinations;

/// <summary>The port: free, a processor's, or somebody else's.</summary>
internal sealed class PortExamination : IExamination
{
    private const string NotServed =
        "'logpair run' cannot listen there, and ends; Prometheus gets somebody else's answer, or none.";

    public string Name => "port";

    public IEnumerable<Finding> Examine(Patient patient)
    {
        var (listen, look) = (patient.Settings.Listen, patient.Port);
        yield return look.State switch
        {
            PortState.Processor => Finding.Ok($"a processor answers at {listen}"),
            PortState.Free => Finding.Ok($"{listen} is free: no processor runs with these settings"),
            PortState.Unknown =>
                Finding.Skipped($"the system chooses the port of {listen}: give doctor the one of the processor by "
                    + "--listen"),
            PortState.Closed => Finding.Skipped($"somebody is at {listen}, but {look.Detail}"),
            PortState.NotToBeHad => Finding.Failure($"{listen} cannot be had: {look.Detail}", NotServed,
                "Set --listen or LOGPAIR_LISTEN to another address: --listen :9464"),
            _ => Finding.Failure(
                $"{listen} is taken by something that is not this processor: {look.Detail}", NotServed, Who(patient)),
        };
    }

    private static string Who(Patient patient) => patient.Settings.Listen.SocketPath is { } path
        ? $"Who has it: ss -lxp | grep '{path}'. End it, or set --listen to another path."
        : $"Who has it: ss -ltnp 'sport = :{patient.Settings.Listen.Port}'. End it, or listen elsewhere: --listen "
            + ":9465 "
            + "(in a Pod, all containers share their ports).";
}
