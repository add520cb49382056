using System.Text;
using LogPair.Processor.Parsing;
using LogPair.Processor.Parsing.Formats;

namespace LogPair.Processor.Tests.Parsing;

/// <summary>Reads lines of one format, made as a rules file would have it made.</summary>
internal sealed class FormatReading
{
    private readonly ILineFormat? _format;

    private FormatReading(ILineFormat? format, IReadOnlyList<FormatProblem> problems)
    {
        _format = format;
        Problems = [.. problems.Select(problem => $"{problem.Parameter}: {problem.Message}. {problem.Hint}")];
    }

    /// <summary>What is wrong with what was said.</summary>
    public IReadOnlyList<string> Problems { get; }

    /// <param name="format">Its name.</param>
    /// <param name="said">Parameters and their values.</param>
    public static FormatReading Of(string format, params (string Parameter, string Value)[] said)
    {
        var arguments = new FormatArguments();
        foreach (var (parameter, value) in said) arguments.Set(parameter, value);
        return new FormatReading(LineFormats.Find(format)!.Create(arguments), arguments.Problems);
    }

    public ILineParser Parser(FieldSet fields) => _format!.CreateParser(fields);

    /// <summary>One line; its values separated by bars, or the outcome if it is no record.</summary>
    public string Line(string line, params string[] names) => Line(Encoding.UTF8.GetBytes(line), names);

    /// <inheritdoc cref="Line(string, string[])"/>
    public string Line(byte[] line, params string[] names) =>
        All([line], names)[0] is { } values ? string.Join('|', values) : Outcome(line).ToString();

    /// <summary>
    /// Many lines, each as the values asked for: null for a line that is no record, "missing" and "null" for what they say.
    /// Headers take effect.
    /// </summary>
    public List<string[]?> All(IEnumerable<byte[]> lines, params string[] names)
    {
        var fields = new FieldSet();
        var slots = names.Select(name => fields.Add(new FieldPath(name.Split('/')))).ToArray();
        var buffer = new FieldBuffer(fields);
        var parser = Parser(fields);
        var all = new List<string[]?>();
        foreach (var line in lines)
        {
            var outcome = parser.Parse(line, buffer);
            if (outcome == ParseOutcome.Header) parser = ((IHeadedLineParser)parser).With(line);
            all.Add(outcome == ParseOutcome.Parsed ? [.. slots.Select(slot => Show(line, buffer, slot))] : null);
        }

        return all;
    }

    public FieldKind Kind(string line, string name)
    {
        var fields = new FieldSet();
        var slot = fields.Add(new FieldPath(name.Split('/')));
        var buffer = new FieldBuffer(fields);
        Assert.Equal(ParseOutcome.Parsed, Parser(fields).Parse(Encoding.UTF8.GetBytes(line), buffer));
        return buffer[slot].Kind;
    }

    private ParseOutcome Outcome(byte[] line)
    {
        var fields = new FieldSet();
        return Parser(fields).Parse(line, new FieldBuffer(fields));
    }

    private static string Show(byte[] line, FieldBuffer buffer, int slot)
    {
        var record = new LogRecord(line, buffer);
        return record.Kind(slot) switch
        {
            FieldKind.Missing => "missing",
            FieldKind.Null => "null",
            FieldKind.Text or FieldKind.EscapedText => Encoding.UTF8.GetString(record.Text(slot)),
            _ => Encoding.UTF8.GetString(record.Raw(slot)),
        };
    }
}
