namespace LogPair.FaultWriters;

/// <summary>Where lines go. Used by one thread.</summary>
internal interface IFaultTarget : IDisposable
{
    void Write(in FaultLine line);

    /// <summary>Called after every tick, for targets that write several lines at once; may leave a torn one.</summary>
    void EndTick();

    /// <summary>Whatever is pending is in the file when this returns.</summary>
    void WriteOut();

    /// <summary>
    /// Opens the file by its name again, as a daemon does on SIGHUP. Nothing for targets that roll themselves.
    /// </summary>
    void Reopen();
}
