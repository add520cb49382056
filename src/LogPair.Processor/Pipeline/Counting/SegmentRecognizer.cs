using LogPair.Processor.Framing;
using LogPair.Processor.Parsing;
using LogPair.Processor.Pipeline.Following;
using LogPair.Processor.Pipeline.Recognizing;
using LogPair.Processor.Rules;
using Microsoft.Extensions.Logging;

namespace LogPair.Processor.Pipeline.Counting;

/// <summary>Finds out how a segment is read, before its first line and until enough of them are known.</summary>
/// <remarks>One owner thread.</remarks>
internal sealed class SegmentRecognizer(InputReadings readings, ILogger logger)
{
    /// <summary>What must be known before any byte is looked at.</summary>
    public void Prepare(TailedSegment segment)
    {
        if (segment.Reading is null && readings.Said(segment.Input).Encoding is var said and not TextEncoding.Auto)
            segment.Framer.Encoding = said;
    }

    /// <param name="segment">Has a reading afterwards.</param>
    /// <param name="buffer">What is about to be read of it.</param>
    /// <param name="isWhole">Whether that ends with the segment's last line.</param>
    /// <exception cref="IOException">The file system does not answer.</exception>
    public void Recognize(TailedSegment segment, ReadOnlySpan<byte> buffer, bool isWhole)
    {
        var known = segment.Choice;
        if (segment.Reading is not null && known is { IsFinal: true }) return;

        var said = readings.Said(segment.Input);
        var choice = known is { IsFinal: true } && IsEnough(known, said)
            ? known
            : Detect(segment, buffer, isWhole, said);
        if (segment.Reading is null || !choice.Means(known))
        {
            segment.ReadAs(choice, readings.For(segment.Input, choice));
            FindHeader(segment);
        }
        else if (choice != known) segment.Note(choice);
        if (IsNews(choice, known, said)) ReadingLog.Chosen(logger, segment.Path, choice);
    }

    // What was found out while the input said more may be too little now.
    private static bool IsEnough(ReadingChoice known, InputReading said) =>
        (!said.FindsFormat || known.Format is not null) && (!said.FindsWrapper || known.Wrapper is not null);

    private static bool IsNews(ReadingChoice choice, ReadingChoice? known, InputReading said) =>
        choice.Lines > 0 && (said.FindsFormat || said.FindsWrapper)
        && (known is null or { Lines: 0 } || !choice.Means(known));

    private static ReadingChoice Detect(
        TailedSegment segment, ReadOnlySpan<byte> buffer, bool isWhole, InputReading said)
    {
        // No line was read yet: this is the head.
        if (segment.HoleEnd == segment.ResumeOffset) return FormatDetector.Detect(buffer, isWhole, said);

        var head = ReadHead(segment, FormatDetector.MaxBytes);
        return FormatDetector.Detect(head, isWhole && head.Length < FormatDetector.MaxBytes, said);
    }

    // Lines were read in another way, and the one that says how they are to be read may be among them.
    private static void FindHeader(TailedSegment segment)
    {
        if (segment.Lines == 0 || segment.Header is not null || segment.Parser is not IHeadedLineParser) return;

        var head = ReadHead(segment, (int)Math.Min(segment.Framer.CommittableOffset, FormatDetector.MaxBytes));
        if (FormatDetector.FindHeader(head, segment.Reading!) is { } header) segment.TryTakeHeader(header);
    }

    private static ReadOnlySpan<byte> ReadHead(TailedSegment segment, int maxBytes)
    {
        var head = new byte[maxBytes];
        var length = 0;
        while (length < head.Length && segment.File.Read(head.AsSpan(length), length) is > 0 and var read)
            length += read;
        return head.AsSpan(0, length);
    }
}
