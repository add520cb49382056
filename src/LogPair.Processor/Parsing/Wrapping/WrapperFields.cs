using LogPair.Processor.Parsing.Json;

namespace LogPair.Processor.Parsing.Wrapping;

/// <summary>Gives a record what its wrapper says and it does not say itself: time, stream, Docker's attributes.</summary>
/// <remarks>One owner thread.</remarks>
internal sealed class WrapperFields
{
    private const string AttributesName = "attrs";

    private readonly FieldSet _fields;
    private readonly int[] _times;
    private readonly int[] _streams;

    // Slots of the record, by slot of _members.
    private readonly int[] _attributes;
    private readonly JsonObjectReader _members;
    private readonly FieldBuffer _values = new(new FieldSet());

    /// <param name="fields">What rules ask for; complete.</param>
    public WrapperFields(FieldSet fields)
    {
        _fields = fields;
        _times = SlotsOf(path => path is ["@t"]);
        _streams = SlotsOf(path => path is ["stream"] or ["@p", "stream"]);
        _attributes = SlotsOf(path => path is [AttributesName, _, ..] or ["@p", AttributesName, _, ..]);
        var wanted = new WantedMembers();
        for (var i = 0; i < _attributes.Length; i++) wanted.Add(Path(fields[_attributes[i]]), i);
        _members = new JsonObjectReader(wanted, _attributes.Length);
    }

    /// <param name="fields">Of a record that was parsed.</param>
    /// <param name="wrapped">What its line, or the first of its lines, was wrapped in.</param>
    public void Fill(FieldBuffer fields, scoped in WrappedLine wrapped)
    {
        if (!wrapped.Time.IsEmpty) Fill(fields, _times, wrapped.Time);
        if (!wrapped.Stream.IsEmpty) Fill(fields, _streams, wrapped.Stream);
        if (_attributes.Length > 0 && !wrapped.Attributes.IsEmpty) FillAttributes(fields, wrapped.Attributes);
    }

    private static void Fill(FieldBuffer fields, int[] slots, ReadOnlySpan<byte> text)
    {
        foreach (var slot in slots)
        {
            if (fields[slot].Kind == FieldKind.Missing) fields[slot] = fields.Make(text, FieldKind.Text);
        }
    }

    private void FillAttributes(FieldBuffer fields, ReadOnlySpan<byte> attributes)
    {
        if (_members.Read(attributes, _values) != ParseOutcome.Parsed) return;

        var record = new LogRecord(attributes, _values);
        for (var i = 0; i < _attributes.Length; i++)
        {
            var slot = _attributes[i];
            if (fields[slot].Kind == FieldKind.Missing && _values[i].Kind != FieldKind.Missing)
                fields[slot] = fields.Make(record.Raw(i), _values[i].Kind);
        }
    }

    private int[] SlotsOf(Func<string[], bool> isWanted) =>
        [.. Enumerable.Range(0, _fields.Count).Where(slot => isWanted([.. _fields[slot].Members]))];

    // From within the object of attributes.
    private static IEnumerable<string> Path(FieldPath field) =>
        field.Members.SkipWhile(name => name != AttributesName).Skip(1);
}
