using System.Text;
using CsCheck;
using LogPair.Processor.Parsing;
using LogPair.Processor.Pipeline.Counting;
using LogPair.Processor.Rules.Expressions.Evaluation;

namespace LogPair.Processor.Tests.Pipeline.Counting;

public sealed class DecisionIndexTests
{
    private static readonly FieldUse[] Uses =
        [new(0, IsPresenceOnly: false), new(1, IsPresenceOnly: true), new(2, IsPresenceOnly: false)];

    private static readonly Gen<(FieldKind Kind, string Text)> Value = Gen.Select(
        Gen.Enum<FieldKind>(), Gen.Int[0, 66], Gen.Char["ab\0"],
        (kind, length, letter) => (kind, new string(letter, length)));

    private static readonly Gen<(FieldKind Kind, string Text)> Likely = Gen.Select(
        Gen.Enum<FieldKind>(), Gen.String[Gen.Char["ab"], 0, 10], (kind, text) => (kind, text));

    [Fact]
    public void RecordsHaveTheSameNumberIfTheyAgreeInWhatIsAsked()
    {
        var record = Gen.Frequency((1, Value), (3, Likely)).Array[3];
        record.Array[1, 200].Sample(records =>
        {
            var key = new RecordKey(Uses);
            var index = new DecisionIndex();
            var known = new Dictionary<string, int>();
            foreach (var values in records)
            {
                var isShort = Set(key, values);
                var asked = values.Where((value, i) => i != 1 && HasBytes(value));
                Assert.Equal(asked.All(value => value.Text.Length <= RecordKey.MaxValueBytes), isShort);
                if (!isShort) continue;

                var text = Describe(values);
                Assert.Equal(known.GetValueOrDefault(text, -1), index.Find(key));
                if (known.TryAdd(text, index.Count)) Assert.Equal(known[text], index.Add(key));
            }
        }, iter: 2_000);
    }

    [Fact]
    public void AnIndexThatWasClearedKnowsNothing()
    {
        var key = new RecordKey(Uses);
        var index = new DecisionIndex();
        Set(key, [(FieldKind.Text, "GET"), (FieldKind.Null, ""), (FieldKind.Number, "200")]);
        index.Add(key);

        index.Clear();

        Assert.Equal((-1, 0, 0), (index.Find(key), index.Count, index.KeyBytes));
    }

    [Fact]
    public void KeysThatDifferInKindsAloneOrInTheLastBytesOfTextsHaveHashesOfTheirOwn()
    {
        var kinds = new RecordKey(Enumerable.Range(0, 12).Select(slot => new FieldUse(slot, IsPresenceOnly: true)));
        var texts = new RecordKey([new FieldUse(0, IsPresenceOnly: false)]);
        var hashes = new HashSet<ulong>();
        var places = new HashSet<ulong>();
        for (var i = 0; i < 4096; i++)
        {
            var fields = new FieldBuffer(Fields(12));
            for (var slot = 0; slot < 12; slot++)
                fields[slot] = new FieldSlice(0, 1, (i >> slot & 1) == 0 ? FieldKind.Missing : FieldKind.Number);
            Assert.True(kinds.TrySet(new LogRecord("1"u8, fields)));
            hashes.Add(kinds.Hash);
            places.Add(kinds.Hash % 8192);

            var text = Encoding.UTF8.GetBytes($"/orders{(char)(32 + (i & 63))}/items/{(char)(32 + (i >> 6))}");
            fields[0] = new FieldSlice(0, text.Length, FieldKind.Text);
            Assert.True(texts.TrySet(new LogRecord(text, fields)));
            hashes.Add(texts.Hash);
            places.Add(texts.Hash % 8192);
        }

        // By chance, 8,192 keys have 5,178 of 8,192 places, give or take some dozens.
        Assert.Equal(8192, hashes.Count);
        Assert.InRange(places.Count, 4500, 8192);
    }

    [Fact]
    public void AKeyIsTheSameWhereverTheLineEnds() => Gen.Select(Likely.Array[3], Gen.String[Gen.Char["ab"], 8, 9]).Sample((values, rest) =>
    {
        // With eight bytes behind each value a shorter way is taken.
        var key = new RecordKey(Uses);
        var fields = new FieldBuffer(Fields());
        var text = string.Concat(values.Select(value => value.Text));
        var start = 0;
        for (var i = 0; i < values.Length; start += values[i++].Text.Length)
            fields[i] = new FieldSlice(start, values[i].Text.Length, values[i].Kind);
        Assert.True(key.TrySet(new LogRecord(Encoding.UTF8.GetBytes(text), fields)));
        var (hash, words) = (key.Hash, key.Words.ToArray());

        Assert.True(key.TrySet(new LogRecord(Encoding.UTF8.GetBytes(text + rest), fields)));

        Assert.Equal(hash, key.Hash);
        Assert.Equal(words, key.Words);
    });

    [Fact]
    public void KeysOfValuesThatDifferAreDifferent() => Gen.Select(Likely, Likely).Sample((one, other) =>
    {
        var (first, second) = (Words(one), Words(other));
        Assert.Equal(one.Kind == other.Kind && (!HasBytes(one) || one.Text == other.Text), first.SequenceEqual(second));
    });

    // Of a record with one value, which more of the line follows.
    private static ulong[] Words((FieldKind Kind, string Text) value)
    {
        var key = new RecordKey([new FieldUse(0, IsPresenceOnly: false)]);
        var fields = new FieldBuffer(Fields()) { [0] = new FieldSlice(0, value.Text.Length, value.Kind) };
        Assert.True(key.TrySet(new LogRecord(Encoding.UTF8.GetBytes(value.Text + " and so on"), fields)));
        return key.Words.ToArray();
    }

    private static bool Set(RecordKey key, (FieldKind Kind, string Text)[] values)
    {
        // The last value ends with the line, the first stands in scratch space.
        var fields = new FieldBuffer(Fields());
        var line = Encoding.UTF8.GetBytes(values[1].Text + values[2].Text);
        fields[0] = fields.Make(Encoding.UTF8.GetBytes(values[0].Text), values[0].Kind);
        fields[1] = new FieldSlice(0, values[1].Text.Length, values[1].Kind);
        fields[2] = new FieldSlice(values[1].Text.Length, values[2].Text.Length, values[2].Kind);
        return key.TrySet(new LogRecord(line, fields));
    }

    private static FieldSet Fields(int count = 3)
    {
        var fields = new FieldSet();
        for (var i = 0; i < count; i++) fields.Add(new FieldPath($"f{i}"));
        return fields;
    }

    private static string Describe((FieldKind Kind, string Text)[] values) => string.Join(
        '|', values.Select((value, i) => i == 1 || !HasBytes(value) ? $"{Seen(value.Kind)}" : $"{value.Kind}:{value.Text}"));

    // A word is looked at, as it may be null; none of ours is.
    private static FieldKind Seen(FieldKind kind) => kind == FieldKind.BareWord ? FieldKind.Text : kind;

    private static bool HasBytes((FieldKind Kind, string Text) value) => value.Kind >= FieldKind.Number;
}
