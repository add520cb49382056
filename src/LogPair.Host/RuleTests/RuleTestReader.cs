using System.Globalization;
using LogPair.Host.Series;
using LogPair.Processor.Rules;
using LogPair.Processor.Rules.Yaml;

namespace LogPair.Host.RuleTests;

/// <summary>Reads one test of a test file.</summary>
internal sealed class RuleTestReader
{
    private static readonly string[] Keys = ["name", "input", "lines", "file", "expect"];
    private static readonly string[] ExpectKeys = ["series", "unparsed", "unmatched", "exact"];

    private readonly RulesFile _file;
    private readonly ScalarText _text;
    private readonly string _directory;
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);

    /// <param name="file">Gets the errors.</param>
    /// <param name="yaml">The whole file, to find the places of lines within values.</param>
    /// <param name="directory">That paths are relative to.</param>
    public RuleTestReader(RulesFile file, string yaml, string directory)
    {
        _file = file;
        _text = new ScalarText(yaml);
        _directory = directory;
    }

    /// <returns>Null if it is wrong beyond use.</returns>
    public RuleTest? Read(YamlNode node)
    {
        if (_file.Mapping(node, "a test") is not { } mapping) return null;

        var nodes = new KeyedNodes(mapping, Keys, _file);
        var name = Name(nodes["name"], mapping);
        var lines = nodes["lines"] is { } text ? _file.Text(text, "lines") : null;
        var file = nodes["file"] is { } path ? File(path) : null;
        if (nodes["lines"] is null == nodes["file"] is null)
            _file.Error(mapping.Position, "a test has either lines or a file", "Write lines: | and the lines below it, or file: with a path.");

        return name is null || Expect(nodes["expect"], mapping) is not { } expected
            ? null
            : new RuleTest
            {
                Name = name,
                Line = mapping.Position.Line,
                Input = nodes["input"] is { } input ? Input(input) : null,
                Lines = lines,
                File = file,
                Expected = expected,
            };
    }

    private string? Name(YamlNode? node, YamlMapping mapping)
    {
        if (node is null)
        {
            _file.Error(mapping.Position, "name is missing", "Say in a few words what must be so.");
            return null;
        }

        var name = _file.Text(node, "name");
        if (name is not null && !_names.TryAdd(name, node.Position.Line))
            _file.Error(node.Position, $"there are two tests named '{name}'", $"The other one is in line {_names[name]}; rename one.");
        return name;
    }

    private string? File(YamlNode node)
    {
        if (_file.Text(node, "file") is not { } path) return null;

        var full = Path.Combine(_directory, path);
        if (!System.IO.File.Exists(full)) _file.Error(node.Position, $"there is no file {full}", "The path is relative to the test file.");
        return full;
    }

    // An input of the rules without its path: what there is to say is said, and checked, in one place.
    private InputRule? Input(YamlNode node)
    {
        if (_file.Mapping(node, "input") is not { } mapping) return null;

        if (mapping.Entries.FirstOrDefault(entry => entry.Key.Value == "path").Key is { } path)
        {
            _file.Error(path.Position, "the input of a test has no path", "Its lines are in the test. Use file for a file.");
            return null;
        }

        var named = new YamlEntry(
            new YamlScalar(node.Position, "path", default), new YamlScalar(node.Position, "test", default));
        var list = new YamlList(node.Position, [new YamlMapping(node.Position, [named, .. mapping.Entries])]);
        return InputsReader.ReadAll(list, _file) is [var input] ? input : null;
    }

    private Expectation? Expect(YamlNode? node, YamlMapping test)
    {
        if (node is null or YamlMapping { Entries.Count: 0 } or YamlScalar { IsNull: true })
        {
            _file.Error(node?.Position ?? test.Position, "the test expects nothing", "Add expect: with series, unparsed or unmatched.");
            return null;
        }

        if (_file.Mapping(node, "expect") is not { } mapping) return null;

        var nodes = new KeyedNodes(mapping, ExpectKeys, _file);
        return new Expectation
        {
            Series = nodes["series"] is { } series ? Series(series) : [],
            Unparsed = Count(nodes["unparsed"], "unparsed"),
            Unmatched = Count(nodes["unmatched"], "unmatched"),
            IsExact = Flag(nodes["exact"], "exact"),
        };
    }

    private List<ExpectedSeries> Series(YamlNode node)
    {
        var series = new List<ExpectedSeries>();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (line, at) in SeriesLines(node))
        {
            var text = line.TrimStart();
            if (text.Length == 0 || text[0] == '#') continue;
            if (!SampleLine.TryParse(line, out var sample, out var problem, out var offset))
                _file.Error(at(offset), problem, "A series is written as Prometheus shows it, such as http_requests_total{method=\"GET\"} 3.");
            else if (line[offset..].TrimStart() is { Length: > 0 } rest && rest[0] != '#')
                _file.Error(at(offset + 1), $"there is something after the value: '{rest}'", "Remove it.");
            else if (!places.TryAdd(Replayed.NormalName(sample), at(0).Line))
                _file.Error(at(0), $"the series {sample.Series} is here twice", $"It was first given in line {places[Replayed.NormalName(sample)]}; remove one.");
            else series.Add(new ExpectedSeries(sample, at(0).Line));
        }

        return series;
    }

    /// <summary>The lines of a text, or the items of a list, with the place of each of their characters.</summary>
    private IEnumerable<(string Line, Func<int, YamlPosition> At)> SeriesLines(YamlNode node)
    {
        var scalars = node is YamlList list ? list.Items : [node];
        foreach (var item in scalars)
        {
            if (item is not YamlScalar { IsNull: false } scalar)
            {
                _file.Error(item.Position, $"series must be text or a list of texts, not {item.Description}", "Write series: | and one series a line.");
                continue;
            }

            var start = 0;
            foreach (var line in scalar.Value.Split('\n'))
            {
                var from = start;
                yield return (line, offset => _text.Locate(scalar, from + offset));
                start += line.Length + 1;
            }
        }
    }

    private long? Count(YamlNode? node, string what)
    {
        if (node is null || _file.Text(node, what) is not { } text) return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count)) return count;

        _file.Error(node.Position, $"{what} must be a number of lines, not '{text}'");
        return null;
    }

    private bool Flag(YamlNode? node, string what)
    {
        if (node is null || _file.Text(node, what) is not { } text) return false;
        if (bool.TryParse(text, out var flag)) return flag;

        _file.Error(node.Position, $"{what} must be true or false, not '{text}'");
        return false;
    }
}
