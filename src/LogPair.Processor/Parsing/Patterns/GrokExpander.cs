using System.Text;

namespace LogPair.Processor.Parsing.Patterns;

/// <summary>Writes named patterns out, and remembers which group is which field.</summary>
internal sealed class GrokExpander
{
    private const int MaxDepth = 50;

    private readonly IReadOnlyDictionary<string, string> _own;
    private readonly StringBuilder _text = new();
    private readonly List<PatternField> _fields = [];
    private readonly List<string> _open = [];

    private GrokExpander(IReadOnlyDictionary<string, string> own)
    {
        _own = own;
    }

    /// <param name="pattern">With <c>%{NAME:field:int}</c> in it.</param>
    /// <param name="own">Patterns by name that come before those of the library.</param>
    /// <param name="fields">The fields of what was written out; groups that have a name themselves are not among them.</param>
    /// <param name="problem">What is wrong, or null.</param>
    public static string Expand(
        string pattern, IReadOnlyDictionary<string, string> own, out IReadOnlyList<PatternField> fields, out PatternProblem? problem)
    {
        var expander = new GrokExpander(own);
        problem = expander.Append(pattern);
        fields = expander._fields;
        return expander._text.ToString();
    }

    private PatternProblem? Append(string pattern)
    {
        var at = 0;
        while (pattern.IndexOf("%{", at, StringComparison.Ordinal) is var start and >= 0)
        {
            _text.Append(pattern, at, start - at);
            at = start;
            if (pattern.IndexOf('}', start) is not (var end and >= 0))
                return new PatternProblem(start, "this %{ has no }", "Write %{NAME} or %{NAME:field}.");

            if (AppendNamed(pattern[(start + 2)..end], start) is { } problem) return problem;
            at = end + 1;
        }

        _text.Append(pattern, at, pattern.Length - at);
        return _text.Length > Pattern.MaxLength
            ? new PatternProblem(0, $"written out, the pattern is longer than {Pattern.MaxLength} characters", "")
            : null;
    }

    // Reference: NAME, NAME:field or NAME:field:type.
    private PatternProblem? AppendNamed(string reference, int at)
    {
        var parts = reference.Split(':');
        var name = parts[0].Trim();
        var found = _own.GetValueOrDefault(name) ?? GrokLibrary.Patterns.GetValueOrDefault(name);
        if (found is null)
            return new PatternProblem(at, $"there is no pattern {name}", NearestPattern(name));
        if (_open.Contains(name) || _open.Count == MaxDepth)
            return new PatternProblem(at, $"the pattern {name} contains itself: {string.Join(" → ", _open.Append(name))}", "");
        if (Kind(parts) is not { } kind)
            return new PatternProblem(at, $"'{reference}' is not a name, a field and a type", "Types are int and float: %{NUMBER:bytes:int}.");

        _open.Add(name);
        _text.Append(parts.Length == 1 ? "(?:" : $"(?<{AddField(parts[1].Trim(), kind)}>");
        var problem = Append(found);
        _text.Append(')');
        _open.RemoveAt(_open.Count - 1);
        return problem is null || _open.Count > 0 ? problem : problem with { At = at };
    }

    private string NearestPattern(string name) => NearestName.Hint(name, _own.Keys.Concat(GrokLibrary.Patterns.Keys).Distinct());

    private static PatternFieldKind? Kind(string[] parts) => parts switch
    {
        [_] or [_, { Length: > 0 }] => PatternFieldKind.AsWritten,
        [_, { Length: > 0 }, "int" or "integer" or "long"] => PatternFieldKind.Integer,
        [_, { Length: > 0 }, "float" or "double"] => PatternFieldKind.Number,
        [_, { Length: > 0 }, "string"] => PatternFieldKind.AsWritten,
        _ => null,
    };

    private string AddField(string field, PatternFieldKind kind)
    {
        var group = $"grok.{_fields.Count}";
        _fields.Add(new PatternField(group, FieldNames.Plain(field), kind));
        return group;
    }
}
