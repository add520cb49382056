using System.Text;
using CsCheck;

namespace LogPair.Processor.Tests.Parsing.Patterns;

/// <summary>Patterns and texts that have a good chance to meet.</summary>
internal static class PatternGen
{
    public static readonly Gen<string> Text = Gen.OneOf(
        Gen.OneOf("a", "b", "A", "ab", "é", "É", "日", " ", "\n", "_", "-", "1", "12", ".", "ba", "K").Array[0, 9].Select(string.Concat),
        Gen.OneOf("", "aaaaaaaaaaaaaaab", "abababab", "a\n", "ab\nab\n", "10.0.0.1 - x"));

    private static readonly Gen<byte> Spoilt =
        Gen.OneOf(Gen.Byte, Gen.OneOf<byte>(0x80, 0xC3, 0xE6, 0xF0, 0xA9, 0xEF, 0xBF, 0xBD));

    /// <summary>Texts, spoilt here and there, so that they are no UTF-8.</summary>
    public static readonly Gen<byte[]> Bytes = Gen.Select(Text, Gen.Select(Gen.Int[0, 30], Spoilt).Array[0, 3]).Select(
        (text, changes) => changes.Aggregate(
            Encoding.UTF8.GetBytes(text), (bytes, change) => [.. bytes.Take(change.Item1), change.Item2, .. bytes.Skip(change.Item1)]));

    private static readonly Gen<string> Atom = Gen.OneOf(
        "a", "b", "ab", "é", "日", @"\.", "1", "-", " ", ".", @"\d", @"\D", @"\w", @"\W", @"\s", @"\S", "[ab]", "[^a]", "[a-c1-3]",
        @"[\w-]", @"[^\s\d]", "[é-ü]", "[^é]", @"\p{Lu}", @"\P{L}", "[a-z-[aeiou]]", @"\x61", @"\u00e9", "(?i:a)", "(?i:É)", "[]a]", "[a-]", @"\n", "(?i:[^ab])");

    // Without \B: in a repeated group .NET 10 overlooks matches, such as (\W+\B(?:^|(?:ba)?)){1,2} at the last line feed.
    private static readonly Gen<string> Place = Gen.OneOf("^", "$", @"\b", @"\A", @"\z", @"\Z", "(?m:^)", "(?m:$)");

    private static readonly Gen<string> Quantifier = Gen.OneOf("*", "+", "?", "*?", "+?", "??", "{2}", "{1,2}", "{0,2}?", "{2,}", "{1,}?", "{0}");

    public static readonly Gen<string> Pattern = Gen.Recursive<string>((depth, inner) =>
        depth > 4 ? Atom : Gen.Frequency(
            (6, Atom),
            (1, Place),
            (4, Gen.Select(Atom, Quantifier, (a, q) => Group(a) + q)),
            (5, inner.Array[1, 4].Select(string.Concat)),
            (2, inner.Array[2, 3].Select(choices => $"(?:{string.Join('|', choices)})")),
            (2, Gen.Select(inner, Quantifier, (body, q) => $"(?:{body}){q}")),
            (1, Gen.Select(inner, Quantifier, (body, q) => $"({body}){q}")),
            (2, Gen.Select(inner, Gen.OneOf("x", "y", "z"), (body, name) => $"(?<{name}>{body})")),
            (1, inner.Select(body => $"({body})")),
            (1, Gen.OneOf("(|a)", "(?:a|b|)", "(?<x>a*)*", "(a*?)*", "(?:(?<y>a)|b)*"))));

    private static string Group(string atom) => atom.Length == 2 && atom[0] != '\\' ? $"(?:{atom})" : atom;
}
