namespace LogPair.Host.Doctor;

/// <summary>What became of a file event.</summary>
internal enum ProbeOutcome
{
    Arrived,

    /// <summary>It did not come in time.</summary>
    Lost,

    /// <summary>The system does not let us watch.</summary>
    Refused,

    /// <summary>No file could be made there.</summary>
    NotTried,
}
