using LogPair.Processor.Parsing;

namespace LogPair.Processor.Pipeline.Joining;

/// <summary>What is not complete of one of a container's two streams.</summary>
internal sealed class OpenStream
{
    private readonly byte[] _time = new byte[40];
    private int _timeLength;

    /// <summary>A line of which the rest is to come.</summary>
    public EventText? Partial { get; set; }

    /// <summary>An event that may go on with the next line.</summary>
    public EventText? Event { get; set; }

    /// <summary>A line below the event that belongs to it if the next one continues it; null without one.</summary>
    public EventText? Between { get; set; }

    public bool IsOpen => Partial is not null || Event is not null;

    /// <summary>Takes note of the time of its last line.</summary>
    public void Remember(ReadOnlySpan<byte> time)
    {
        _timeLength = Math.Min(time.Length, _time.Length);
        time[.._timeLength].CopyTo(_time);
    }

    /// <summary>Whether it has been silent for so long, as the times of the lines tell.</summary>
    public bool HasBeenSilent(ReadOnlySpan<byte> now, TimeSpan time) =>
        _timeLength > 0
        && Timestamps.TryParse(now, out var nowTicks)
        && Timestamps.TryParse(_time.AsSpan(0, _timeLength), out var lastTicks)
        && nowTicks - lastTicks >= time.Ticks;
}
