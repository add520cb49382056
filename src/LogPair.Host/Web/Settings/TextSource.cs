using LogPair.Processor.Rules.Yaml;

namespace LogPair.Host.Web.Settings;

/// <summary>Something that a web configuration gives in a file of its own, or in its own text.</summary>
internal sealed class TextSource
{
    private TextSource(string key, YamlPosition position, string? path, Secret? text)
    {
        (Key, Position, Path, Text) = (key, position, path, text);
    }

    /// <summary>The key under which it stands.</summary>
    public string Key { get; }

    /// <summary>Where it stands.</summary>
    public YamlPosition Position { get; }

    /// <summary>Absolute, or relative to the working directory; null if the text is given itself.</summary>
    public string? Path { get; }

    /// <summary>Null if it is in a file.</summary>
    public Secret? Text { get; }

    public static TextSource OfFile(string key, YamlPosition position, string path) => new(key, position, path, text: null);

    public static TextSource OfText(string key, YamlPosition position, Secret text) => new(key, position, path: null, text);
}
