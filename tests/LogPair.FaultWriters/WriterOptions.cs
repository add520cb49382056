using System.Globalization;

namespace LogPair.FaultWriters;

/// <summary>What a writer is to do, as its command line says it.</summary>
internal sealed record WriterOptions
{
    /// <summary><c>append</c>, <c>generator</c> or <c>serilog</c>.</summary>
    public required string Style { get; init; }

    /// <summary>The file, or for <c>generator</c> the directory.</summary>
    public required string Path { get; init; }

    public required int Seed { get; init; }

    /// <summary>Number of this start, from 0.</summary>
    public required int Life { get; init; }

    /// <summary>Slot of the first file.</summary>
    public required int Slot { get; init; }

    public required int BytesPerSecond { get; init; }

    public required Tearing Tearing { get; init; }

    public static WriterOptions Parse(string[] arguments) => new()
    {
        Style = arguments[0],
        Path = arguments[1],
        Seed = Number(arguments[2]),
        Life = Number(arguments[3]),
        Slot = Number(arguments[4]),
        BytesPerSecond = Number(arguments[5]),
        Tearing = Enum.Parse<Tearing>(arguments[6]),
    };

    public IEnumerable<string> ToArguments() =>
        [Style, Path, Text(Seed), Text(Life), Text(Slot), Text(BytesPerSecond), $"{Tearing}"];

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
