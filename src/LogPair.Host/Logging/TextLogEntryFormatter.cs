using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;

namespace LogPair.Host.Logging;

/// <summary>One line a person reads: time of day (UTC), level, message. Colours only where they are wanted.</summary>
internal sealed class TextLogEntryFormatter : ILogEntryFormatter
{
    private const string Reset = "\e[0m";

    private readonly bool _hasColour;

    public TextLogEntryFormatter(bool hasColour) => _hasColour = hasColour;

    public void Write(in LogEntry entry, IBufferWriter<byte> destination)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Colour("\e[2m")}{entry.At:HH:mm:ss.fff}{Colour(Reset)} ");
        var level = LogLevelNames.NameOf(entry.Level);
        text.Append(CultureInfo.InvariantCulture, $"{Colour(ColourOf(entry.Level))}{level,-5}{Colour(Reset)} ");
        text.Append(OnOneLine(entry.Message)).Append('\n');
        if (entry.Exception is { } exception) text.Append(exception).Append('\n');
        Encoding.UTF8.GetBytes(text.ToString(), destination);
    }

    private static string ColourOf(LogLevel level) => level switch
    {
        LogLevel.Critical or LogLevel.Error => "\e[31m",
        LogLevel.Warning => "\e[33m",
        LogLevel.Information => "\e[32m",
        _ => "\e[2m",
    };

    private string Colour(string sequence) => _hasColour ? sequence : "";

    // File names are chosen by others: none of them may forge a line or move the cursor.
    private static string OnOneLine(string message) => !message.Any(char.IsControl)
        ? message
        : string.Concat(message.Select(character => char.IsControl(character) ? '\ufffd' : character));
}
