namespace LogPair.Contract;

/// <summary>What came of reading a file of the contract.</summary>
public enum ContractReadOutcome
{
    /// <summary>Read and understood.</summary>
    Read,

    /// <summary>There is no such file.</summary>
    Missing,

    /// <summary>The file is there, but the system does not let us read it.</summary>
    Unreadable,

    /// <summary>The content is not what the contract describes.</summary>
    Damaged,

    /// <summary>Written by a program that speaks another version of the contract.</summary>
    UnknownVersion,
}
