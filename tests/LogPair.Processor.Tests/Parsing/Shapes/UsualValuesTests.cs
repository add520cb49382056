using System.Text;
using LogPair.Processor.Parsing;
using LogPair.Processor.Parsing.Json;
using LogPair.Processor.Parsing.Shapes;

namespace LogPair.Processor.Tests.Parsing.Shapes;

public sealed class UsualValuesTests
{
    private readonly UsualValues _values = new();

    [Fact]
    public void AKnownValueIsPassedWhereverItStands()
    {
        Learn("x=\"a \\\"b\\\" c\",", at: 2);
        var text = Padded("12345:\"a \\\"b\\\" c\",");

        Assert.Equal(6 + 11, _values.Pass(text, 6, out var value));
        Assert.Equal(new FieldSlice(7, 9, FieldKind.EscapedText), value);
    }

    [Theory]
    [InlineData("-1.5e3,", "-1.5e30,")]
    [InlineData("-1.5e3,", "-1.5e3}")]
    [InlineData("[1,2],", "[1,3],")]
    [InlineData("[1,\"0123456789012345678901234567890123456789\"],", "[1,\"012345678901234567890123456789012345678x\"],")]
    public void AnyOtherValueIsNot(string known, string other)
    {
        Learn(known, at: 0);

        Assert.NotEqual(0, _values.Pass(Padded(known), 0, out _));
        Assert.Equal(0, _values.Pass(Padded(other), 0, out _));
    }

    [Fact]
    public void ValuesThatComeNoMoreMakeRoom()
    {
        for (var turn = 0; turn < 2; turn++)
        {
            for (var i = 0; i < 10_000; i++) See($"[\"{turn}-{i % UsualValues.MaxValues}\"]");
            for (var i = 0; i < UsualValues.MaxValues; i++) Assert.True(See($"[\"{turn}-{i}\"]"));
        }
    }

    [Fact]
    public void WhereNoValueComesAgainItStopsLookingAndTriesAnewLater()
    {
        for (var i = 0; i < 1_000; i++) See($"[{i}]");
        Assert.False(See("[true]") || See("[true]"));

        for (var i = 0; i < 10_000; i++) See("[true]");
        Assert.True(See("[true]"));
    }

    [Fact]
    public void ChangingValuesAllocateNothingInTheLongRun()
    {
        var texts = Enumerable.Range(0, 64).Select(i => Padded($"[{new string('1', i)}0],")).ToArray();
        for (var i = 0; i < 100_000; i++) See(texts[i % 3 == 0 ? i % 64 : 7]);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100_000; i++) See(texts[i % 3 == 0 ? i % 64 : 7]);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private bool See(string json) => See(Padded(json + ","));

    private bool See(byte[] text)
    {
        if (_values.Pass(text, 0, out _) != 0) return true;

        Learn(text, 0);
        return false;
    }

    private void Learn(string text, int at) => Learn(Padded(text), at);

    private void Learn(byte[] text, int at)
    {
        var past = JsonValues.Pass(text, at, depth: 1, out var value);
        Assert.True(past > 0);
        _values.Learn(text, at, past, value);
    }

    private static byte[] Padded(string text) => Encoding.UTF8.GetBytes(text + new string(' ', 64) + "\n");
}
