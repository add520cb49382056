namespace LogPair.Host.Web;

/// <summary>The web endpoints cannot listen where they were told to.</summary>
internal sealed class ListenException : Exception
{
    /// <param name="message">Names the address, the reason, and how to mend it.</param>
    /// <param name="isWrongAddress">The address can never work on this machine, so the setting is wrong.</param>
    public ListenException(string message, bool isWrongAddress, Exception inner)
        : base(message, inner) => IsWrongAddress = isWrongAddress;

    public bool IsWrongAddress { get; }
}
