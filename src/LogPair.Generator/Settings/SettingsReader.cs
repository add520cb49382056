using System.Globalization;
using LogPair.Contract;

namespace LogPair.Generator.Settings;

/// <summary>Argument before variable before default; every error in one message.</summary>
internal sealed class SettingsReader
{
    private readonly Func<string, string?> _environment;
    private readonly List<string> _errors = [];

    private SettingsReader(Func<string, string?> environment) => _environment = environment;

    /// <param name="options">What the application gave.</param>
    /// <param name="environment">Value of an environment variable, or null. An empty one counts as not set.</param>
    /// <exception cref="ArgumentException">Something is wrong; the message lists everything that is.</exception>
    public static GeneratorSettings Read(LogPairOptions options, Func<string, string?> environment)
    {
        var reader = new SettingsReader(environment);
        var settings = new GeneratorSettings
        {
            Directory = reader.Directory(options.Directory),
            Stream = reader.Stream(options.Stream),
            SegmentSizeBytes = reader.SegmentSize(options.SegmentSizeBytes),
            RollInterval = reader.OneOf(
                "roll interval", "rollInterval", options.RollInterval, VolumeLayout.RollIntervalVariable,
                RollInterval.Day),
            Format = reader.OneOf("format", "format", options.Format, VolumeLayout.FormatVariable, LogPairFormat.Clef),
            Status = options.Status ?? new LogPairStatus(),
            Time = options.TimeProvider,
        };
        if (reader._errors.Count == 0) return settings;

        throw new ArgumentException(
            $"LogPair cannot write logs with these settings:\n{string.Join('\n', reader._errors.Select(error => $"- {error}"))}");
    }

    private string Directory(string? argument)
    {
        var (value, source) = Choose(argument, "directory", VolumeLayout.LogsVariable, LogPairOptions.DefaultDirectory);
        if (string.IsNullOrWhiteSpace(value) || value.Contains('\0', StringComparison.Ordinal))
            return Refuse("directory", value, source,
                "is no path. Name the directory that the processor reads, such as /var/log/app.");

        if (value.AsSpan().ContainsAny('*', '?'))
            return Refuse("directory", value, source,
                "has a wildcard. A processor can read many directories, but this side writes to one: name it.");

        var path = Path.GetFullPath(value);
        return File.Exists(path)
            ? Refuse("directory", value, source, "is a file. Name a directory, or remove the file.")
            : path;
    }

    private string Stream(string? argument)
    {
        var (value, source) = Choose(argument, "stream", VolumeLayout.StreamVariable, LogPairOptions.DefaultStream);
        return SegmentName.IsValidStream(value)
            ? value
            : Refuse("stream", value, source,
                $"is no stream name. Use 1 to {SegmentName.MaxStreamLength} of A-Z a-z 0-9 . _ -, "
                + "no dot first and no digit last.");
    }

    private long SegmentSize(long? argument)
    {
        var text = argument?.ToString(CultureInfo.InvariantCulture);
        var (value, source) = Choose(text, "segmentSizeBytes", VolumeLayout.SegmentSizeVariable,
            LogPairOptions.DefaultSegmentSizeBytes.ToString(CultureInfo.InvariantCulture));
        if (ByteSize.TryParse(value, out var bytes)
            && bytes is >= LogPairOptions.MinSegmentSizeBytes and <= LogPairOptions.MaxSegmentSizeBytes)
            return bytes;

        Refuse("segment size", value, source,
            "is not a size from 1KiB to 1GiB. Write bytes, or a number with KB, MB, GB, KiB, MiB or GiB.");
        return 0;
    }

    private T OneOf<T>(string setting, string argumentName, T? argument, string variable, T @default)
        where T : struct, Enum
    {
        var (value, source) = Choose(argument?.ToString(), argumentName, variable, @default.ToString());

        // By name only: Enum.TryParse would take any number, too.
        foreach (var candidate in Enum.GetValues<T>())
        {
            if (value.Trim().Equals(candidate.ToString(), StringComparison.OrdinalIgnoreCase)) return candidate;
        }

        var names = string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant();
        Refuse(setting, value, source, $"is not known. Choose one of: {names}.");
        return @default;
    }

    private (string Value, string Source) Choose(
        string? argument, string argumentName, string variable, string @default)
    {
        if (argument is not null) return (argument, $"argument {argumentName}");

        return _environment(variable) is { Length: > 0 } value
            ? (value, $"variable {variable}")
            : (@default, "default");
    }

    private string Refuse(string setting, string value, string source, string why)
    {
        _errors.Add($"{setting} '{value}' ({source}) {why}");
        return "";
    }
}
