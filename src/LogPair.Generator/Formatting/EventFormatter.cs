using System.Globalization;
using Serilog.Events;

namespace LogPair.Generator.Formatting;

/// <summary>
/// Makes an event a line, straight into bytes, and to the byte as Serilog's <c>CompactJsonFormatter</c> and
/// <c>RenderedCompactJsonFormatter</c> do it.
/// </summary>
/// <remarks>
/// Thread-safe. Allocates nothing of its own; what a property's own <c>ToString</c> makes is the property's. A property
/// test compares it with these two, which also decide what this one does not know.
/// </remarks>
internal sealed class EventFormatter(LogPairFormat format)
{
    private readonly TemplateTexts _templates = new(format);

    /// <summary>Appends the line with its line feed.</summary>
    /// <remarks>Throws whatever the code of a property throws; the line is then worth nothing.</remarks>
    public void Format(LogEvent logEvent, LineBuffer line)
    {
        line.Append("{\"@t\":\""u8);
        Utf8Text.Write(line, logEvent.Timestamp.UtcDateTime, "O", provider: null);
        line.Append((byte)'"');
        WriteTemplate(logEvent, line);
        WriteLevel(logEvent.Level, line);
        if (logEvent.Exception is { } exception) WriteException(exception, line);
        WriteTrace(logEvent, line);
        WriteProperties(logEvent.Properties, line);
        line.Append("}\n"u8);
    }

    private void WriteTemplate(LogEvent logEvent, LineBuffer line)
    {
        var template = logEvent.MessageTemplate;
        if (format == LogPairFormat.Rendered) WriteMessage(logEvent, line);

        var known = _templates.Find(template);
        if (known is null) TemplateText.WriteField(line, template, format);
        else line.Append(known.Field);
        WriteHoles(known?.Holes ?? TemplateText.HolesOf(template, format), logEvent.Properties, line);
    }

    private static void WriteMessage(LogEvent logEvent, LineBuffer line)
    {
        var text = line.EmptyScratch.With(CultureInfo.InvariantCulture);
        logEvent.MessageTemplate.Render(logEvent.Properties, text, CultureInfo.InvariantCulture);
        line.Append(",\"@m\":"u8);
        JsonText.WriteQuoted(line, text.Text);
    }

    private static void WriteHoles(
        Hole[] holes, IReadOnlyDictionary<string, LogEventPropertyValue> properties, LineBuffer line)
    {
        if (holes.Length == 0) return;

        line.Append(",\"@r\":["u8);
        for (var i = 0; i < holes.Length; i++)
        {
            if (i > 0) line.Append((byte)',');
            holes[i].Write(line, properties);
        }

        line.Append((byte)']');
    }

    private static void WriteLevel(LogEventLevel level, LineBuffer line)
    {
        if (level == LogEventLevel.Information) return;

        line.Append(",\"@l\":\""u8);
        line.Append(NameOf(level));
        line.Append((byte)'"');
    }

    // An enumeration's own ToString would make an object first.
    private static string NameOf(LogEventLevel level) => level switch
    {
        LogEventLevel.Verbose => nameof(LogEventLevel.Verbose),
        LogEventLevel.Debug => nameof(LogEventLevel.Debug),
        LogEventLevel.Warning => nameof(LogEventLevel.Warning),
        LogEventLevel.Error => nameof(LogEventLevel.Error),
        LogEventLevel.Fatal => nameof(LogEventLevel.Fatal),
        _ => level.ToString(),
    };

    private static void WriteException(Exception exception, LineBuffer line)
    {
        line.Append(",\"@x\":"u8);
        JsonText.WriteQuoted(line, exception.ToString());
    }

    private static void WriteTrace(LogEvent logEvent, LineBuffer line)
    {
        if (logEvent.TraceId is { } trace)
        {
            line.Append(",\"@tr\":\""u8);
            line.Append(trace.ToHexString());
            line.Append((byte)'"');
        }

        if (logEvent.SpanId is { } span)
        {
            line.Append(",\"@sp\":\""u8);
            line.Append(span.ToHexString());
            line.Append((byte)'"');
        }
    }

    private static void WriteProperties(
        IReadOnlyDictionary<string, LogEventPropertyValue> properties, LineBuffer line)
    {
        // An enumerator behind the interface would be an object of its own.
        if (properties is Dictionary<string, LogEventPropertyValue> known)
            foreach (var (name, value) in known) WriteProperty(name, value, line);
        else
            foreach (var (name, value) in properties) WriteProperty(name, value, line);
    }

    private static void WriteProperty(string name, LogEventPropertyValue value, LineBuffer line)
    {
        // An @ begins the fields of the format; a property's own is doubled.
        if (name.StartsWith('@')) line.Append(",\"@"u8);
        else line.Append(",\""u8);
        JsonText.WriteEscaped(line, name);
        line.Append("\":"u8);
        JsonValue.Write(line, value);
    }
}
