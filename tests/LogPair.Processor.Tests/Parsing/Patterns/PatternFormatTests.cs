using System.Text;
using LogPair.Processor.Parsing;
using LogPair.Processor.Parsing.Patterns;

namespace LogPair.Processor.Tests.Parsing.Patterns;

/// <summary>The formats regex and grok.</summary>
public sealed class PatternFormatTests
{
    private const string Combined = """
        10.0.0.7 - ann [22/Nov/2026:10:00:00 +0000] "GET /a/b?x=1 HTTP/1.1" 200 1234 "-" "Mozilla/5.0 (\"X11\")"
        """;

    [Theory]
    [InlineData("(?<user>\\w+) took (?<ms>\\d+) ms", "é ann took 12 ms", "user=ann:Text|ms=12:Number")]
    [InlineData("(?<user>\\w+) took (?<ms>\\d+)?", "ann took ", "user=ann:Text|ms=:Missing")]
    [InlineData("^(?<user>\\w+)$", "ann took", "Mismatch")]
    [InlineData("(?P<user>\\w+)", "   ", "Blank")]
    public void NamedGroupsAreFields(string pattern, string line, string fields) => Assert.Equal(
        fields, Read(RegexFormat.Definition, line, ["user", "ms"], ("pattern", pattern)));

    [Theory]
    [InlineData("%{COMBINEDAPACHELOG}", Combined, "clientip,auth,verb,request,response,bytes,referrer,agent",
        "clientip=10.0.0.7:Text|auth=ann:Text|verb=GET:Text|request=/a/b?x=1:Text|response=200:Number|bytes=1234:Number|"
        + "referrer=-:Text|agent=Mozilla/5.0 (\\\"X11\\\"):Text")]
    [InlineData("%{SYSLOGLINE}", "Nov 22 10:00:00 web1 sshd[42]: Accepted for ann", "logsource,program,pid,message",
        "logsource=web1:Text|program=sshd:Text|pid=42:Number|message=Accepted for ann:Text")]
    [InlineData("%{TIMESTAMP_ISO8601:t} %{LOGLEVEL:l} %{GREEDYDATA:m}", "2026-11-22T10:00:00.5+01:00 WARN a b", "t,l,m",
        "t=2026-11-22T10:00:00.5+01:00:Text|l=WARN:Text|m=a b:Text")]
    [InlineData("%{IP:[client][ip]} %{NUMBER:took:float} %{NUMBER:n:int}", "fe80::1 +0012.5 7.9", "client.ip,took,n",
        "client.ip=fe80::1:Text|took=12.5:Number|n=7:Number")]
    public void GrokReadsWithItsLibrary(string pattern, string line, string fields, string expected) => Assert.Equal(
        expected, Read(GrokFormat.Definition, line, fields.Split(','), ("pattern", pattern)));

    [Fact]
    public void OwnPatternsComeBeforeThoseOfTheLibrary() => Assert.Equal("a=<x>:Text", Read(
        GrokFormat.Definition, "<x>", ["a"], ("pattern", "%{WORD:a}"), ("patterns", Map(("WORD", "<%{L}>"), ("L", "[a-z]")))));

    [Fact]
    public void EveryPatternOfTheLibraryCompiles() => Assert.All(GrokLibrary.Patterns.Keys, name =>
    {
        var text = GrokExpander.Expand($"%{{{name}:x}}", new Dictionary<string, string>(), out _, out var problem);
        Assert.Null(problem);
        Assert.NotNull(Pattern.TryCreate(text, PatternFlags.ExplicitCapture, out problem));
    });

    [Theory]
    [InlineData("IPV6", "::1")]
    [InlineData("IPV6", "2001:db8::8a2e:370:7334")]
    [InlineData("IPV6", "::ffff:10.0.0.1")]
    [InlineData("URI", "https://ann:x@example.com:8080/a/b?c=d&e=f")]
    [InlineData("UUID", "6f9619ff-8b86-d011-b42d-00c04fc964ff")]
    [InlineData("HTTPDATE", "22/Nov/2026:10:00:00 +0000")]
    [InlineData("MAC", "00:1b:44:11:3a:b7")]
    [InlineData("WINPATH", "C:\\temp\\a.log")]
    [InlineData("UNIXPATH", "/var/log/app.log")]
    [InlineData("QUOTEDSTRING", "\"a \\\" b\"")]
    [InlineData("DATESTAMP_RFC2822", "Sun, 22 Nov 2026 10:00:00 +0100")]
    [InlineData("EMAILADDRESS", "ann.lee+x@example.com")]
    [InlineData("JAVASTACKTRACEPART", "  at com.example.Shop.pay(Shop.java:42)")]
    [InlineData("HTTPD_ERRORLOG", "[Sun Nov 22 10:00:00.123456 2026] [core:error] [pid 7:tid 8] [client 10.0.0.1:50] AH01: no")]
    public void APatternMatchesAllOfItsExample(string name, string text)
    {
        var expanded = GrokExpander.Expand($"%{{{name}}}", new Dictionary<string, string>(), out _, out _);
        var pattern = Pattern.TryCreate($@"\A{expanded}\z", PatternFlags.ExplicitCapture, out _)!;

        Assert.Equal(MatchOutcome.Match, pattern.IsMatch(Encoding.UTF8.GetBytes(text)));
    }

    [Theory]
    [InlineData("%{WROD:a}", "at character 1 of the pattern, there is no pattern WROD Did you mean WORD?")]
    [InlineData("x %{WORD:a", "at character 3 of the pattern, this %{ has no } Write %{NAME} or %{NAME:field}.")]
    [InlineData("%{WORD}", "the pattern names no field, so its lines would have none Write %{NAME:field}.")]
    [InlineData("%{WORD:a:date}", "at character 1 of the pattern, 'WORD:a:date' is not a name, a field and a type "
        + "Types are int and float: %{NUMBER:bytes:int}.")]
    public void AMistakeInAGrokPatternIsNamed(string pattern, string message) =>
        Assert.Equal(message, Problem(GrokFormat.Definition, ("pattern", pattern)));

    [Fact]
    public void APatternThatContainsItselfIsRefused() => Assert.Equal(
        "in the pattern A, the pattern B contains itself: B → A → B",
        Problem(GrokFormat.Definition, ("pattern", "%{A:x}"), ("patterns", Map(("A", "%{B}"), ("B", "%{A}")))));

    [Theory]
    [InlineData("a+", "the pattern has no named group, so its lines would have no fields Write (?<name>…) around what is to be a field.")]
    [InlineData("(?<a>b", "at character 1 of the pattern, this ( has no ) Write \\( for a parenthesis.")]
    public void AMistakeInARegexIsNamed(string pattern, string message) =>
        Assert.Equal(message, Problem(RegexFormat.Definition, ("pattern", pattern)));

    private static KeyValuePair<string, string>[] Map(params (string Key, string Value)[] pairs) =>
        [.. pairs.Select(pair => new KeyValuePair<string, string>(pair.Key, pair.Value))];

    private static FormatArguments Arguments((string Name, object Value)[] arguments)
    {
        var said = new FormatArguments();
        foreach (var (name, value) in arguments) said.Set(name, value);
        return said;
    }

    private static string Problem(FormatDefinition definition, params (string Name, object Value)[] arguments)
    {
        var said = Arguments(arguments);
        Assert.Null(definition.Create(said));
        return $"{said.Problems[0].Message} {said.Problems[0].Hint}".TrimEnd();
    }

    private static string Read(
        FormatDefinition definition, string line, string[] names, params (string Name, object Value)[] arguments)
    {
        var fields = new FieldSet();
        var slots = names.Select(name => fields.Add(new FieldPath(name))).ToArray();
        var buffer = new FieldBuffer(fields);
        var bytes = Encoding.UTF8.GetBytes(line);
        var outcome = definition.Create(Arguments(arguments))!.CreateParser(fields).Parse(bytes, buffer);
        return outcome != ParseOutcome.Parsed
            ? outcome.ToString()
            : string.Join('|', names.Select((name, i) => Show(name, new LogRecord(bytes, buffer), slots[i])));
    }

    private static string Show(string name, LogRecord record, int slot) =>
        $"{name}={Encoding.UTF8.GetString(record.Raw(slot))}:{record.Kind(slot)}";
}
