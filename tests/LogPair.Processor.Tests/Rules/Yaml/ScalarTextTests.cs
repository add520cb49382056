using CsCheck;
using LogPair.Processor.Rules.Yaml;

namespace LogPair.Processor.Tests.Rules.Yaml;

/// <summary>Characters of values are found where they stand in the file, whatever the style.</summary>
public sealed class ScalarTextTests
{
    private static readonly Gen<string> Word = Gen.OneOf("a", "bc", "=", "x:y", "#z", "é");

    private static readonly Gen<string> Words = Word.Array[1, 4].Select(words => string.Join(' ', words));

    private static readonly Gen<string> Line = Gen.Select(Gen.Int[0, 2], Gen.OneOf(Words, Words, Words, Gen.OneOf("", " ")))
        .Select((more, words) => new string(' ', more) + words);

    private static readonly Gen<string> Block = Gen.Select(
        Gen.OneOf("|", ">", "|-", ">-", ">+", "|+", ">-  # why", "|2", ">2-"), Gen.OneOf(0, 0, 0, 1, 2), Words, Line.Array[0, 5],
        (indicator, blank, first, lines) => indicator + "\n" + string.Concat(Enumerable.Repeat("\n", blank))
            + string.Concat(lines.Prepend(first).Select(line => $"    {line}\n")));

    private static readonly Gen<string> Flow = Gen.Select(
        Gen.OneOf("", "'", "\""), Gen.Select(Gen.OneOf(Gen.OneOf("a", "bc d", "é e"), Gen.OneOf("a", "")), Gen.OneOf("", "  ")).Array[1, 5],
        (quote, lines) => quote + "a" + string.Join("\n    ", lines.Select(line => line.Item1 + line.Item2)) + " z" + quote + "\n");

    [Fact]
    public void EveryCharacterIsFoundInItsLine() =>
        Gen.Select(Gen.OneOf(Block, Flow), Gen.Bool, Gen.OneOf("", "\n\n", "# end\n", "  g: 1\n"))
            .Select((value, isWindows, end) => $"# é\nf:\n  e: {value}{end}".Replace("\n", isWindows ? "\r\n" : "\n", StringComparison.Ordinal))
            .Sample(AssertFound, iter: 20_000);

    [Theory]
    [InlineData("f:\n  e: 'it''s\n   a ''\n\n   b'\n")]
    [InlineData("f:\n  e: \"a\\tb \\x41 \\U0001F600c\\\n     d\n     e\\\\f\"\n")]
    [InlineData("f: { e: a\n   b, g: 2 }\n")]
    public void SoItIsWithQuotesAndEscapes(string yaml) => AssertFound(yaml);

    private static void AssertFound(string yaml)
    {
        var problems = new List<YamlProblem>();
        var root = YamlReader.Read(yaml, problems);
        if (problems.Count > 0) return;

        var scalar = (YamlScalar)((YamlMapping)((YamlMapping)root!).Entries[0].Value).Entries[0].Value;
        var text = new ScalarText(yaml);
        var lines = yaml.Split('\n');
        for (var i = 0; i < scalar.Value.Length; i++)
        {
            var at = text.Locate(scalar, i);
            if (char.IsWhiteSpace(scalar.Value[i])) continue;

            var found = lines[at.Line - 1][at.Column - 1];
            Assert.True(found == scalar.Value[i] || found == '\\', $"{scalar.Value[i]} of {scalar.Value} is found at {at} as {found}");
            Assert.True(at != scalar.Position || i == 0, $"{scalar.Value[i]} of {scalar.Value} is not found");
        }
    }
}
