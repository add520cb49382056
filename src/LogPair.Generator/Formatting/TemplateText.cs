using Serilog.Events;
using Serilog.Formatting.Compact;

namespace LogPair.Generator.Formatting;

/// <summary>What is the same in all lines of one message template.</summary>
internal sealed class TemplateText
{
    private readonly byte[] _field;

    public TemplateText(MessageTemplate template, LogPairFormat format)
    {
        Template = template;
        Holes = HolesOf(template, format);
        var line = LineBuffer.Rent();
        WriteField(line, template, format);
        _field = line.Written.ToArray();
        LineBuffer.Return(line);
    }

    public MessageTemplate Template { get; }

    /// <summary>The field that tells the template, after its comma.</summary>
    public ReadOnlySpan<byte> Field => _field;

    /// <summary>Those whose rendered text is in the line.</summary>
    public Hole[] Holes { get; }

    public static void WriteField(LineBuffer line, MessageTemplate template, LogPairFormat format)
    {
        if (format == LogPairFormat.Rendered)
        {
            line.Append(",\"@i\":\""u8);
            Utf8Text.Write(line, EventIdHash.Compute(template.Text), "x8", provider: null);
            line.Append((byte)'"');
            return;
        }

        line.Append(",\"@mt\":"u8);
        JsonText.WriteQuoted(line, template.Text);
    }

    public static Hole[] HolesOf(MessageTemplate template, LogPairFormat format) =>
        format == LogPairFormat.Rendered ? [] : Hole.Of(template);
}
