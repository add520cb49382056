using System.Text;
using System.Text.Json;
using LogPair.Processor.Parsing;

namespace LogPair.Host.Starter;

/// <summary>Collects the names that the values of a file have.</summary>
internal sealed class FieldNames : IEventTaker
{
    /// <summary>Most fields that are looked at; those seen first.</summary>
    public const int MaxFields = 200;

    // A log whose names are longer has data in the place of names.
    private const int MaxNameBytes = 100;

    // Deeper than loggers nest what they are told; deeper members are seldom labels.
    private const int MaxDepth = 3;

    private static readonly string[] BuiltIns = ["@t", "@l", "@m", "@x", "@tr"];

    private readonly Dictionary<string, FieldName> _names = new(StringComparer.Ordinal);
    private readonly bool _isJson;
    private readonly bool _isClef;

    /// <param name="format">That the file is read in.</param>
    public FieldNames(string format)
    {
        _isClef = format == "clef";
        _isJson = _isClef || format == "json";
        Fields = new FieldSet { NameListener = AddFlat };
    }

    /// <summary>For the parser of the file, so that names of flat formats are heard of.</summary>
    public FieldSet Fields { get; }

    /// <summary>Whether there were more than <see cref="MaxFields"/>.</summary>
    public bool IsFull { get; private set; }

    /// <summary>Built-in fields first, then properties in the order in which they were seen.</summary>
    public IReadOnlyList<FieldName> All => [.. BuiltIns.Select(FieldName.BuiltIn), .. _names.Values];

    public void Take(scoped in LogRecord record)
    {
        if (_isJson) AddMembers(record.Line);
    }

    public void Refuse(ParseOutcome outcome, ReadOnlySpan<byte> text, int lines)
    {
    }

    private void AddMembers(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        var path = new List<string>();
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName when Name(ref reader) is { } name:
                    path.RemoveRange(reader.CurrentDepth - 1, path.Count - reader.CurrentDepth + 1);
                    path.Add(name);
                    reader.Read();
                    if (reader.TokenType == JsonTokenType.StartObject && path.Count < MaxDepth) break;
                    if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray)) AddPath(path);
                    reader.Skip();
                    break;
                case JsonTokenType.PropertyName:
                    reader.Skip();
                    break;
                default:
                    break;
            }
        }
    }

    // Bytes that are not UTF-8 pass in text, but are no name.
    private static string? Name(ref Utf8JsonReader reader)
    {
        if (reader.ValueSpan.Length > MaxNameBytes) return null;

        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private void AddPath(List<string> path)
    {
        var members = path.ToArray();
        if (_isClef)
        {
            // Source: CLEF, "Reified properties": the name of a property that begins with @ gets a second one.
            if (members[0].StartsWith("@@", StringComparison.Ordinal)) members[0] = members[0][1..];
            else if (members[0].StartsWith('@')) return;
            Add(members);
            return;
        }

        // What an object for properties holds goes by its own name.
        if (members is [var container, _, ..] && BuiltInFields.Containers.Contains(container)) members = members[1..];
        if (IsUsual(path) || IsUsual(members)) return;

        Add(members.Length == 1 ? Parts(members[0]) : members);
    }

    private void AddFlat(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length is 0 or > MaxNameBytes) return;

        var name = Encoding.UTF8.GetString(utf8);
        if (!IsUsual([name])) Add(Parts(name));
    }

    private static bool IsUsual(IEnumerable<string> members) =>
        BuiltInFields.UsualNames.Contains(string.Join('.', members));

    // A name with dots is that of a member, too: @p['a.b'] and a.b are the same.
    private static string[] Parts(string name) =>
        name.Split('.') is var parts && parts.All(part => part.Length > 0) ? parts : [name];

    private void Add(string[] members)
    {
        if (members.Any(member => member.Length == 0 || member.Contains('\ufffd') || member.Contains('\0'))) return;

        var field = FieldName.Property(members);
        if (_names.ContainsKey(field.Text)) return;

        IsFull = _names.Count >= MaxFields;
        if (!IsFull) _names.Add(field.Text, field);
    }
}
