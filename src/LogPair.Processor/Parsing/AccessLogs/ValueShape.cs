namespace LogPair.Processor.Parsing.AccessLogs;

/// <summary>What a field of an access log holds.</summary>
internal enum ValueShape
{
    /// <summary>A number or text; a dash is null.</summary>
    Plain,

    /// <summary>Text in which a dash means itself, for example the state of a connection.</summary>
    Verbatim,

    /// <summary>Method, target and protocol.</summary>
    Request,

    /// <summary>A target: path and query.</summary>
    Target,

    /// <summary>A number for which a dash is written instead of 0.</summary>
    ClfBytes,

    /// <summary>A query with the question mark before it, which is not part of the value.</summary>
    Query,
}
