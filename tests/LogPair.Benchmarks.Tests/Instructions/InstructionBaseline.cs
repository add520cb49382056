using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using LogPair.Testing;

namespace LogPair.Benchmarks.Tests.Instructions;

/// <summary>What <c>logpair replay</c> cost when somebody last looked, in instructions of x86-64-v3.</summary>
/// <param name="MeasuredWith">Versions of .NET and valgrind. Others are compared all the same; they explain a difference.</param>
/// <param name="Tolerance">Share by which the cost of a line may differ either way: 0.02 is 2 %.</param>
/// <param name="StartTolerance">The same for the start, which also reads what is mounted and granted on the machine.</param>
/// <param name="Instructions">By name: <see cref="StartUp"/> for all of a run with one line, a set's name for one line of it.</param>
internal sealed record InstructionBaseline(
    string MeasuredWith, double Tolerance, double StartTolerance, SortedDictionary<string, long> Instructions)
{
    /// <summary>Name of what all of a run with one line costs.</summary>
    public const string StartUp = "start-up";

    /// <summary>How to make the baseline what is measured now.</summary>
    public const string Update =
        "LOGPAIR_UPDATE=1 LOGPAIR_BINARY=$PWD/artifacts/logpair/logpair "
        + "dotnet test --project tests/LogPair.Benchmarks.Tests --filter-class '*.InstructionsTests'";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Shows the same figures to people.</summary>
    public static readonly string Page = Repository.Path("docs/benchmarks.md");

    private static readonly string File =
        Repository.Path("tests/LogPair.Benchmarks.Tests/Instructions/instructions.json");

    public static InstructionBaseline Read() =>
        JsonSerializer.Deserialize<InstructionBaseline>(System.IO.File.ReadAllBytes(File), Json)
        ?? throw new InvalidDataException($"{File} holds no baseline.");

    /// <summary>Replaces the file, and the figures of the page.</summary>
    public void Write()
    {
        System.IO.File.WriteAllText(File, JsonSerializer.Serialize(this, Json) + "\n");
        var page = System.IO.File.ReadAllText(Page);
        foreach (var (name, count) in Instructions)
            page = Regex.Replace(page, $@"(?m)^\| `{Regex.Escape(name)}` \| [\d,]+ \|", Row(name, count));
        System.IO.File.WriteAllText(Page, page);
    }

    /// <summary>How a row of the page's table begins.</summary>
    public static string Row(string name, long instructions) => $"| `{name}` | {Show(instructions)} |";

    /// <summary>A sentence if a cost is not what it was; null if it is.</summary>
    /// <param name="name">One of <see cref="Instructions"/>.</param>
    /// <param name="measured">Instructions.</param>
    /// <param name="with">As <see cref="MeasuredWith"/>, of this measurement.</param>
    public string? Complaint(string name, long measured, string with)
    {
        if (!Instructions.TryGetValue(name, out var expected))
            return $"{name} has no baseline; it costs {Show(measured)}. Write it down: {Update}";

        var tolerance = name == StartUp ? StartTolerance : Tolerance;
        if (Math.Abs(measured - expected) <= tolerance * expected) return null;

        var change = ((double)measured / expected) - 1;
        var advice = change > 0
            ? "Find out what made it dearer. If that is worth it, say so in docs/benchmarks.md and renew the baseline"
            : "It became cheaper: renew the baseline, so that the gain stays";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{name} costs {measured:N0} instructions, {change:+0.0 %;-0.0 %} against {expected:N0} ({tolerance:0.# %} is tolerated). "
            + $"{advice}: {Update}. Measured with {with}; the baseline with {MeasuredWith}.");
    }

    private static string Show(long instructions) => instructions.ToString("N0", CultureInfo.InvariantCulture);
}
