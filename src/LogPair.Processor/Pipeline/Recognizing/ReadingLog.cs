using LogPair.Processor.Framing;
using LogPair.Processor.Parsing.Formats;
using LogPair.Processor.Parsing.Wrapping;
using Microsoft.Extensions.Logging;

namespace LogPair.Processor.Pipeline.Recognizing;

/// <summary>Says once a file what was found out about it, and again if that changes.</summary>
internal static partial class ReadingLog
{
    public static void Chosen(ILogger logger, string path, ReadingChoice choice)
    {
        if (choice.Format == LineFormats.Auto.Name) LogUnknown(logger, path, choice.Lines, Surroundings(choice));
        else LogChosen(logger, path, Describe(choice), choice.Confidence, choice.Lines);
    }

    /// <summary>For people: <c>logfmt in cri</c>.</summary>
    public static string Describe(ReadingChoice choice) => (choice.Format ?? "its format") + Surroundings(choice);

    private static string Surroundings(ReadingChoice choice) =>
        (choice.Wrapper is { } wrapper and not LineWrapper.None ? $" in {LineWrappers.NameOf(wrapper)}" : "")
        + (choice.Encoding == TextEncoding.Utf8 ? "" : $" as {TextEncodings.NameOf(choice.Encoding)}");

    [LoggerMessage(EventIds.FormatChosen, LogLevel.Information,
        "{Path} is read as {Format}: {Confidence} % of its first {Lines} lines look like it. "
        + "To overrule this, give its input a format")]
    private static partial void LogChosen(ILogger logger, string path, string format, int confidence, int lines);

    [LoggerMessage(EventIds.FormatUnknown, LogLevel.Warning,
        "{Path} is read as JSON{Surroundings}, because its first {Lines} lines look like no format that is known. "
        + "Give its input a format")]
    private static partial void LogUnknown(ILogger logger, string path, int lines, string surroundings);
}
