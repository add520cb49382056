using System.Globalization;
using LogPair.Processor.Rules;

namespace LogPair.Host.Configuration;

/// <summary>One thing that is wrong with what the user configured.</summary>
/// <param name="Where">The flag, the variable, or file:line:column.</param>
/// <param name="What">What is wrong there.</param>
/// <param name="Hint">How to mend it: a whole sentence, or empty.</param>
internal sealed record ConfigurationProblem(string Where, string What, string Hint)
{
    /// <summary>One of the rules file.</summary>
    public static ConfigurationProblem Of(RuleError error) => new(
        string.Create(CultureInfo.InvariantCulture, $"{error.File}:{error.Line}:{error.Column}"), error.Message, error.Hint);

    public override string ToString() => Hint.Length == 0 ? $"{Where}: {What}." : $"{Where}: {What}. {Hint}";
}
