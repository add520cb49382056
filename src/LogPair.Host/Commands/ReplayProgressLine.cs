using System.Globalization;
using LogPair.Host.Units;
using LogPair.Processor.Pipeline.Replaying;

namespace LogPair.Host.Commands;

/// <summary>One line on a terminal that is rewritten in place: bytes, rate, time left.</summary>
/// <remarks>Safe from any thread.</remarks>
internal sealed class ReplayProgressLine : IProgress<ReplayProgress>
{
    private const string EraseLine = "\r\e[K";

    private static readonly TimeSpan MostOften = TimeSpan.FromMilliseconds(200);

    private readonly Lock _gate = new();
    private readonly TextWriter _terminal;
    private readonly TimeProvider _time;
    private readonly long _startedAt;
    private TimeSpan _shown;

    public ReplayProgressLine(TextWriter terminal, TimeProvider time)
    {
        _terminal = terminal;
        _time = time;
        _startedAt = time.GetTimestamp();
    }

    public void Report(ReplayProgress value)
    {
        lock (_gate)
        {
            var elapsed = _time.GetElapsedTime(_startedAt);
            if (elapsed - _shown < MostOften) return;

            _shown = elapsed;
            _terminal.Write(EraseLine + Describe(value, elapsed));
        }
    }

    /// <summary>Removes the line.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            if (_shown > TimeSpan.Zero) _terminal.Write(EraseLine);
        }
    }

    private static string Describe(ReplayProgress progress, TimeSpan elapsed)
    {
        var bytesPerSecond = progress.BytesRead / elapsed.TotalSeconds;
        var percent = progress.BytesTotal == 0 ? 100 : 100.0 * progress.BytesRead / progress.BytesTotal;
        var left = Math.Max(0, progress.BytesTotal - progress.BytesRead) / Math.Max(bytesPerSecond, 1);
        return string.Create(CultureInfo.InvariantCulture,
            $"{percent:N0} %  {ByteSize.Round(progress.BytesRead)} of {ByteSize.Round(progress.BytesTotal)}  "
            + $"{ByteSize.Round(bytesPerSecond)}/s  {left:N0} s left");
    }
}
