namespace LogPair.Processor.Pipeline.Inspection;

/// <summary>One file, for people.</summary>
/// <param name="Path">Absolute; without characters that a terminal would obey.</param>
/// <param name="State">What is being done with it.</param>
internal sealed record FileView(string Path, FileState State)
{
    public string Stream { get; init; } = "";

    /// <summary>Bytes that it has.</summary>
    public long Size { get; init; }

    /// <summary>Bytes of it that are counted.</summary>
    public long Offset { get; init; }

    /// <summary>Bytes that are written and not counted.</summary>
    public long LagBytes { get; init; }

    /// <summary>Seconds that the oldest of these bytes has been waiting.</summary>
    public double LagSeconds { get; init; }

    /// <summary>Lines of it that are counted.</summary>
    public long Lines { get; init; }

    /// <summary>How it is read: <c>logfmt in cri</c>. Null before its first line.</summary>
    public string? Format { get; init; }

    /// <summary>Percent of its first lines that look like the format; null if its input says the format.</summary>
    public int? Confidence { get; init; }

    /// <summary>The time of the last event that was counted and had one.</summary>
    public DateTimeOffset? LastEvent { get; init; }

    /// <summary>Whether its seal was compared with what was counted, so that it is complete for certain.</summary>
    public bool IsVerified { get; init; }

    /// <summary>Why it is not read; null if it is.</summary>
    public string? Problem { get; init; }
}
