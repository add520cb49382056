using YamlDotNet.Core;

namespace LogPair.Processor.Rules.Yaml;

/// <summary>Finds characters of a scalar's value in the file.</summary>
internal sealed class ScalarText
{
    private readonly string[] _lines;

    public ScalarText(string yaml)
    {
        _lines = [.. yaml.Split('\n').Select(line => line.TrimEnd('\r'))];
    }

    /// <summary>The place of the character at <paramref name="offset"/>.</summary>
    /// <returns>The place of the scalar itself if its value cannot be found there.</returns>
    public YamlPosition Locate(YamlScalar scalar, int offset)
    {
        var start = scalar.Position;
        if (start.Line < 1 || start.Line > _lines.Length || start.Column < 1) return start;

        var characters = scalar.Style is ScalarStyle.Literal or ScalarStyle.Folded
            ? BlockScalarText.Find(_lines, scalar)
            : FlowScalarText.Find(_lines, scalar);
        if (characters is null || offset > characters.Count) return start;
        if (offset < characters.Count) return characters[offset];
        return characters is [.., var last] ? last with { Column = last.Column + 1 } : start;
    }
}
