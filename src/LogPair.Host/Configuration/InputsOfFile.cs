namespace LogPair.Host.Configuration;

/// <summary>What is known of the inputs of a rules file.</summary>
internal enum InputsOfFile
{
    /// <summary>All of them, or that there are none.</summary>
    Known,

    /// <summary>Nothing: the file has errors, or cannot be read.</summary>
    Unknown,
}
