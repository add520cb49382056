namespace LogPair.Host.Web.Api;

/// <summary>How bad something is.</summary>
internal enum FindingLevel
{
    /// <summary>All is well.</summary>
    Ok,

    /// <summary>Worth knowing.</summary>
    Note,

    /// <summary>Somebody should look at it.</summary>
    Warning,

    /// <summary>Lines are lost, or not counted.</summary>
    Failure,
}
