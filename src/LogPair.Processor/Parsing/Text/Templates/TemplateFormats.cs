using System.Diagnostics;

namespace LogPair.Processor.Parsing.Text.Templates;

/// <summary>Makes formats of a family: a pattern of the user's, or those that most programs have.</summary>
internal static class TemplateFormats
{
    /// <summary>Reads a pattern; null with the problem and how to mend it told if that does not work.</summary>
    public delegate LineTemplate? Reader(string pattern, Action<string, string> fail);

    /// <summary>What is read if nothing is said, and recognised: each by its
    /// <see cref="LineTemplate.Strict"/>.</summary>
    public static LineTemplate[] Defaults(Reader read, params ReadOnlySpan<string> patterns)
    {
        var defaults = new List<LineTemplate>();
        foreach (var pattern in patterns)
            defaults.Add(read(pattern, (message, _) => throw new UnreachableException(message))!.Strict());
        return [.. defaults];
    }

    /// <summary>Whether a line is the first of an event by one of some templates.</summary>
    public static LineTest Test(LineTemplate[] templates)
    {
        var parser = new TemplatesParser(new FieldSet(), templates);
        return line => parser.Parse(line, new FieldBuffer(new FieldSet())) == ParseOutcome.Parsed;
    }
}
