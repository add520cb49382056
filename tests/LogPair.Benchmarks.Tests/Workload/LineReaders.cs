using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace LogPair.Benchmarks.Tests.Workload;

/// <summary>Readers that share nothing with the makers of the lines: the oracle of their truth.</summary>
internal static partial class LineReaders
{
    public static ReadLine Clef(string line)
    {
        using var json = JsonDocument.Parse(line);
        var root = json.RootElement;
        var level = root.TryGetProperty("@l", out var l) ? l.GetString()! : "Information";
        if (!root.TryGetProperty("RequestMethod", out var method)) return new(level, null, null, null);

        var status = root.GetProperty("StatusCode").GetRawText();
        return new(level, method.GetString(), status, root.GetProperty("Elapsed").GetDouble() / 1000);
    }

    public static ReadLine Json(string line)
    {
        using var json = JsonDocument.Parse(line);
        var root = json.RootElement;
        var level = root.GetProperty("level").GetString()!;
        if (!root.TryGetProperty("http", out var http) || http.ValueKind == JsonValueKind.Null)
            return new(level, null, null, null);

        return new(
            level,
            http.GetProperty("request").GetProperty("method").GetString(),
            http.GetProperty("response").GetProperty("status_code").ToString(),
            http.GetProperty("duration_ms").GetDouble() / 1000);
    }

    public static ReadLine Nginx(string line)
    {
        var match = NginxPattern().Match(line);
        Assert.True(match.Success, line);
        var status = match.Groups["status"].Value;
        var level = status[0] switch { '5' => "error", '4' => "warn", _ => "info" };
        return new(level, match.Groups["method"].Value, status, Number(match.Groups["seconds"]));
    }

    public static ReadLine Logfmt(string line)
    {
        var pairs = PairPattern().Matches(line).ToDictionary(m => m.Groups["key"].Value, m => m.Groups["value"]);
        var level = pairs["level"].Value;
        return pairs.TryGetValue("method", out var method)
            ? new(level, method.Value, pairs["status"].Value, Number(pairs["duration_ms"]) / 1000)
            : new(level, null, null, null);
    }

    private static double Number(Capture text) => double.Parse(text.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        """^\S+ - \S+ \[\d\d/[A-Z][a-z]{2}/\d{4}(:\d\d){3} \+0000\] "(?<method>[A-Z]+) \S+ HTTP/1\.1" """
        + """(?<status>\d{3}) \d+ "[^"]*" "[^"]*" (?<seconds>\d+\.\d{3})$""")]
    private static partial Regex NginxPattern();

    [GeneratedRegex("""(?<key>[a-z_]+)=(?<value>"(\\.|[^"\\])*"|\S*)( |$)""")]
    private static partial Regex PairPattern();
}
