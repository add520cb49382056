using System.Text.Json;
using LogPair.Processor.Tests.Layering.Fixtures.Late;

namespace LogPair.Processor.Tests.Layering.Fixtures.Early;

/// <summary>Breaks every kind of rule once, each in another corner of a type.</summary>
internal sealed class Reader
{
    public List<JsonElement[]> Elements { get; } = [];

    public static Func<bool> Open(string path) => () => File.Exists(path);

    [Marker]
    public static async Task<long> WaitAsync(Task task)
    {
        await task;
        return DateTime.MaxValue.Ticks - Environment.TickCount64;
    }
}
