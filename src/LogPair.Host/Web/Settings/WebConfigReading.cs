using System.Security.Cryptography;
using System.Text;
using LogPair.Processor.Rules;

namespace LogPair.Host.Web.Settings;

/// <summary>A web configuration and every file that it names, as they were at one moment.</summary>
/// <remarks>
/// Files are read one after the other, so that what Kubernetes swaps meanwhile may be mixed. Two readings with the same
/// <see cref="Fingerprint"/> show that nothing was moving.
/// </remarks>
internal sealed class WebConfigReading
{
    private readonly Dictionary<string, FileContent> _files = new(StringComparer.Ordinal);

    private WebConfigReading(string path, WebConfigReading? before)
    {
        Path = path;
        var text = _files[path] = FileContent.Of(path);
        (Config, Errors) = before is not null && text.Bytes is { } bytes && before._files[path].Bytes is { } known
            && known.AsSpan().SequenceEqual(bytes)
                ? (before.Config, before.Errors)
                : Parse(path, text);
        foreach (var source in Config.Files) _files.TryAdd(source.Path!, FileContent.Of(source.Path!));
        Fingerprint = Hash();
    }

    /// <summary>Of the configuration itself.</summary>
    public string Path { get; }

    public WebConfig Config { get; }

    /// <summary>Of the configuration itself, not of what is in other files.</summary>
    public IReadOnlyList<RuleError> Errors { get; }

    /// <summary>Of all content.</summary>
    public string Fingerprint { get; }

    /// <param name="path">Of the configuration.</param>
    /// <param name="before">An earlier one: the same text need not be understood again. Null if there is none.</param>
    public static WebConfigReading Of(string path, WebConfigReading? before = null) => new(path, before);

    /// <summary>Reads until two readings are the same, a few times at most.</summary>
    public static WebConfigReading OfQuiet(string path)
    {
        var reading = Of(path);
        for (var i = 0; i < 5; i++)
        {
            var before = reading;
            reading = Of(path, before);
            if (reading.Fingerprint == before.Fingerprint) break;
        }

        return reading;
    }

    /// <summary>What a source holds.</summary>
    public FileContent Content(TextSource source) => source.Path is { } path
        ? _files[path]
        : new FileContent(Encoding.UTF8.GetBytes(source.Text!.Reveal()), null);

    private static (WebConfig Config, IReadOnlyList<RuleError> Errors) Parse(string path, FileContent text)
    {
        if (text.Bytes is null)
            return (WebConfig.None, [new RuleError(path, 1, 1, text.Problem!, "Check the path, and that this user may read it.")]);

        var config = WebConfigReader.Read(path, Encoding.UTF8.GetString(text.Bytes).TrimStart('\uFEFF'), out var errors);
        return (config, errors);
    }

    private string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (path, content) in _files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{path}\0{content.Problem}\0{content.Bytes?.Length}\0"));
            hash.AppendData(content.Bytes ?? []);
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
