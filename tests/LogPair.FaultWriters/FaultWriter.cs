using System.Diagnostics;

namespace LogPair.FaultWriters;

/// <summary>Writes at a steady rate, and does what its parent says between two ticks.</summary>
internal sealed class FaultWriter
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(5);

    // After a SIGSTOP, or on a busy machine: what was missed comes in one burst, within reason.
    private static readonly TimeSpan LongestTick = TimeSpan.FromSeconds(1);

    private readonly IFaultTarget _target;
    private readonly FaultLines _lines;
    private readonly int _bytesPerSecond;
    private bool _isPaused;

    public FaultWriter(IFaultTarget target, FaultLines lines, int bytesPerSecond)
    {
        _target = target;
        _lines = lines;
        _bytesPerSecond = bytesPerSecond;
    }

    // The runtime takes a while to come up: without that, many short lives would not come to the rate.
    private static TimeSpan SinceStart =>
        TimeProvider.System.GetUtcNow() - Process.GetCurrentProcess().StartTime.ToUniversalTime();

    /// <param name="commands">Answered one by one with <paramref name="answer"/>.</param>
    /// <param name="answer">Told the command and the slot once it is done.</param>
    /// <param name="stop">Ends the last file with a whole line, and returns.</param>
    public async Task RunAsync(CommandQueue commands, Action<string> answer, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Tick);
        var last = Stopwatch.GetTimestamp();
        var budget = _bytesPerSecond * SinceStart.TotalSeconds;
        while (!stop.IsCancellationRequested)
        {
            while (commands.TryTake(out var command)) Obey(command, answer);
            var elapsed = Stopwatch.GetElapsedTime(last);
            last = Stopwatch.GetTimestamp();
            budget += _bytesPerSecond * Math.Min(elapsed.TotalSeconds, LongestTick.TotalSeconds);
            if (_isPaused) budget = 0;
            while (budget > 0) budget -= WriteOne();
            _target.EndTick();
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }

        _target.Write(_lines.Last());
        _target.Dispose();
    }

    private int WriteOne()
    {
        var line = _lines.Next();
        _target.Write(line);
        return line.Size + 130;
    }

    private void Obey(string command, Action<string> answer)
    {
        switch (command)
        {
            case "pause":
                _isPaused = true;
                _target.Write(_lines.Last());
                _target.WriteOut();
                break;
            case "resume":
                _isPaused = false;
                break;
            case "reopen":
                // A pause has ended the file already, and whoever deletes it may have counted on that.
                if (!_isPaused) _target.Write(_lines.Last());
                _target.Reopen();
                _lines.NextSlot();
                break;
        }

        answer($"{command} {_lines.Slot}");
    }
}
