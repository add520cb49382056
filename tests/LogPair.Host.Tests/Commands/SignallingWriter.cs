using System.Text;
using System.Text.RegularExpressions;

namespace LogPair.Host.Commands;

/// <summary>Standard error of a process under test that can be waited on for what it says.</summary>
internal sealed class SignallingWriter : TextWriter
{
    private readonly Lock _gate = new();
    private readonly StringBuilder _text = new();
    private TaskCompletionSource _grown = NewSignal();

    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>Forgets what was said, for the next process.</summary>
    public SignallingWriter Restarted()
    {
        lock (_gate) _text.Clear();
        return this;
    }

    public override void Write(char value) => Write(value.ToString());

    public override void Write(string? value)
    {
        lock (_gate)
        {
            _text.Append(value);
            _grown.TrySetResult();
            _grown = NewSignal();
        }
    }

    public override string ToString()
    {
        lock (_gate) return _text.ToString();
    }

    /// <exception cref="TimeoutException">It was not said in time.</exception>
    public async Task<Match> WaitForAsync(Regex what, TimeSpan deadline)
    {
        using var late = new CancellationTokenSource(deadline);
        while (true)
        {
            Task grown;
            string text;
            lock (_gate) (grown, text) = (_grown.Task, _text.ToString());
            if (what.Match(text) is { Success: true } match) return match;
            if (late.IsCancellationRequested) throw new TimeoutException($"'{what}' was not said within {deadline}, but: {text}");

            await Task.WhenAny(grown, Task.Delay(Timeout.Infinite, late.Token));
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
