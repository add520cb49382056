using System.Text;
using YamlDotNet.Core;

namespace LogPair.Processor.Rules.Yaml;

/// <summary>Places of the characters of block scalars, which begin with <c>|</c> or <c>&gt;</c>.</summary>
/// <remarks>Source: YAML 1.2.2, section 8.1.</remarks>
internal sealed class BlockScalarText
{
    private readonly StringBuilder _text = new();
    private readonly List<YamlPosition> _characters = [];

    /// <returns>One place for each character of the value; null if the file has something else there.</returns>
    public static IReadOnlyList<YamlPosition>? Find(IReadOnlyList<string> lines, YamlScalar scalar)
    {
        var first = scalar.Position.Line;
        while (first < lines.Count && IsEmpty(lines[first])) first++;
        if (first == lines.Count) return null;

        // The indentation is that of the first line, unless a digit after the indicator makes it less.
        for (var indentation = Indentation(lines[first]); indentation > 0; indentation--)
        {
            var text = new BlockScalarText();
            text.Read(lines, scalar.Position.Line, indentation, scalar.Style);
            if (text._text.ToString().StartsWith(scalar.Value, StringComparison.Ordinal))
                return text._characters[..scalar.Value.Length];
        }

        return null;
    }

    private void Read(IReadOnlyList<string> lines, int first, int indentation, ScalarStyle style)
    {
        var end = new YamlPosition(first + 1, 1);
        var breaks = 0;
        bool? wasIndented = null;
        for (var i = first; i < lines.Count; i++, breaks++)
        {
            var line = lines[i];
            if (!IsEmpty(line) && Indentation(line) < indentation) break;
            if (line.Length <= indentation) continue;

            var isIndented = line[indentation] is ' ' or '\t';
            var isFolded = style == ScalarStyle.Folded && wasIndented == false && !isIndented;
            if (isFolded && breaks == 1) Add(' ', end);
            else Add('\n', end, isFolded ? breaks - 1 : breaks);
            for (var column = indentation; column < line.Length; column++)
                Add(line[column], new YamlPosition(i + 1, column + 1));

            end = new YamlPosition(i + 1, line.Length + 1);
            wasIndented = isIndented;
            breaks = 0;
        }

        Add('\n', end, breaks);
    }

    private void Add(char character, YamlPosition at, int times = 1)
    {
        for (; times > 0; times--)
        {
            _text.Append(character);
            _characters.Add(at);
        }
    }

    private static bool IsEmpty(string line) => line.AsSpan().Trim(' ').IsEmpty;

    private static int Indentation(string line) => line.Length - line.AsSpan().TrimStart(' ').Length;
}
