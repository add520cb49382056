using System.Runtime.CompilerServices;

namespace LogPair.Processor.Parsing.Shapes;

/// <inheritdoc cref="LineShapes"/>
/// <typeparam name="TGrammar">Of the values.</typeparam>
internal sealed class LearnedShapes<TGrammar> : LineShapes
    where TGrammar : struct, IValueGrammar
{
    /// <summary>Most shapes that are known at a time.</summary>
    public const int MaxShapes = 256;
    private const int MaxAttempts = 4 * MaxShapes;

    // Places whose usual values are remembered: bounds the memory of them by 300 KiB.
    private const int MaxUsualPlaces = 64;
    private const int MaxValues = 128;
    private const int MaxLineBytes = 16 * 1024;

    // Lines of other shapes after which those that are known are given up: they may be those of another time.
    private const int PatienceWithOthers = 100_000;

    private readonly IRawParser _parser;
    private readonly LevelField _level;
    private readonly int _slots;
    private readonly int _levelSlot;
    private readonly ShapeTree _tree = new();

    // By source, see ShapeEnd.
    private readonly FieldSlice[] _values = new FieldSlice[ShapeEnd.FirstOfLine + MaxValues];
    private readonly List<ShapeValue> _found = [];
    private int _attempts;
    private int _others;
    private int _usualPlaces;

    /// <param name="parser">Whose lines they are.</param>
    /// <param name="fields">What it extracts.</param>
    public LearnedShapes(IRawParser parser, FieldSet fields)
    {
        _parser = parser;
        _slots = fields.Count;
        _level = new LevelField(fields);
        _levelSlot = fields.IndexOf(LevelField.Path);
        _values[ShapeEnd.Flag] = new FieldSlice(0, 0, FieldKind.True);
        _values[ShapeEnd.ImpliedLevel] = FieldBuffer.ImpliedInformation;
    }

    public override int Match(ReadOnlySpan<byte> text, FieldBuffer fields, out int ending)
    {
        ending = 0;
        var end = Walk(text, _tree.Root, ref _values[ShapeEnd.FirstOfLine], out var length);
        if (end is null) return -1;

        Fill(text, fields, end);
        ending = end.Ending;
        return length - ending;
    }

    /// <param name="text">As for <see cref="Match"/>.</param>
    /// <param name="node">The first.</param>
    /// <param name="value">Where the line's values go; no shape has more than there is room for.</param>
    /// <param name="at">Bytes of the line with its ending.</param>
    /// <returns>Null if the line is of no known shape.</returns>
    private ShapeEnd? Walk(ReadOnlySpan<byte> text, ShapeNode? node, ref FieldSlice value, out int at)
    {
        at = 0;
        var place = 0;
        while (node is not null)
        {
            if (!node.IsAt(text, place)) return null;

            place += node.Length;
            if (node.AfterValue is not null)
            {
                var past = TGrammar.PassShort(text, place, out value);
                if (past == 0) past = PassLong(node, text, place, out value);
                if (past < 0) return null;

                place = past;
                value = ref Unsafe.Add(ref value, 1);
                node = node.AfterValue;
            }
            else if (node.End is { } end)
            {
                at = place;
                return end;
            }
            else
            {
                if (place == text.Length) return null;

                node = node.WayOf(text[place]);
            }
        }

        return null;
    }

    /// <summary>Goes past a value that is not short.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int PassLong(ShapeNode node, ReadOnlySpan<byte> text, int at, out FieldSlice value)
    {
        var past = TGrammar.PassPlain(text, at, out value);
        return past > 0 ? past : PassCostly(node, text, at, out value);
    }

    /// <summary>Goes past a value that is costly to check, and may be one that comes again and again at its place.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int PassCostly(ShapeNode node, ReadOnlySpan<byte> text, int at, out FieldSlice value)
    {
        if (node.Usual is null && _usualPlaces < MaxUsualPlaces)
        {
            node.Usual = new UsualValues();
            _usualPlaces++;
        }

        if (node.Usual is not { } usual) return TGrammar.Pass(text, at, node.Depth, out value);

        var past = usual.Pass(text, at, out value);
        if (past > 0) return past;

        past = TGrammar.Pass(text, at, node.Depth, out value);
        if (past > 0) usual.Learn(text, at, past, value);
        return past;
    }

    public override void Learn(ReadOnlySpan<byte> line, FieldBuffer fields, bool hasCarriageReturn)
    {
        if (!MayLearn() || line.Length > MaxLineBytes || line.Contains((byte)'\n')) return;
        var parsed = _parser.ParseRaw(line, fields);
        if (parsed is not { Outcome: ParseOutcome.Parsed, IsByShape: true }) return;

        _found.Clear();
        TGrammar.FindValues(line, _found);
        if (_found.Count > MaxValues) return;

        var sources = new int[_slots];
        for (var slot = 0; slot < _slots; slot++)
        {
            if (!TryFind(fields[slot], out sources[slot])) return;
        }

        var hasLevel = _levelSlot >= 0 && sources[_levelSlot] != ShapeEnd.Missing;
        if (_levelSlot >= 0 && !hasLevel && parsed.ImpliesLevel) sources[_levelSlot] = ShapeEnd.ImpliedLevel;

        var ending = hasCarriageReturn ? "\r\n"u8 : "\n"u8;
        _tree.Add(
            Pieces(line, ending),
            [.. _found.Select(value => value.Depth)],
            new ShapeEnd(sources, hasLevel, ending.Length));
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

        if (_tree.Count == MaxShapes)
        {
            _tree.Clear();
            _usualPlaces = 0;
        }

        _others = _attempts = 0;
        return false;
    }

    /// <summary>Finds the value of the line that a slot has.</summary>
    /// <returns>False if it is none: an object, or made by the parser.</returns>
    private bool TryFind(FieldSlice slice, out int source)
    {
        source = slice.Kind == FieldKind.Missing ? ShapeEnd.Missing : ShapeEnd.Flag;
        if (slice.Kind == FieldKind.Missing || slice is { Kind: FieldKind.True, Length: 0 }) return true;

        var value = _found.FindIndex(found => slice.Start >= found.Start && slice.Start + slice.Length <= found.End);
        source = ShapeEnd.FirstOfLine + value;
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
        var values = _values;
        var sources = end.Sources;
        var slices = fields.Slices[..sources.Length];
        for (var slot = 0; slot < slices.Length; slot++) slices[slot] = TGrammar.Finish(text, values[sources[slot]], fields);

        if (end.HasLevel) _level.Normalize(text, fields);
    }
}
