namespace LogPair.Processor.Tests.Parsing.Patterns;

/// <summary>A pattern that no way leads through, for one text: more kinds of places than an automaton keeps, and too many steps.</summary>
internal static class TooCostly
{
    public const string Pattern = "(?:[ab]{200}c|d)b[ab]{16}a[ab]*$";

    /// <summary>4,000 letters a and b in no order.</summary>
    public static string Text { get; } = Create();

    private static string Create()
    {
        var random = new Random(1);
        return string.Concat(Enumerable.Range(0, 4_000).Select(_ => random.Next(2) == 0 ? 'a' : 'b'));
    }
}
