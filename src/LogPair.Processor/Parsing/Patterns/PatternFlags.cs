namespace LogPair.Processor.Parsing.Patterns;

/// <summary>What <c>(?imsnx)</c> switches.</summary>
[Flags]
internal enum PatternFlags
{
    None = 0,

    /// <summary><c>i</c></summary>
    IgnoreCase = 1,

    /// <summary><c>m</c>: <c>^</c> and <c>$</c> also match at line feeds.</summary>
    Multiline = 2,

    /// <summary><c>s</c>: the period matches line feeds too.</summary>
    Singleline = 4,

    /// <summary><c>n</c>: parentheses without a name remember nothing.</summary>
    ExplicitCapture = 8,

    /// <summary><c>x</c>: white space and comments are left out.</summary>
    FreeSpacing = 16,
}
