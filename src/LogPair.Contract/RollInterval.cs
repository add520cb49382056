namespace LogPair.Contract;

/// <summary>How long a stream stays in segments of one period, at most. Ordered from long to short.</summary>
public enum RollInterval
{
    /// <summary>A UTC day, <c>yyyyMMdd</c> in the segment's name.</summary>
    Day,

    /// <summary>An hour, <c>yyyyMMddHH</c> in the segment's name.</summary>
    Hour,

    /// <summary>A minute, <c>yyyyMMddHHmm</c> in the segment's name.</summary>
    Minute,
}
