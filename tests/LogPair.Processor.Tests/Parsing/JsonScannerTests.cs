using System.Text;
using System.Text.Json;
using CsCheck;
using LogPair.Processor.Parsing;
using LogPair.Processor.Parsing.Json;

namespace LogPair.Processor.Tests.Parsing;

public sealed class JsonScannerTests
{
    private static readonly string[][] Paths =
    [
        ["a"], ["b"], ["@t"], ["@l"], ["@@t"], [""], ["a.b"], ["absent"],
        ["a", "b"], ["a", "a"], ["a", "b", "c"], ["b", "@t"],
    ];

    [Fact]
    public void WhatIsAcceptedIsWhatTheReaderOfSystemTextJsonAccepts()
    {
        JsonGen.Line.Sample(json => Assert.Equal(Expected(json), Scan(json, out _)), iter: 50_000);
    }

    [Fact]
    public void ValuesAreThoseOfJsonDocument()
    {
        JsonGen.Object.Sample(json =>
        {
            var line = Encoding.UTF8.GetBytes(json);
            Assert.Equal(ParseOutcome.Parsed, Scan(line, out var fields));
            var record = new LogRecord(line, fields);
            using var document = JsonDocument.Parse(line);

            for (var slot = 0; slot < Paths.Length; slot++) AssertEqual(Find(document.RootElement, Paths[slot]), record, slot);
        }, iter: 20_000);
    }

    [Theory]
    [InlineData("", nameof(ParseOutcome.Blank))]
    [InlineData(" \t\r", nameof(ParseOutcome.Blank))]
    [InlineData("plain text", nameof(ParseOutcome.NotAnObject))]
    [InlineData("[1]", nameof(ParseOutcome.NotAnObject))]
    [InlineData("{", nameof(ParseOutcome.InvalidJson))]
    [InlineData("{}", nameof(ParseOutcome.Parsed))]
    [InlineData("{} {}", nameof(ParseOutcome.InvalidJson))]
    [InlineData("{\"a\":1,}", nameof(ParseOutcome.InvalidJson))]
    [InlineData("{\"x\":[1,]}", nameof(ParseOutcome.InvalidJson))]
    [InlineData("{\"x\":[,]}", nameof(ParseOutcome.InvalidJson))]
    [InlineData("{\"x\":{,}}", nameof(ParseOutcome.InvalidJson))]
    [InlineData("{\"a\":01}", nameof(ParseOutcome.InvalidJson))]
    [InlineData("{\"a\":\"\u0001\"}", nameof(ParseOutcome.InvalidJson))]
    [InlineData("{\"a\":\"\\ud800\"}", nameof(ParseOutcome.Parsed))]
    [InlineData("{\"a\":/**/1}", nameof(ParseOutcome.InvalidJson))]
    public void EveryLineHasAnOutcome(string json, string outcome)
    {
        Assert.Equal(outcome, Scan(Encoding.UTF8.GetBytes(json), out _).ToString());
    }

    [Fact]
    public void EveryPrefixOfALineIsInvalid()
    {
        var line = """
            {"@t":"2026-11-22T13:00:00Z","a":{"b":[1,-2.5e3,{"c":"\u00e9\n"}],"d":null},"e":[[],{}],"f":true,"g":false}
            """u8.ToArray();

        Assert.Equal(ParseOutcome.Parsed, Scan(line, out _));
        for (var length = 1; length < line.Length; length++)
            Assert.Equal(ParseOutcome.InvalidJson, Scan(line[..length], out _));
    }

    [Theory]
    [InlineData("{\"x\":", "[", 63, nameof(ParseOutcome.InvalidJson))]
    [InlineData("{\"x\":", "[", 64, nameof(ParseOutcome.TooDeep))]
    [InlineData("{\"x\":", "[", 1_000_000, nameof(ParseOutcome.TooDeep))]
    [InlineData("{\"a\":", "{\"a\":", 63, nameof(ParseOutcome.InvalidJson))]
    [InlineData("{\"a\":", "{\"a\":", 64, nameof(ParseOutcome.TooDeep))]
    [InlineData("{\"a\":", "{\"b\":", 1_000_000, nameof(ParseOutcome.TooDeep))]
    public void NestingIsLimited(string start, string nested, int times, string outcome)
    {
        var json = Encoding.UTF8.GetBytes(start + string.Concat(Enumerable.Repeat(nested, times)));

        Assert.Equal(outcome, Scan(json, out _).ToString());
        Assert.Equal(outcome, Expected(json).ToString());
    }

    [Fact]
    public void TheDeepestPathThatNestingAllowsIsFound()
    {
        var fields = new FieldSet();
        fields.Add(new FieldPath([.. Enumerable.Repeat("a", 64)]));
        var json = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 64)) + "1" + new string('}', 64));
        var buffer = new FieldBuffer(fields);

        Assert.Equal(ParseOutcome.Parsed, new JsonParser(fields).Parse(json, buffer));
        Assert.Equal("1"u8, new LogRecord(json, buffer).Raw(0));
    }

    private static ParseOutcome Scan(byte[] json, out FieldBuffer buffer)
    {
        var fields = new FieldSet();
        var wanted = new WantedMembers();
        foreach (var path in Paths) wanted.Add(path, fields.Add(new FieldPath(path)));
        buffer = new FieldBuffer(fields);
        return new JsonScanner(json, buffer).ReadObject(start: 0, wanted.ToTable());
    }

    private static ParseOutcome Expected(byte[] json)
    {
        var content = json.AsSpan().TrimStart(" \t\r\n"u8);
        if (content.IsEmpty) return ParseOutcome.Blank;
        if (content[0] != '{') return ParseOutcome.NotAnObject;

        try
        {
            var reader = new Utf8JsonReader(json);
            while (reader.Read())
            {
            }

            return ParseOutcome.Parsed;
        }
        catch (JsonException e)
        {
            var isTooDeep = e.Message.Contains("maximum configured depth", StringComparison.Ordinal);
            return isTooDeep ? ParseOutcome.TooDeep : ParseOutcome.InvalidJson;
        }
    }

    private static JsonElement? Find(JsonElement element, string[] path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element)) return null;
        }

        return element;
    }

    private static void AssertEqual(JsonElement? expected, LogRecord record, int slot)
    {
        var kind = record.Kind(slot);
        switch (expected?.ValueKind)
        {
            case null:
                Assert.Equal(FieldKind.Missing, kind);
                break;
            case JsonValueKind.String:
                Assert.True(kind is FieldKind.Text or FieldKind.EscapedText);
                Assert.Equal(expected.Value.GetString(), Encoding.UTF8.GetString(record.Text(slot)));
                Assert.Equal(expected.Value.GetString(), Encoding.UTF8.GetString(record.Text(slot)));
                break;
            case JsonValueKind.Number:
                Assert.Equal(FieldKind.Number, kind);
                var value = expected.Value.GetDouble();
                Assert.Equal(double.IsFinite(value), record.TryGetNumber(slot, out var number));
                if (double.IsFinite(value)) Assert.Equal(BitConverter.DoubleToInt64Bits(value), BitConverter.DoubleToInt64Bits(number));
                break;
            default:
                Assert.Equal(KindOf(expected.Value.ValueKind), kind);
                Assert.Equal(expected.Value.GetRawText(), Encoding.UTF8.GetString(record.Raw(slot)));
                break;
        }
    }

    private static FieldKind KindOf(JsonValueKind kind) => kind switch
    {
        JsonValueKind.True => FieldKind.True,
        JsonValueKind.False => FieldKind.False,
        JsonValueKind.Null => FieldKind.Null,
        _ => FieldKind.Structure,
    };
}
