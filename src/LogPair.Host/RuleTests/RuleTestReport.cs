using System.Globalization;
using LogPair.Host.Series;
using LogPair.Host.Units;

namespace LogPair.Host.RuleTests;

/// <summary>Tells a person how the tests went, line by line.</summary>
internal sealed class RuleTestReport
{
    private readonly TextWriter _output;
    private readonly bool _hasColours;

    /// <param name="output">Where to.</param>
    /// <param name="hasColours">Whether it understands ANSI's escape sequences.</param>
    public RuleTestReport(TextWriter output, bool hasColours)
    {
        _output = output;
        _hasColours = hasColours;
    }

    public void Show(RuleTestFile file, RuleTestResult result)
    {
        if (result.HasPassed)
        {
            _output.WriteLine($"{Coloured("ok  ", "32")}  {result.Test.Name}");
            return;
        }

        _output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Coloured("FAIL", "31;1")}  {result.Test.Name} ({file.Path}:{result.Test.Line})"));
        foreach (var line in result.Differences) _output.WriteLine($"        {Coloured(PrintableText.Of(line.ToString()), ColourOf(line.Kind))}");
    }

    /// <param name="results">Of all files.</param>
    /// <param name="skipped">Tests that a filter left out.</param>
    public void ShowSummary(IReadOnlyCollection<RuleTestResult> results, int skipped)
    {
        var failed = results.Count(result => !result.HasPassed);
        var summary = string.Create(CultureInfo.InvariantCulture,
            $"{Quantity.Of(results.Count, "test")}: {results.Count - failed:N0} passed, {failed:N0} failed");
        if (skipped > 0) summary += string.Create(CultureInfo.InvariantCulture, $"; {skipped:N0} left out by --filter");
        _output.WriteLine(Coloured(summary, failed == 0 ? "32" : "31;1"));
    }

    private static string ColourOf(DiffKind kind) => kind switch
    {
        DiffKind.Expected => "31",
        DiffKind.Actual => "32",
        _ => "2",
    };

    private string Coloured(string text, string code) => _hasColours ? $"\e[{code}m{text}\e[0m" : text;
}
