using LogPair.Host;
using LogPair.Host.Commands;

using var signals = new StopSignals();
return await CommandLine.InvokeAsync(args, Surroundings.OfProcess(() => signals.Reason, signals.Stop));
