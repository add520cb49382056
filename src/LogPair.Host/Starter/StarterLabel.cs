namespace LogPair.Host.Starter;

/// <summary>A label of a starter metric.</summary>
/// <param name="Name">Valid, and no other of the metric has it.</param>
/// <param name="Expression">That it reads.</param>
/// <param name="Default">What it reads where there is no value; null if nothing need be said.</param>
/// <param name="Values">How many values it was seen to have.</param>
/// <param name="Why">What was seen.</param>
internal sealed record StarterLabel(string Name, string Expression, string? Default, long Values, string Why)
{
    public string Yaml => Default is null
        ? $"{Name}: {YamlText.Scalar(Expression)}"
        : $"{Name}: {{ value: {Quoted(Expression)}, default: {Default} }}";

    // Within braces a comma or a bracket would mean something.
    private static string Quoted(string expression) =>
        expression.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '.')
            ? YamlText.Scalar(expression)
            : YamlText.Scalar(expression) is ['\'' or '"', ..] quoted ? quoted : $"'{expression}'";
}
