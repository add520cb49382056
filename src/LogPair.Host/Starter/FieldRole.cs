namespace LogPair.Host.Starter;

/// <summary>What a field is good for.</summary>
internal enum FieldRole
{
    /// <summary>Status code of HTTP.</summary>
    Status,

    /// <summary>Method of HTTP.</summary>
    Method,

    /// <summary>Path or URL of a request; a label by its route only.</summary>
    Path,

    /// <summary>Value of a histogram in seconds.</summary>
    Duration,

    /// <summary>Value of a histogram in bytes.</summary>
    Size,

    /// <summary>Value of a gauge.</summary>
    Level,

    /// <summary>A label.</summary>
    Category,

    /// <summary>A number of which only its owner knows what it counts.</summary>
    Quantity,

    /// <summary>Ids, addresses, people: never a label.</summary>
    Identity,

    /// <summary>None of these.</summary>
    Other,
}
