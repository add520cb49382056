using System.Text;
using LogPair.Processor.Parsing;
using LogPair.Processor.Rules;
using LogPair.Testing;

namespace LogPair.Processor.Tests.Rules;

/// <summary>Whatever a rules file holds, it is rules that work or errors with their place, soon and without much memory.</summary>
/// <remarks>Files of the repository and of the cases, changed at random. A failure names the seed of its round and shows the file.</remarks>
[Collection(AloneInTheProcess.Name)]
public sealed class RulesFuzzTests
{
    private const int FilesARound = 20;

    // A file of this size compiles a pattern or an expression in every few lines.
    private const int MaxLength = 20_000;

    private const long MaxAllocatedBytes = 256L * 1024 * 1024;

    private static readonly string[] Pieces =
    [
        ":", ": ", "- ", "-", "?", "? ", "[", "]", "{", "}", ",", "#", " #", "&a ", "*a", "<<: *a", "!!str ", "!", "|", ">", "|+2\n", "'", "\"", "\\", "%", "@", "`",
        "\t", " ", "  ", "\n", "\n\n", "\r\n", "\r", "---\n", "...\n", "%YAML 1.2\n", "\0", "\u0085", "\u2028", "\uFEFF", "\ud800", "é", "日", "😀", "~", "null", "true", ".nan", "-.inf",
        "1e999", "0x1f", "9999999999999999999", "name: ", "type: histogram", "where: ", "buckets: [", "labels: {", "init: [{", "format: ", "grok: '%{", "regex: '(", "multiline: ",
        "${HOME}", "${", "$", "@tr", "maxSeries: ", "expireAfter: ", "exponential: { start: 1, factor: 2, count: ",
    ];

    private static readonly string[] Files = [.. RealFiles().Select(File.ReadAllText)];

    private static readonly string[] Lines = [.. Files.SelectMany(file => file.Split('\n')).Distinct()];

    [Fact]
    public void NoFileMakesTheLoaderThrowHangOrGrow() => Fuzzing.Run("rules", suiteSeconds: 6, FilesARound, seed =>
    {
        var random = new Random(seed);
        for (var i = 0; i < FilesARound; i++)
        {
            var yaml = Mutate(Files[random.Next(Files.Length)], random);
            try
            {
                LoadAndUse(yaml);
            }
            catch (Exception error)
            {
                Assert.Fail($"file {Convert.ToBase64String(Encoding.Unicode.GetBytes(yaml))} (UTF-16): {error}");
            }
        }
    });

    private static void LoadAndUse(string yaml)
    {
        // The processor's time: on a busy machine, any file can take seconds by the clock.
        var started = Environment.CpuUsage.TotalTime;
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var result = RulesLoader.Load("fuzz.yaml", yaml, name => name == "HOME" ? "/root" : null);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocated, 0, MaxAllocatedBytes);
        Assert.True(Environment.CpuUsage.TotalTime - started < TimeSpan.FromSeconds(5), "took 5 s");

        Assert.Equal(result.IsValid, result.Errors.Count == 0);
        Assert.All(result.Errors.Concat(result.Warnings), error => AssertHasPlace(error, yaml));
        if (result.Rules is { } rules) Use(rules);
    }

    private static void AssertHasPlace(RuleError error, string yaml)
    {
        var lines = 1 + yaml.Count(c => c is '\n' or '\r' or '\u0085' or '\u2028' or '\u2029');
        Assert.InRange(error.Line, 1, lines);
        Assert.InRange(error.Column, 1, yaml.Length + 1);
        Assert.NotEmpty(error.Message);
    }

    // Rules that were accepted read lines and measure them.
    private static void Use(RuleSet rules)
    {
        var fields = new FieldBuffer(rules.Fields);
        var scratch = new RuleScratch();
        foreach (var input in rules.Inputs.Select(input => input.Reading).Append(InputReading.Default))
        {
            var parser = input.Format.CreateParser(rules.Fields);
            foreach (var line in UsualLines)
            {
                if (parser.Parse(line, fields) != ParseOutcome.Parsed) continue;
                foreach (var rule in rules.Metrics) rule.Measure(new LogRecord(line, fields), scratch, out _);
            }
        }
    }

    private static byte[][] UsualLines { get; } =
    [
        """{"@t":"2026-11-22T10:00:00Z","@mt":"{A}","@l":"Error","@x":"A.B: c","RequestPath":"/a/12","StatusCode":500,"Elapsed":12.5,"State":"x"}"""u8.ToArray(),
        "10.0.0.1 - - [22/Nov/2026:10:00:00 +0000] \"GET /a/b HTTP/1.1\" 200 1234 \"-\" \"x\""u8.ToArray(),
        "level=info status=200 method=GET a=\"b c\""u8.ToArray(),
    ];

    private static string Mutate(string original, Random random)
    {
        var text = new StringBuilder(original);
        for (var changes = random.Next(5); changes >= 0; changes--)
        {
            var at = random.Next(text.Length + 1);
            switch (random.Next(7))
            {
                case 0 when at < text.Length:
                    text[at] = (char)random.Next(random.Next(4) == 0 ? 0x10000 : 128);
                    break;
                case 1 or 2:
                    text.Insert(at, Pieces[random.Next(Pieces.Length)]);
                    break;
                case 3:
                    text.Remove(at, random.Next(Math.Min(80, text.Length - at) + 1));
                    break;
                case 4:
                    text.Insert(LineStart(text, at), string.Concat(Enumerable.Repeat(Lines[random.Next(Lines.Length)] + "\n", random.Next(1, 4))));
                    break;
                case 5:
                    text.Insert(LineStart(text, at), new string(' ', random.Next(1, 4)));
                    break;
                default:
                    text.Insert(at, string.Concat(Enumerable.Repeat(Pieces[random.Next(Pieces.Length)], random.Next(1, 300))));
                    break;
            }

            if (text.Length > MaxLength) text.Length = MaxLength;
        }

        return text.ToString();
    }

    private static int LineStart(StringBuilder text, int at)
    {
        while (at > 0 && text[at - 1] != '\n') at--;
        return at;
    }

    private static IEnumerable<string> RealFiles() =>
    [
        .. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Rules", "Cases"), "*.yaml"),
        Repository.Path("docker/rules.yaml"), Repository.Path("k8s/base/rules.yaml"), Repository.Path("src/LogPair.Host/Demo/demo-rules.yaml"),
        Repository.Path("src/LogPair.Processor/Rules/built-in-rules.yaml"), Repository.Path("tests/LogPair.Benchmarks/rules/nginx.yaml"),
        Repository.Path("tests/LogPair.Host.Tests/RuleTests/Cases/shop.rules.yaml"),
    ];
}
