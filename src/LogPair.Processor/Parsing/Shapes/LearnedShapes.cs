namespace LogPair.Processor.Parsing.Shapes;

/// <inheritdoc cref="LineShapes"/>
/// <typeparam name="TGrammar">Of the values.</typeparam>
internal sealed class LearnedShapes<TGrammar> : LineShapes
    where TGrammar : struct, IValueGrammar
{
    /// <summary>Most shapes that are known at a time.</summary>
    public const int MaxShapes = 256;
    private const int MaxAttempts = 4 * MaxShapes;
    private const int MaxValues = 128;
    private const int MaxLineBytes = 16 * 1024;

    // Lines of other shapes after which those that are known are given up: they may be those of another time.
    private const int PatienceWithOthers = 100_000;

    private readonly IRawParser _parser;
    private readonly LevelField _level;
    private readonly int _slots;
    private readonly ShapeTree _tree = new();
    private readonly FieldSlice[] _values = new FieldSlice[MaxValues];
    private readonly List<ShapeValue> _found = [];
    private int _attempts;
    private int _others;

    /// <param name="parser">Whose lines they are.</param>
    /// <param name="fields">What it extracts.</param>
    public LearnedShapes(IRawParser parser, FieldSet fields)
    {
        _parser = parser;
        _slots = fields.Count;
        _level = new LevelField(fields);
    }

    public override int Match(ReadOnlySpan<byte> text, FieldBuffer fields, out int ending)
    {
        var at = 0;
        var values = _values;
        var count = 0;
        ending = 0;
        for (var node = _tree.Root; node is not null;)
        {
            if (!node.IsAt(text, at)) return -1;

            at += node.Length;
            if (node.AfterValue is { } after)
            {
                at = TGrammar.Pass(text, at, node.Depth, out values[count++]);
                if (at < 0) return -1;

                node = after;
            }
            else if (node.End is { } end)
            {
                ending = end.Ending;
                Fill(text, fields, end);
                return at - ending;
            }
            else
            {
                if (at == text.Length) return -1;

                node = node.WayOf(text[at]);
            }
        }

        return -1;
    }

    public override void Learn(ReadOnlySpan<byte> line, FieldBuffer fields, bool hasCarriageReturn)
    {
        if (!MayLearn() || line.Length > MaxLineBytes || line.Contains((byte)'\n')) return;
        var parsed = _parser.ParseRaw(line, fields);
        if (parsed is not { Outcome: ParseOutcome.Parsed, IsByShape: true }) return;

        _found.Clear();
        TGrammar.FindValues(line, _found);
        if (_found.Count > MaxValues) return;

        var slots = new int[_slots];
        for (var slot = 0; slot < _slots; slot++)
        {
            if (!TryFind(fields[slot], out slots[slot])) return;
        }

        var ending = hasCarriageReturn ? "\r\n"u8 : "\n"u8;
        _tree.Add(
            Pieces(line, ending),
            [.. _found.Select(value => value.Depth)],
            new ShapeEnd(slots, parsed.ImpliesLevel, ending.Length));
    }

    // Learning costs as much as parsing some lines, so that lines without a common shape must not be learned for ever.
    private bool MayLearn()
    {
        if (_tree.Count < MaxShapes && _attempts < MaxAttempts)
        {
            _attempts++;
            return true;
        }

        if (++_others < PatienceWithOthers) return false;

        if (_tree.Count == MaxShapes) _tree.Clear();
        _others = _attempts = 0;
        return false;
    }

    /// <summary>Finds the value of the line that a slot has.</summary>
    /// <returns>False if it is none: an object, or made by the parser.</returns>
    private bool TryFind(FieldSlice slice, out int value)
    {
        value = slice.Kind == FieldKind.Missing ? ShapeEnd.None : ShapeEnd.Flag;
        if (slice.Kind == FieldKind.Missing || slice is { Kind: FieldKind.True, Length: 0 }) return true;

        value = _found.FindIndex(found => slice.Start >= found.Start && slice.Start + slice.Length <= found.End);
        return value >= 0 && slice.Start - _found[value].Start == _found[value].End - slice.Start - slice.Length;
    }

    private byte[][] Pieces(ReadOnlySpan<byte> line, ReadOnlySpan<byte> ending)
    {
        var pieces = new byte[_found.Count + 1][];
        var start = 0;
        for (var i = 0; i < _found.Count; i++)
        {
            pieces[i] = line[start.._found[i].Start].ToArray();
            start = _found[i].End;
        }

        pieces[^1] = [.. line[start..], .. ending];
        return pieces;
    }

    private void Fill(ReadOnlySpan<byte> text, FieldBuffer fields, ShapeEnd end)
    {
        fields.Restart();
        var slots = end.Slots;
        var values = _values;
        for (var slot = 0; slot < slots.Length; slot++)
        {
            var value = slots[slot];
            if (value >= 0) fields[slot] = TGrammar.Finish(text, values[value], fields);
            else fields[slot] = value == ShapeEnd.Flag ? new FieldSlice(0, 0, FieldKind.True) : default;
        }

        _level.Normalize(text, fields, end.ImpliesLevel);
    }
}
