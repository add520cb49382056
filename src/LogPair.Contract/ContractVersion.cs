namespace LogPair.Contract;

/// <summary>Version of what is written on the volume. Every file of the contract carries it.</summary>
public static class ContractVersion
{
    /// <summary>What this library writes, and the newest that it reads.</summary>
    public const int Current = 1;

    internal static string Refusal(int found) => found > Current
        ? $"is of contract version {found}, and this program knows versions up to {Current}. " +
          "Update the older side of the pair: generator and processor must know the same version."
        : $"carries version {found}, which never existed. It was not written by a LogPair generator or processor.";
}
