using System.Text;

namespace LogPair.Processor.Parsing.Text.Templates;

/// <summary>Puts a template together from left to right, and refuses what could not be read back.</summary>
/// <param name="fail">Gets the first problem and how to mend it: others mostly follow from it.</param>
internal sealed class TemplateBuilder(Action<string, string> fail)
{
    private readonly List<TemplateHole> _holes = [];
    private readonly StringBuilder _literal = new();
    private string _lastWritten = "";
    private byte[] _start = [];

    public bool HasFailed { get; private set; }

    /// <summary>The hole that was added last, if nothing but the literal follows it; else null.</summary>
    public TemplateHole? Last => _holes.Count == 0 ? null : _holes[^1];

    /// <summary>What was written since the last hole.</summary>
    public string Literal => _literal.ToString();

    public void Add(char literal) => _literal.Append(literal);

    public void Add(string literal) => _literal.Append(literal);

    /// <param name="hole">Comes next.</param>
    /// <param name="written">What the user wrote for it.</param>
    public void Add(TemplateHole hole, string written)
    {
        EndLiteral();
        if (_holes is [.., { Literal: [] }])
        {
            Fail($"nothing stands between {_lastWritten} and {written}, so where one ends cannot be told",
                "Put a space or another mark between them, in the application too.");
        }

        if (_holes.Count == TemplateParser.MaxHoles)
            Fail($"there are more than {TemplateParser.MaxHoles} properties", "Leave some out.");
        if (_holes.Any(other => other.Name == hole.Name))
            Fail($"{written} occurs twice", "Leave one of them out.");
        if (hole.Kind == HoleKind.Timestamp && _holes.Any(other => other.Kind == HoleKind.Timestamp))
            Fail("there are two times", "Leave one of them out.");

        _holes.Add(hole);
        _lastWritten = written;
    }

    /// <summary>Puts another hole, and no literal, in the place of the last one.</summary>
    public void Replace(TemplateHole hole)
    {
        _literal.Clear();
        _holes[^1] = hole;
    }

    public void Fail(string message, string hint)
    {
        if (!HasFailed) fail(message, hint);
        HasFailed = true;
    }

    /// <param name="hasException">Whether an exception may follow the first line.</param>
    /// <returns>Null if there are problems.</returns>
    public LineTemplate? Build(bool hasException)
    {
        EndLiteral();
        return HasFailed ? null : new LineTemplate { Start = _start, Holes = [.. _holes], HasException = hasException };
    }

    private void EndLiteral()
    {
        var literal = Encoding.UTF8.GetBytes(_literal.ToString());
        _literal.Clear();
        if (_holes.Count == 0) _start = literal;
        else if (literal.Length > 0) _holes[^1] = _holes[^1] with { Literal = literal };
    }
}
