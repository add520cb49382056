using System.Globalization;
using System.Net;
using LogPair.Contract;
using LogPair.Generator.Segments;

namespace LogPair.Generator.Settings;

/// <summary>Argument before variable before default; every error in one message.</summary>
internal sealed class SettingsReader
{
    private const string Sizes = "Write bytes, or a number with KB, MB, GB, KiB, MiB or GiB.";

    private readonly Func<string, string?> _environment;
    private readonly List<string> _errors = [];

    private SettingsReader(Func<string, string?> environment) => _environment = environment;

    /// <param name="options">What the application gave.</param>
    /// <param name="environment">Value of an environment variable, or null. An empty one counts as not set.</param>
    /// <exception cref="ArgumentException">Something is wrong; the message lists everything that is.</exception>
    public static GeneratorSettings Read(LogPairOptions options, Func<string, string?> environment)
    {
        var reader = new SettingsReader(environment);
        var directory = reader.Directory(options.Directory);
        var stream = reader.Stream(options.Stream);
        var budget = reader.Budget(options.MaxVolumeBytes) ?? VolumeBudget.Of(directory, stream);
        var writing = reader.Writing(options.Writing, budget);
        var settings = new GeneratorSettings
        {
            Directory = directory,
            Stream = stream,
            SegmentSizeBytes = Math.Min(
                reader.SegmentSize(options.SegmentSizeBytes), VolumeBudget.LargestSegmentWithin(budget, writing)),
            MaxVolumeBytes = budget,
            StateDirectory = reader.StateDirectory(options.StateDirectory, directory),
            KeepSegments = reader.KeepSegments(options.KeepSegments),
            Overflow = reader.OneOf(
                "overflow", "overflow", options.Overflow, GeneratorVariables.Overflow,
                LogPairOverflow.DropOldestUnread),
            MaxBlock = reader.MaxBlock(options.MaxBlock),
            Doorbell = reader.Doorbell(options.Doorbell),
            RollInterval = reader.OneOf(
                "roll interval", "rollInterval", options.RollInterval, VolumeLayout.RollIntervalVariable,
                RollInterval.Day),
            Format = reader.OneOf("format", "format", options.Format, VolumeLayout.FormatVariable, LogPairFormat.Clef),
            Writing = writing,
            Status = options.Status ?? new LogPairStatus(),
            Time = options.TimeProvider,
        };
        if (reader._errors.Count == 0) return settings;

        throw new ArgumentException(
            "LogPair cannot write logs with these settings:\n"
            + string.Join('\n', reader._errors.Select(error => $"- {error}")));
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

        Refuse("segment size", value, source, $"is not a size from 1KiB to 1GiB. {Sizes}");
        return 0;
    }

    /// <returns>Null if nobody has said anything.</returns>
    private long? Budget(long? argument)
    {
        var sizeLimit = _environment(GeneratorVariables.VolumeSizeLimit);
        var text = argument?.ToString(CultureInfo.InvariantCulture);
        var (value, source) = Choose(text, "maxVolumeBytes", GeneratorVariables.VolumeBudget, "");
        if (value.Length > 0)
        {
            if (ByteSize.TryParse(value, out var budget) && budget >= LogPairOptions.MinVolumeBytes) return budget;
            Refuse("volume budget", value, source, $"is not a size of 64KiB or more. {Sizes}");
        }
        else if (!string.IsNullOrEmpty(sizeLimit))
        {
            if (ByteSize.TryParse(sizeLimit, out var limit) && limit / 2 >= LogPairOptions.MinVolumeBytes)
                return limit / 2;

            Refuse("volume size limit", sizeLimit, $"variable {GeneratorVariables.VolumeSizeLimit}",
                $"is not a size of 128KiB or more. Half of it is the budget. {Sizes}");
        }

        return null;
    }

    private string StateDirectory(string? argument, string logs)
    {
        if (logs.Length == 0) return "";

        var (value, source) = Choose(
            argument, "stateDirectory", VolumeLayout.StateVariable, VolumeLayout.SharedState(logs));
        return string.IsNullOrWhiteSpace(value) || value.Contains('\0', StringComparison.Ordinal)
            ? Refuse("state directory", value, source,
                "is no path. Name the directory that the processor keeps its state in, such as /var/lib/logpair.")
            : Path.GetFullPath(value);
    }

    private int KeepSegments(int? argument)
    {
        var text = argument?.ToString(CultureInfo.InvariantCulture);
        var (value, source) = Choose(text, "keepSegments", GeneratorVariables.KeepSegments,
            LogPairOptions.DefaultKeepSegments.ToString(CultureInfo.InvariantCulture));
        if (int.TryParse(value.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var segments))
            return segments;


        Refuse("number of segments to keep", value, source, "is not a number. Write 0 or more.");
        return 0;
    }

    private LogPairWriting Writing(LogPairWriting? argument, long budget)
    {
        var writing = OneOf("writing", "writing", argument, GeneratorVariables.Writing, LogPairWriting.EachEvent);
        if (writing == LogPairWriting.Grouped && budget < LogPairOptions.MinVolumeBytesGrouped)
            _errors.Add($"writing 'Grouped' needs a volume budget of 1MiB or more, and it is {budget} bytes: "
                + "lines wait in a file of 64KiB. Set a larger budget, or write each event.");
        return writing;
    }

    private TimeSpan MaxBlock(TimeSpan? argument)
    {
        var text = argument?.ToString("c", CultureInfo.InvariantCulture);
        var (value, source) = Choose(text, "maxBlock", GeneratorVariables.MaxBlock,
            LogPairOptions.DefaultMaxBlock.ToString("c", CultureInfo.InvariantCulture));
        if (Duration.TryParse(value, out var wait) && wait >= TimeSpan.Zero && wait <= LogPairOptions.LongestMaxBlock)
            return wait;


        Refuse("longest wait", value, source, "is not a time up to an hour. Write it as 500ms, 5s, 1m or 00:00:05.");
        return default;
    }

    private IPEndPoint? Doorbell(string? argument)
    {
        var (value, source) = Choose(argument, "doorbell", VolumeLayout.DoorbellVariable, "");
        if (value.Length == 0) return null;
        if (DoorbellAddress.TryParse(value, out var address)) return address;

        Refuse("doorbell", value, source,
            "is not a UDP port of this Pod. Write 9465, 127.0.0.1:9465 or [::1]:9465.");
        return null;
    }

    private T OneOf<T>(string setting, string argumentName, T? argument, string variable, T @default)
        where T : struct, Enum
    {
        var (value, source) = Choose(argument?.ToString(), argumentName, variable, @default.ToString());

        // By name only: Enum.TryParse would take any number, too. drop-newest is DropNewest.
        var name = value.Trim().Replace("-", "", StringComparison.Ordinal);
        foreach (var candidate in Enum.GetValues<T>())
        {
            if (name.Equals(candidate.ToString(), StringComparison.OrdinalIgnoreCase)) return candidate;
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
