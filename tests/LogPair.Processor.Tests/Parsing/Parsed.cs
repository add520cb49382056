using System.Text;
using LogPair.Processor.Parsing;
using LogPair.Processor.Parsing.Formats;

namespace LogPair.Processor.Tests.Parsing;

/// <summary>One line parsed for some fields, shown as text.</summary>
internal static class Parsed
{
    /// <param name="format">Of <see cref="LineFormats"/>.</param>
    /// <param name="line">JSON.</param>
    /// <param name="paths">Members separated by slashes.</param>
    /// <returns>The values: text unescaped, others as written, missing ones as "-"; or the outcome if not parsed.</returns>
    public static string Line(string format, string line, params string[] paths)
    {
        var fields = new FieldSet();
        var slots = paths.Select(path => fields.Add(new FieldPath(path.Split('/')))).ToArray();
        var buffer = new FieldBuffer(fields);
        var bytes = Encoding.UTF8.GetBytes(line);
        var outcome = LineFormats.Named(format).CreateParser(fields).Parse(bytes, buffer);

        return outcome == ParseOutcome.Parsed
            ? string.Join('|', slots.Select(slot => Show(bytes, buffer, slot)))
            : outcome.ToString();
    }

    private static string Show(byte[] line, FieldBuffer buffer, int slot)
    {
        var record = new LogRecord(line, buffer);
        return record.Kind(slot) switch
        {
            FieldKind.Missing => "-",
            FieldKind.Text or FieldKind.EscapedText => Encoding.UTF8.GetString(record.Text(slot)),
            _ => Encoding.UTF8.GetString(record.Raw(slot)),
        };
    }
}
