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
    private const int MaxValues = 128;
    private const int MaxLineBytes = 16 * 1024;

    private const int MaxNarrowShapes = 64;
    private const int MaxNarrowBytes = 4 * 1024;

    // Lines of other shapes after which those that are known are given up: they may be those of another time.
    private const int PatienceWithOthers = 100_000;

    private readonly IRawParser _parser;
    private readonly LevelField _level;
    private readonly int _slots;
    private readonly int _levelSlot;

    // Narrow shapes are wide ones with constant values, and come first because they cost less.
    private readonly ShapeTree _wide = new();
    private readonly ShapeTree _narrow = new();
    private int _generation;

    // By source, see ShapeEnd.
    private readonly FieldSlice[] _values = new FieldSlice[ShapeEnd.FirstOfLine + MaxValues];
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
        _levelSlot = fields.IndexOf(LevelField.Path);
        _values[ShapeEnd.Flag] = new FieldSlice(0, 0, FieldKind.True);
        _values[ShapeEnd.ImpliedLevel] = FieldBuffer.ImpliedInformation;
    }

    /// <summary>Narrow shapes that were ever learned.</summary>
    public int Narrowed { get; private set; }

    public override int Match(ReadOnlySpan<byte> text, FieldBuffer fields, out int ending)
    {
        ending = 0;
        var end = Walk(text, _narrow.Root, _values, out var length) ?? WalkWide(text, out length);
        if (end is null) return -1;

        Fill(text, fields, end);
        ending = end.Ending;
        return length - ending;
    }

    private ShapeEnd? WalkWide(ReadOnlySpan<byte> text, out int length)
    {
        var end = Walk(text, _wide.Root, _values, out length);
        if (end?.Constants is { } constants && constants.IsDue()) Narrow(text[..length], end, constants);
        return end;
    }

    /// <param name="text">As for <see cref="Match"/>.</param>
    /// <param name="node">The first.</param>
    /// <param name="values">Gets the line's values; no shape has more than there is room for.</param>
    /// <param name="at">Bytes of the line with its ending.</param>
    /// <returns>Null if the line is of no known shape.</returns>
    private static ShapeEnd? Walk(ReadOnlySpan<byte> text, ShapeNode? node, FieldSlice[] values, out int at)
    {
        at = 0;
        var place = 0;
        var next = ShapeEnd.FirstOfLine;
        while (node is not null)
        {
            if (!node.IsAt(text, place)) return null;

            place += node.Length;
            if (node.AfterValue is not null)
            {
                ref var value = ref values[next++];
                var past = TGrammar.PassShort(text, place, out value);
                if (past == 0) past = PassLong(text, place, node.Depth, out value);
                if (past < 0) return null;

                // Both are the same place: a length that is always the same is known before the bytes are, and the
                // processor, which guesses that the two are equal, looks at what follows meanwhile.
                if (past == place + node.UsualLength) place += node.UsualLength;
                else place = past;
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

    /// <summary>
    /// Learns a narrow shape: one of which the values that never change are a part, so that they need no look of their own.
    /// </summary>
    /// <param name="line">With its ending.</param>
    /// <param name="end">Of its wide shape, by which it was matched.</param>
    /// <param name="constants">Of that.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Narrow(ReadOnlySpan<byte> line, ShapeEnd end, ConstantValues constants)
    {
        if (line.Length > MaxNarrowBytes) return;
        if (constants.Generation == _generation)
        {
            // Its lines should have been of a narrow shape. What is known of others stays, unless there is no room.
            constants.Doubt();
            if (_narrow.Count == MaxNarrowShapes) ForgetNarrow();
        }

        _found.Clear();
        TGrammar.FindValues(line[..^end.Ending], _found);
        if (constants.Look(line, _found) is not { } areConstant) return;

        if (_narrow.Count == MaxNarrowShapes)
        {
            constants.Doubt();
            return;
        }

        constants.Generation = _generation;
        var kept = Enumerable.Range(0, _found.Count)
            .Where(value => !areConstant[value] || end.Sources.Contains(ShapeEnd.FirstOfLine + value))
            .ToList();
        var sources = end.Sources
            .Select(source => source < ShapeEnd.FirstOfLine ? source : ShapeEnd.FirstOfLine + kept.IndexOf(source - ShapeEnd.FirstOfLine));
        Narrowed++;
        Add(
            _narrow, line, [.. kept.Select(value => _found[value])], [.. kept.Select(value => constants.Lengths[value])],
            new ShapeEnd([.. sources], end.HasLevel, end.Ending));
    }

    private void ForgetNarrow()
    {
        _narrow.Clear();
        _generation++;
    }

    private static void Add(ShapeTree tree, ReadOnlySpan<byte> line, List<ShapeValue> values, int[] lengths, ShapeEnd end) =>
        tree.Add(Pieces(line, values), [.. values.Select(value => value.Depth)], lengths, end);

    /// <summary>Goes past a value that is not short.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int PassLong(ReadOnlySpan<byte> text, int at, int depth, out FieldSlice value)
    {
        var past = TGrammar.PassPlain(text, at, out value);
        return past > 0 ? past : TGrammar.Pass(text, at, depth, out value);
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
        var end = new ShapeEnd(sources, hasLevel, ending.Length) { Constants = new ConstantValues() };
        Add(_wide, [.. line, .. ending], _found, new int[_found.Count], end);
    }

    // Learning costs as much as parsing some lines, so that lines without a common shape must not be learned for ever.
    private bool MayLearn()
    {
        if (_wide.Count < MaxShapes && _attempts < MaxAttempts)
        {
            _attempts++;
            return true;
        }

        if (++_others < PatienceWithOthers) return false;

        if (_wide.Count == MaxShapes)
        {
            _wide.Clear();
            ForgetNarrow();
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

    /// <summary>What stands before each value, and after the last.</summary>
    private static byte[][] Pieces(ReadOnlySpan<byte> line, List<ShapeValue> values)
    {
        var pieces = new byte[values.Count + 1][];
        var start = 0;
        for (var i = 0; i < values.Count; i++)
        {
            pieces[i] = line[start..values[i].Start].ToArray();
            start = values[i].End;
        }

        pieces[^1] = line[start..].ToArray();
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
