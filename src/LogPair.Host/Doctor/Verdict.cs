namespace LogPair.Host.Doctor;

/// <summary>What is made of something that was looked at; the later, the worse.</summary>
internal enum Verdict
{
    Ok,

    /// <summary>It could not be looked at here, or there is nothing to look at.</summary>
    Skipped,

    /// <summary>It works, but not as well as it should, or not for long.</summary>
    Warning,

    /// <summary>It does not work: nothing is counted or seen, or numbers are wrong.</summary>
    Failure,
}
