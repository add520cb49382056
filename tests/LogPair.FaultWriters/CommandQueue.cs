using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace LogPair.FaultWriters;

/// <summary>Lines of standard input, for a loop that does not wait for them.</summary>
internal sealed class CommandQueue
{
    private readonly ConcurrentQueue<string> _commands = new();

    /// <summary>Reads until the input ends, which is when the parent does.</summary>
    public async Task ReadAsync(TextReader input, Action ended)
    {
        while (await input.ReadLineAsync() is { } command) Add(command);
        ended();
    }

    public void Add(string command) => _commands.Enqueue(command);

    public bool TryTake([NotNullWhen(true)] out string? command) => _commands.TryDequeue(out command);
}
