namespace LogPair.Processor.Parsing.Syslog;

/// <summary>Where the parts of a syslog line stand; the default range where there is none.</summary>
internal struct SyslogParts
{
    /// <summary>Facility times 8 and severity; -1 if the line does not say.</summary>
    public int Priority;

    /// <summary>0 for lines older than RFC 5424.</summary>
    public int Version;
    public Range Time;
    public Range Host;
    public Range App;
    public Range ProcessId;
    public Range MessageId;

    /// <summary>With its brackets, or a dash.</summary>
    public Range Data;
    public Range Message;

    public static bool IsThere(Range part) => !part.Equals(default);
}
