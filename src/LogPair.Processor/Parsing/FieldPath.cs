namespace LogPair.Processor.Parsing;

/// <summary>Names a field of a record: a property, or a member within one.</summary>
/// <remarks>
/// A first member that starts with <c>@</c> is a built-in field in Serilog's sense, whatever the format calls it:
/// <c>@t</c> time, <c>@l</c> level, <c>@m</c> message, <c>@mt</c> message template, <c>@x</c> exception,
/// <c>@i</c> event id, <c>@tr</c> trace id, <c>@sp</c> span id. Other names are properties, case-sensitive.
/// </remarks>
internal sealed class FieldPath : IEquatable<FieldPath>
{
    public FieldPath(params string[] members)
    {
        ArgumentOutOfRangeException.ThrowIfZero(members.Length);
        Members = members;
    }

    /// <summary>From the outermost to the innermost; at least one.</summary>
    public IReadOnlyList<string> Members { get; }

    public bool IsBuiltIn => Members[0].StartsWith('@');

    public bool Equals(FieldPath? other) => other is not null && Members.SequenceEqual(other.Members);

    public override bool Equals(object? obj) => Equals(obj as FieldPath);

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    public override string ToString() => string.Join('.', Members);
}
