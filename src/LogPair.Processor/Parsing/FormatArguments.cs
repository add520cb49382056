namespace LogPair.Processor.Parsing;

/// <summary>What a rules file says about a format, and what is wrong with it.</summary>
internal sealed class FormatArguments
{
    private readonly Dictionary<string, object> _values = new(StringComparer.Ordinal);
    private readonly List<FormatProblem> _problems = [];

    public IReadOnlyList<FormatProblem> Problems => _problems;

    /// <summary>Null if nothing was said.</summary>
    public string? Text(string parameter) => _values.GetValueOrDefault(parameter) as string;

    /// <summary>Empty if nothing was said.</summary>
    public IReadOnlyList<string> List(string parameter) =>
        _values.GetValueOrDefault(parameter) as IReadOnlyList<string> ?? [];

    /// <summary>In the order of the file; empty if nothing was said.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Map(string parameter) =>
        _values.GetValueOrDefault(parameter) as IReadOnlyList<KeyValuePair<string, string>> ?? [];

    /// <summary>False if nothing was said.</summary>
    public bool Flag(string parameter) => _values.GetValueOrDefault(parameter) is true;

    /// <param name="parameter">One that the format has.</param>
    /// <param name="value">A string, a list of strings, a list of pairs or a boolean, as its kind asks for.</param>
    public void Set(string parameter, object value) => _values[parameter] = value;

    /// <summary>Something is wrong.</summary>
    /// <param name="parameter">Where; null for the format as a whole.</param>
    /// <param name="message">What, without a final full stop.</param>
    /// <param name="hint">How to mend it: a sentence, or empty.</param>
    public void Fail(string? parameter, string message, string hint = "") =>
        _problems.Add(new FormatProblem(parameter, message, hint));
}
