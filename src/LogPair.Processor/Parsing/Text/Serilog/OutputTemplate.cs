namespace LogPair.Processor.Parsing.Text.Serilog;

/// <summary>How Serilog writes events as text: what their first line is, and whether an exception follows it.</summary>
/// <remarks>Immutable. Source: https://github.com/serilog/serilog/wiki/Formatting-Output.</remarks>
internal sealed record OutputTemplate
{
    /// <summary>The default of Serilog.Sinks.File.</summary>
    public const string File = "{Timestamp:yyyy-MM-dd HH:mm:ss.fff zzz} [{Level:u3}] {Message:lj}{NewLine}{Exception}";

    /// <summary>The default of Serilog.Sinks.Console.</summary>
    public const string Console = "[{Timestamp:HH:mm:ss} {Level:u3}] {Message:lj}{NewLine}{Exception}";

    /// <summary>Before the first hole.</summary>
    public required byte[] Start { get; init; }

    /// <summary>At least one.</summary>
    public required TemplateHole[] Holes
    {
        get;
        init
        {
            field = value;
            var message = Array.FindIndex(value, hole => hole.Kind == HoleKind.Message);
            Wide = message < 0 ? value.Length - 1 : message;
        }
    }

    /// <summary>The hole that takes what the others leave: the message, or the last.</summary>
    public int Wide { get; private init; }

    /// <summary>Whether what follows the first line is the exception.</summary>
    public required bool HasException { get; init; }
}
