namespace LogPair.Host.Workload;

/// <summary>The shop's own exception type, with a message that spans lines and needs escaping.</summary>
internal sealed class PaymentRejectedException(string message) : Exception(message);
