using System.Buffers;
using LogPair.Processor.Framing;
using LogPair.Processor.Framing.Multiline;
using LogPair.Processor.Parsing;
using LogPair.Processor.Parsing.Formats;
using LogPair.Processor.Parsing.Wrapping;
using LogPair.Processor.Rules;

namespace LogPair.Processor.Pipeline.Recognizing;

/// <summary>Finds out from the first lines of a file how it is to be read, as far as its input does not say.</summary>
internal static class FormatDetector
{
    /// <summary>Most bytes that are looked at.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>Most lines that are looked at, blank ones not counted.</summary>
    public const int MaxLines = 50;

    // A runtime wraps every line. A line that a crash has torn is one of many.
    private const int WrappedPercent = 80;

    // Between the lines that begin events there may be long traces.
    private const int LeastPercent = 20;

    /// <param name="head">The first bytes of the file.</param>
    /// <param name="isWhole">Whether bytes after its last line feed are a line.</param>
    /// <param name="said">What the input says.</param>
    public static ReadingChoice Detect(ReadOnlySpan<byte> head, bool isWhole, InputReading said)
    {
        var encoding = said.Encoding == TextEncoding.Auto ? ByteOrderMark.EncodingOf(head) : said.Encoding;
        var isFull = head.Length >= MaxBytes;
        head = head[..Math.Min(head.Length, MaxBytes)];
        var lines = Lines(WithoutHole(head).ToArray(), encoding, isWhole);
        var (wrapper, wrapped) = said.FindsWrapper ? FindWrapper(lines) : (said.Wrapper ?? LineWrapper.None, 100);
        var (format, recognised) = said.FindsFormat ? FindFormat(Unwrap(lines, wrapper)) : (null, 100);
        return new ReadingChoice
        {
            Format = said.FindsFormat ? format ?? LineFormats.Auto.Name : null,
            Wrapper = said.FindsWrapper ? wrapper : null,
            Encoding = encoding,
            Confidence = lines.Count == 0 ? 0 : Math.Min(wrapped, recognised),
            Lines = lines.Count,
            IsFinal = isFull || lines.Count >= (said.FindsFormat || said.FindsWrapper ? ReadingChoice.EnoughLines : 1),
        };
    }

    /// <summary>The last line that says how those after it are read; null if there is none.</summary>
    /// <param name="head">The first bytes of the file.</param>
    /// <param name="reading">How it is read.</param>
    public static byte[]? FindHeader(ReadOnlySpan<byte> head, FileReading reading)
    {
        byte[]? header = null;
        var parser = reading.Parser as IHeadedLineParser;
        var fields = new FieldBuffer(new FieldSet());
        var lines = Lines(WithoutHole(head).ToArray(), reading.Encoding, isWhole: false);
        foreach (var text in Join(Unwrap(lines, reading.Wrapper), reading.Multiline))
        {
            var end = text.AsSpan().IndexOf((byte)'\n');
            var line = end < 0 ? text : text[..end];
            if (!IsHeader(line) && (end < 0 || !IsHeader(line = text))) continue;

            header = line;
            parser = parser!.With(line) as IHeadedLineParser;
        }

        return header;

        bool IsHeader(byte[] line) => parser?.Parse(line, fields) == ParseOutcome.Header;
    }

    /// <summary>A format that can be chosen. Which kind of JSON a line is, is decided for each line.</summary>
    public static ILineFormat? Find(string name) => name == LineFormats.Json.Name || name == LineFormats.Clef.Name
        ? LineFormats.Default
        : LineFormats.Find(name)?.Create(new FormatArguments());

    // A whole number of characters of two bytes, too.
    private static ReadOnlySpan<byte> WithoutHole(ReadOnlySpan<byte> head)
    {
        var end = head.IndexOfAnyExcept((byte)0);
        return end < 0 ? default : head[(end & ~1)..];
    }

    private static List<byte[]> Lines(byte[] head, TextEncoding encoding, bool isWhole)
    {
        var framer = new LineFramer(maxLineBytes: MaxBytes) { Encoding = encoding };
        var decoder = new LineDecoder();
        var lines = new List<byte[]>();
        var buffer = new ReadOnlySequence<byte>(head);
        using var reader = isWhole ? framer.ReadToEnd(buffer) : framer.Read(buffer);
        while (lines.Count < MaxLines && reader.TryRead(out var line))
        {
            var text = ByteOrderMark.Strip(decoder.Decode(line, encoding, out _));
            if (text.ContainsAnyExcept((byte)' ', (byte)'\t')) lines.Add(text.ToArray());
        }

        return lines;
    }

    private static (LineWrapper Wrapper, int Percent) FindWrapper(List<byte[]> lines)
    {
        foreach (var wrapper in (ReadOnlySpan<LineWrapper>)[LineWrapper.Cri, LineWrapper.Docker])
        {
            var unwrapper = Unwrappers.Create(wrapper)!;
            var percent = Percent(lines.Count(line => Unwrappers.IsWrapped(line, wrapper, unwrapper)), lines.Count);
            if (percent >= WrappedPercent) return (wrapper, percent);
        }

        return (LineWrapper.None, 100);
    }

    private static List<byte[]> Unwrap(List<byte[]> lines, LineWrapper wrapper)
    {
        if (Unwrappers.Create(wrapper) is not { } unwrapper) return lines;

        var texts = new List<byte[]>();
        var (output, error) = (new List<byte>(), new List<byte>());
        foreach (var line in lines)
        {
            if (!unwrapper.TryUnwrap(line, out var wrapped)) continue;

            var text = wrapped.Stream.SequenceEqual("stderr"u8) ? error : output;
            text.AddRange(wrapped.Text);
            if (wrapped.IsPartial) continue;

            texts.Add([.. text]);
            text.Clear();
        }

        return texts;
    }

    private static List<byte[]> Join(List<byte[]> lines, MultilineRule? multiline)
    {
        if (multiline is null) return lines;

        var texts = new List<byte[]>();
        var state = 0;
        foreach (var line in lines)
        {
            if (texts.Count > 0 && multiline.Join.Continues(line, ref state))
            {
                texts[^1] = [.. texts[^1], (byte)'\n', .. line];
                continue;
            }

            state = multiline.Join.Begin(line);
            texts.Add(line);
        }

        return texts;
    }

    private static (string? Format, int Percent) FindFormat(List<byte[]> lines)
    {
        var candidates = LineFormats.All
            .Where(format => format.Recognizes is not null)
            .Select(format => (format.Name, Percent: Percent(CountLike(format, lines), lines.Count)))
            .ToList();
        var best = candidates.Count == 0 ? default : candidates.MaxBy(candidate => candidate.Percent);
        return best.Percent >= LeastPercent ? best : (null, 0);
    }

    // Rows look like nothing by themselves: below a line that names their columns, those count that have as many.
    private static int CountLike(FormatDefinition format, List<byte[]> lines)
    {
        if (Find(format.Name)?.CreateParser(new FieldSet()) is not IHeadedLineParser parser)
            return lines.Count(line => format.Recognizes!(line));

        var count = 0;
        var fields = new FieldBuffer(new FieldSet());
        foreach (var line in lines)
        {
            var outcome = parser.Parse(line, fields);
            if (outcome == ParseOutcome.Parsed || format.Recognizes!(line)) count++;
            if (outcome == ParseOutcome.Header) parser = parser.With(line) as IHeadedLineParser ?? parser;
        }

        return count;
    }

    private static int Percent(int part, int whole) => whole == 0 ? 0 : 100 * part / whole;
}
