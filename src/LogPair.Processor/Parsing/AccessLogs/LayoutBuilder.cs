using System.Text;

namespace LogPair.Processor.Parsing.AccessLogs;

/// <summary>Puts a <see cref="Layout"/> together from left to right.</summary>
internal sealed class LayoutBuilder
{
    // What may stand between the parts of a moment: [%{%d/%b/%Y %T}t.%{msec_frac}t %{%z}t].
    private const string TimeSeparators = " .,:T";

    private readonly List<LayoutField> _fields = [];
    private readonly StringBuilder _literal = new();
    private byte[] _before = [];
    private string _lastWritten = "";

    /// <summary>The first two values with nothing between them, as the user wrote them; null if there are none.</summary>
    public (string Left, string Right)? Adjacent { get; private set; }

    public LayoutBuilder Literal(string text)
    {
        _literal.Append(text);
        return this;
    }

    public LayoutBuilder Literal(char one)
    {
        _literal.Append(one);
        return this;
    }

    /// <param name="field">The value that comes next.</param>
    /// <param name="written">What the user wrote for it.</param>
    public LayoutBuilder Field(LayoutField field, string written)
    {
        if (TryMergeTime(field) || TryMergeTarget(field)) return this;
        if (_fields.Count > 0 && _literal.Length == 0) Adjacent ??= (_lastWritten, written);

        EndLiteral();
        _fields.Add(field);
        _lastWritten = written;
        return this;
    }

    /// <returns>Null if there is no value in it.</returns>
    public Layout? Build(LogEscape escape, bool allowsMore = false)
    {
        EndLiteral();
        return _fields.Count == 0 ? null : new Layout
        {
            Before = _before,
            Fields = [.. _fields.Select((field, i) => field with { IsQuoted = escape != LogEscape.None && IsQuoted(i) })],
            Escape = escape,
            AllowsMore = allowsMore,
        };
    }

    private bool TryMergeTime(LayoutField field)
    {
        if (!field.IsTime || _fields is not [.., { IsTime: true } last]) return false;

        var between = _literal.ToString();
        if (!between.All(TimeSeparators.Contains)) return false;

        _fields[^1] = last with { Spaces = last.Spaces + field.Spaces + between.Count(one => one == ' ') };
        _literal.Clear();
        return true;
    }

    // %U%q and $uri$is_args$args are the target of the request, which has its own way to be split.
    private bool TryMergeTarget(LayoutField field)
    {
        if (_literal.Length > 0 || _fields.Count == 0) return false;

        var isTarget = (_fields[^1], field) switch
        {
            ({ Name: "uri" or "document_uri" }, { Shape: ValueShape.Query } or { Name: "is_args" }) => true,
            ({ IsQueryOpen: true }, { Name: "args" or "query_string" }) => true,
            _ => false,
        };
        if (isTarget)
            _fields[^1] = new LayoutField("request_uri", ValueShape.Target) { IsQueryOpen = field.Name == "is_args" };
        return isTarget;
    }

    private void EndLiteral()
    {
        var bytes = Encoding.UTF8.GetBytes(_literal.ToString());
        _literal.Clear();
        if (_fields.Count == 0) _before = bytes;
        else _fields[^1] = _fields[^1] with { After = bytes };
    }

    private bool IsQuoted(int field)
    {
        var before = field == 0 ? _before : _fields[field - 1].After;
        return before is [.., (byte)'"'] && _fields[field].After is [(byte)'"', ..];
    }
}
