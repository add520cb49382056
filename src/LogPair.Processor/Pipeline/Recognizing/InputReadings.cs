using System.Collections.Concurrent;
using LogPair.Processor.Framing;
using LogPair.Processor.Parsing;
using LogPair.Processor.Parsing.Formats;
using LogPair.Processor.Parsing.Wrapping;
using LogPair.Processor.Rules;

namespace LogPair.Processor.Pipeline.Recognizing;

/// <summary>How the files of each input are read: what is said of it, and parsers for it. Lanes share it.</summary>
internal sealed class InputReadings
{
    private readonly InputReading[] _inputs;
    private readonly ILineParser[] _said;
    private readonly FieldSet _fields;
    private readonly ConcurrentDictionary<string, ILineParser> _found = new(StringComparer.Ordinal);

    /// <param name="inputs">At least one.</param>
    /// <param name="fields">Complete.</param>
    public InputReadings(IEnumerable<InputReading> inputs, FieldSet fields)
    {
        _inputs = [.. inputs];
        _fields = fields;
        _said = [.. _inputs.Select(input => input.Format.CreateParser(fields))];
    }

    /// <param name="input">Index; a file that was moved while there were more inputs may have a greater one.</param>
    public InputReading Said(int input) => _inputs[Math.Min(input, _inputs.Length - 1)];

    /// <param name="input">As for <see cref="Said"/>.</param>
    /// <param name="choice">For what the input leaves open.</param>
    public FileReading For(int input, ReadingChoice choice)
    {
        var said = Said(input);
        var parser = said.FindsFormat && choice.Format is { } format
            ? _found.GetOrAdd(format, CreateParser)
            : _said[Math.Min(input, _inputs.Length - 1)];
        var wrapper = said.FindsWrapper ? choice.Wrapper : said.Wrapper;
        var encoding = said.Encoding == TextEncoding.Auto ? choice.Encoding : said.Encoding;
        return new FileReading(parser, wrapper ?? LineWrapper.None, said.Multiline, encoding);
    }

    // A format that an earlier version found and this one does not have is found out again by the same rules.
    private ILineParser CreateParser(string format) =>
        (FormatDetector.Find(format) ?? LineFormats.Default).CreateParser(_fields);
}
