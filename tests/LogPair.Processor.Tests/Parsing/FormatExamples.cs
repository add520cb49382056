namespace LogPair.Processor.Tests.Parsing;

/// <summary>An example of every format that says nothing without parameters, as a rules file writes it.</summary>
internal static class FormatExamples
{
    public static IReadOnlyDictionary<string, string> Yaml { get; } = new Dictionary<string, string>
    {
        ["nginx"] = "{ nginx: '$remote_addr [$time_local] \"$request\" $status $request_time' }",
        ["apache"] = "{ apache: '%h %l %u %t \"%r\" %>s %b %D' }",
        ["csv"] = "{ csv: { columns: [a, status, msg] } }",
        ["tsv"] = "{ tsv: { header: true } }",
        ["regex"] = "{ regex: '^(?<a>\\S+) (?<status>\\d+) (?<msg>.*)$' }",
        ["grok"] = "{ grok: '%{IPORHOST:a} %{NUMBER:status} %{GREEDYDATA:msg}' }",
    };
}
