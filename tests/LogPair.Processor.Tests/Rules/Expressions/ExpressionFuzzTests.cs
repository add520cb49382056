using System.Text;
using CsCheck;
using LogPair.Processor.Parsing.Patterns;
using LogPair.Processor.Tests.Parsing.Patterns;

namespace LogPair.Processor.Tests.Rules.Expressions;

/// <summary>Whatever somebody writes, it is an answer or an error, soon and without much memory.</summary>
[Collection(AloneInTheProcess.Name)]
public sealed class ExpressionFuzzTests
{
    // Compiling keeps some hundred bytes for each character of a name or a pattern.
    private const long MaxAllocatedBytes = 64L * 1024 * 1024;

    private const int SamplesARound = 200;

    private const string Line = """{"A":[1,{"B":"x"}],"B":{"C":[]},"C":"aé","D":1.5e3,"@l":"Error"}""";

    private static readonly string[] Seeds =
    [
        "A[0].B = 'x' and Length(A) > 1", "if D > 1 then Bucket(D, 1, 2) else Route(C)", "Match(C, '(?<a>[^b]+)', 'a')",
        "C like 'a%' ci or C in ['a', B.C]", "Replace(Lower(C), 'a', Hash(C))", "Duration('1h') + Bytes('1KiB') * -D ^ 2",
        "not IsMatch(C, '^(a|b)*?$') ci", "[1, [A, null]][1][0]", "A[?].B like 'x%' or A[*][?] = B or [D, B] = [1500, B]", "Ip('10.0.0.1:8', 16)", "Substring(C, 1, 1) is not null",
    ];

    private static readonly string[] Pieces =
    [
        "(", ")", "[", "]", "'", ",", ".", "@l", "A", "[0]", "[?]", "[*]", " = ", "{", "}", "not ", " and ", " in ", " like ", "ci", "-", "1", "''", "(?<", "\\", "*", "{2}", "|",
    ];

    private static readonly Gen<string> Mutated = Gen.Select(
        Gen.OneOf(Seeds), Gen.Select(Gen.Int[0, 80], Gen.Int[0, 6], Gen.OneOf(Gen.OneOf(Pieces), Gen.String)).Array[0, 4],
        (seed, edits) => edits.Aggregate(seed, (text, edit) =>
        {
            var (at, removed, added) = edit;
            at = Math.Min(at, text.Length);
            return text.Remove(at, Math.Min(removed, text.Length - at)).Insert(at, added);
        }));

    private static readonly Gen<string> Anything = Gen.Frequency((3, Mutated), (1, Gen.String), (1, Gen.OneOf(Pieces).Array[0, 40].Select(string.Concat)));

    [Fact]
    public void NoExpressionThrowsOrTakesLong() => Run("expressions", Anything, text => Evaluated.Show(text, Line));

    [Fact]
    public void NoPatternThrowsOrTakesLong() => Run("patterns", Gen.Select(Anything, Gen.String), (pair) =>
    {
        var pattern = Pattern.TryCreate(pair.Item1, PatternFlags.None, out var problem);
        Assert.NotEqual(pattern is null, problem is null);
        foreach (var text in new[] { pair.Item1, pair.Item2, Line }) pattern?.Match(Encoding.Latin1.GetBytes(text), new int[pattern.Places]);
        GrokExpander.Expand(pair.Item1, new Dictionary<string, string> { ["A"] = pair.Item2 }, out _, out _);
    });

    [Fact]
    public void NoPatternAnswersDifferentlyOnItsWays() => Run("ways of patterns", Gen.Select(PatternGen.Pattern, PatternGen.Bytes.Array[10]), pair =>
    {
        if (Pattern.TryCreate(pair.Item1, PatternFlags.None, out _) is not { } pattern) return;
        foreach (var text in pair.Item2) PatternOracleTests.AssertAllWaysAgree(pattern, text);
    });

    private static void Run<T>(string target, Gen<T> gen, Action<T> act) => Fuzzing.Run(target, suiteSeconds: 4, SamplesARound, _ => gen.Sample(
        sample =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            act(sample);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MaxAllocatedBytes);
        },
        iter: SamplesARound,
        threads: 1));
}
