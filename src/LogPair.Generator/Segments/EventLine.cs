using System.Globalization;
using System.Text;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Compact;

namespace LogPair.Generator.Segments;

/// <summary>
/// Makes an event a line before any file is touched, so that an event that cannot be formatted leaves no half line.
/// </summary>
/// <remarks>
/// <see cref="Format(LogEvent)"/> is thread-safe and runs outside the sink's lock; the line is then handed to Serilog's
/// sink, under the lock, by <see cref="Next"/>.
/// </remarks>
internal sealed class EventLine : ITextFormatter
{
    /// <summary>A buffer that one huge event made grow is given back beyond this size, in characters.</summary>
    private const int KeptCapacity = 64 * 1024;

    [ThreadStatic]
    private static StringBuilder? _spare;

    private readonly ITextFormatter _formatter;

    public EventLine(LogPairFormat format) =>
        _formatter = format == LogPairFormat.Rendered ? new RenderedCompactJsonFormatter() : new CompactJsonFormatter();

    /// <summary>What the next call of Serilog's sink writes.</summary>
    public StringBuilder? Next { private get; set; }

    /// <summary>Upper bound of the bytes of <see cref="Next"/>, for nothing.</summary>
    public long MaxBytes => (Next?.Length ?? 0) * 3L;

    /// <summary>
    /// Bytes of <see cref="Next"/>; a few more if a surrogate pair lies across two chunks of the builder.
    /// </summary>
    public long CountBytes()
    {
        var bytes = 0L;
        if (Next is null) return bytes;

        foreach (var chunk in Next.GetChunks()) bytes += Encoding.UTF8.GetByteCount(chunk.Span);
        return bytes;
    }

    /// <returns>The line with its line feed; to be handed back by <see cref="Return"/>.</returns>
    public StringBuilder Format(LogEvent logEvent)
    {
        // Taken and not only borrowed: a property's ToString may log, on this thread, while it is being formatted.
        var line = _spare ?? new StringBuilder(1024);
        _spare = null;
        using var writer = new StringWriter(line, CultureInfo.InvariantCulture) { NewLine = "\n" };
        _formatter.Format(logEvent, writer);
        return line;
    }

    public static void Return(StringBuilder line)
    {
        if (line.Capacity <= KeptCapacity) _spare = line.Clear();
    }

    void ITextFormatter.Format(LogEvent logEvent, TextWriter output) => output.Write(Next);
}
