using System.Text.Json;

namespace LogPair.EndToEnd.Tests.Doctor;

/// <summary>What <c>logpair doctor --json</c> has found.</summary>
internal sealed class DoctorReport
{
    private readonly ToolResult _result;
    private readonly List<DoctorLine> _lines;

    public DoctorReport(ToolResult result)
    {
        _result = result;
        Assert.True(result.ExitCode is 0 or 1, $"It ended with {result.ExitCode}: {result.Error}\n{result.Output}");
        using var json = JsonDocument.Parse(result.Output);
        _lines = [.. json.RootElement.GetProperty("findings").EnumerateArray().Select(DoctorLine.Of)];
        Assert.Equal(_lines.Any(line => line.Verdict == "failure") ? 1 : 0, result.ExitCode);
    }

    public IReadOnlyList<DoctorLine> Lines => _lines;

    /// <summary>Everything, as it was printed.</summary>
    public string Output => _result.Output;

    /// <summary>What is neither ok nor skipped.</summary>
    public IEnumerable<DoctorLine> Faults => _lines.Where(line => line.Verdict is "warning" or "failure");

    /// <summary>Asserts that a fault is found, with its words, why it matters and what to do.</summary>
    public DoctorLine Finds(string examination, string verdict, params string[] words)
    {
        var line = _lines.FirstOrDefault(line => line.Examination == examination && line.Verdict == verdict
            && words.All(word => line.What.Contains(word, StringComparison.Ordinal)));
        Assert.True(line is not null,
            $"No {verdict} of '{examination}' says '{string.Join("', '", words)}':\n{Output}");
        Assert.True(line.Why is { Length: > 0 } && line.Do is { Length: > 0 },
            $"It says neither why nor what to do: {line}");
        return line;
    }

    /// <summary>Asserts that an examination found all well.</summary>
    public DoctorLine IsWell(string examination)
    {
        Assert.All(_lines.Where(line => line.Examination == examination), line =>
            Assert.True(line.Verdict == "ok", Output));
        return _lines.First(line => line.Examination == examination);
    }
}
