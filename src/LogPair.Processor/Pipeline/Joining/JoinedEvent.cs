using LogPair.Processor.Parsing.Wrapping;

namespace LogPair.Processor.Pipeline.Joining;

/// <summary>The text of one event, whatever number of lines it takes.</summary>
/// <remarks>Valid while it is being taken.</remarks>
internal readonly ref struct JoinedEvent
{
    /// <summary>All of the text, with line feeds between its lines, and what its first line was wrapped in.</summary>
    public required WrappedLine Wrapped { get; init; }

    /// <summary>Bytes before the first line feed of the text.</summary>
    public required int FirstLineLength { get; init; }

    /// <summary>Lines of the segment that it takes.</summary>
    public required int Lines { get; init; }

    /// <summary>Lines among them with bytes that are no characters.</summary>
    public required int InvalidLines { get; init; }

    /// <summary>Whether it is a line that is not wrapped as its file is.</summary>
    public required bool IsAlien { get; init; }

    public required CutReason Cut { get; init; }

    public ReadOnlySpan<byte> Text => Wrapped.Text;

    public bool IsOneLine => FirstLineLength == Text.Length;
}
