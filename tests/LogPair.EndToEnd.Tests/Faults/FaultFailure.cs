namespace LogPair.EndToEnd.Tests.Faults;

/// <summary>A promise was broken; the scenario adds seed and history to the message.</summary>
internal sealed class FaultFailure(string message) : Exception(message);
