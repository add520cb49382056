using System.Text;
using LogPair.Processor.Parsing;
using LogPair.Processor.Parsing.Formats;

namespace LogPair.Processor.Tests.Parsing.Text;

/// <summary>Reads lines by a format with parameters, and shows what was found.</summary>
internal sealed class Reading
{
    private readonly ILineParser _parser;
    private readonly FieldBuffer _buffer;
    private readonly int[] _slots;

    /// <param name="format">With its parameters.</param>
    /// <param name="paths">Members separated by slashes.</param>
    public Reading(ILineFormat format, params string[] paths)
    {
        var fields = new FieldSet();
        _slots = [.. paths.Select(path => fields.Add(new FieldPath(path.Split('/'))))];
        _buffer = new FieldBuffer(fields);
        _parser = format.CreateParser(fields);
    }

    private Reading(ILineParser parser, Reading before)
    {
        _parser = parser;
        _buffer = before._buffer;
        _slots = before._slots;
    }

    public static ILineFormat Format(string name, params ReadOnlySpan<(string Parameter, object Value)> said)
    {
        var format = Create(name, said, out var problems);
        Assert.Empty(problems);
        return format!;
    }

    /// <summary>What is wrong, each as <c>parameter: message</c>.</summary>
    public static IReadOnlyList<string> Problems(string name, params ReadOnlySpan<(string Parameter, object Value)> said)
    {
        var format = Create(name, said, out var problems);
        Assert.Equal(problems.Count > 0, format is null);
        return [.. problems.Select(problem => $"{problem.Parameter}: {problem.Message}")];
    }

    /// <summary>With the columns that a header names.</summary>
    public Reading Past(string header)
    {
        var bytes = Encoding.UTF8.GetBytes(header);
        Assert.Equal(ParseOutcome.Header, _parser.Parse(bytes, _buffer));
        return new Reading(((IHeadedLineParser)_parser).With(bytes), this);
    }

    public ParseOutcome Outcome(ReadOnlySpan<byte> line) => _parser.Parse(line, _buffer);

    /// <summary>
    /// The values, or the outcome if the line was not parsed. Text is shown as it is, missing as "-", and what is neither
    /// text nor missing behind an equals sign.
    /// </summary>
    public string Of(string line) => string.Join('|', Values(line));

    /// <inheritdoc cref="Of"/>
    public string[] Values(string line)
    {
        var bytes = Encoding.UTF8.GetBytes(line);
        var outcome = _parser.Parse(bytes, _buffer);
        return outcome == ParseOutcome.Parsed ? [.. _slots.Select(slot => Show(bytes, slot))] : [outcome.ToString()];
    }

    /// <summary>Reads every value of a line that was parsed, as rules may.</summary>
    public int Touch(ReadOnlySpan<byte> line)
    {
        if (_parser.Parse(line, _buffer) != ParseOutcome.Parsed) return 0;

        var record = new LogRecord(line, _buffer);
        var bytes = 1;
        foreach (var slot in _slots)
        {
            bytes += record.Raw(slot).Length + record.Text(slot).Length;
            if (record.TryGetNumber(slot, out _) || record.TryGetTime(slot, referenceTicks: 0, out _)) bytes++;
        }

        return bytes;
    }

    private static ILineFormat? Create(
        string name, ReadOnlySpan<(string Parameter, object Value)> said, out IReadOnlyList<FormatProblem> problems)
    {
        var arguments = new FormatArguments();
        foreach (var (parameter, value) in said) arguments.Set(parameter, value);
        var format = LineFormats.Find(name)!.Create(arguments);
        problems = arguments.Problems;
        return format;
    }

    private string Show(byte[] line, int slot)
    {
        var record = new LogRecord(line, _buffer);
        return record.Kind(slot) switch
        {
            FieldKind.Missing => "-",
            FieldKind.Text or FieldKind.EscapedText => Encoding.UTF8.GetString(record.Text(slot)),
            FieldKind.True or FieldKind.False or FieldKind.Null => $"={record.Kind(slot)}",
            _ => "=" + Encoding.UTF8.GetString(record.Raw(slot)),
        };
    }
}
