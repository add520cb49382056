using System.Text;
using CsCheck;
using LogPair.Processor.Parsing;

namespace LogPair.Processor.Tests.Parsing;

/// <summary>Values without quotes that nobody has looked at yet read like those that a parser has looked at.</summary>
public sealed class LogRecordTests
{
    private static readonly Gen<string> Bare = Gen.OneOf(
        Gen.String[Gen.Char["0019.-+eE"], 0, 20],
        Gen.Decimal.Select(number => $"{number}"),
        Gen.OneOf<string>("", "0", "007", "-01", "01.5", "-", "1.", ".5", "true", "truE", "false", "null", "nul", "<nil>", "9x"));

    [Fact]
    public void ABareValueHasTheKindAndTheNumberThatItsTextTells() =>
        Gen.Select(Bare, Gen.Bool, Gen.Bool, Gen.OneOf<string>("", " 1", " and so on")).Sample((text, isWord, isFirst, rest) =>
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            var kind = isWord ? BareValue.KindOf(bytes) : FlatFields.KindOf(bytes);
            var isNumber = JsonNumber.TryParse(bytes, out var expected) && kind == FieldKind.Number;

            var record = Record(text, rest, isWord ? FieldKind.BareWord : FieldKind.Bare);
            if (!isFirst) Assert.Equal(kind, record.Kind(0));
            Assert.Equal(isNumber, record.TryGetNumber(0, out var number));
            if (isNumber) Assert.Equal(expected, number);
            Assert.Equal(kind, record.Kind(0));
            Assert.Equal(bytes, record.Raw(0));
        }, iter: 20_000);

    private static LogRecord Record(string text, string rest, FieldKind kind)
    {
        var names = new FieldSet();
        names.Add(new FieldPath("value"));
        var fields = new FieldBuffer(names);
        fields[0] = new FieldSlice(1, Encoding.UTF8.GetByteCount(text), kind);
        return new LogRecord(Encoding.UTF8.GetBytes($"={text}{rest}"), fields);
    }
}
