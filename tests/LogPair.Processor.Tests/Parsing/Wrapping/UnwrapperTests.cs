using System.Text;
using CsCheck;
using LogPair.Processor.Parsing;
using LogPair.Processor.Parsing.Json;
using LogPair.Processor.Parsing.Wrapping;

namespace LogPair.Processor.Tests.Parsing.Wrapping;

public sealed class UnwrapperTests
{
    [Theory]
    [InlineData("2016-10-06T00:17:09.669794202Z stdout F text of it", "stdout|text of it|whole")]
    [InlineData("2016-10-06T00:17:09.669794202+02:00 stderr P half ", "stderr|half |part")]
    [InlineData("2016-10-06T00:17:09Z stdout F ", "stdout||whole")]
    [InlineData("2016-10-06T00:17:09Z stdout F", "stdout||whole")]
    [InlineData("2016-10-06T00:17:09Z stdout P:x:y half", "stdout|half|part")]
    [InlineData("2016-10-06T00:17:09Z stdlog F text", null)]
    [InlineData("2016-10-06T00:17:09Z stdout X text", null)]
    [InlineData("2016-10-06 00:17:09Z stdout F text", null)]
    [InlineData("plain text", null)]
    [InlineData("", null)]
    public void TheKubeletsFormat(string line, string? wrapped) => Assert.Equal(wrapped, Unwrap(new CriUnwrapper(), line));

    [Theory]
    [InlineData("""{"log":"text of it\n","stream":"stdout","time":"2026-11-22T10:00:00Z"}""", "stdout|text of it|whole")]
    [InlineData("""{"log":"half ","stream":"stderr","time":"2026-11-22T10:00:00Z"}""", "stderr|half |part")]
    [InlineData("""{"log":"{\"a\":\"C:\\\\new\"}\r\n","stream":"stdout"}""", """stdout|{"a":"C:\\new"}|whole""")]
    [InlineData("""{"log":"ends with C:\\n","stream":"stdout"}""", """stdout|ends with C:\n|part""")]
    [InlineData("""{"log":"\n","stream":"stdout"}""", "stdout||whole")]
    [InlineData("""{"log":"","stream":"stdout"}""", "stdout||part")]
    [InlineData("""{"log":"\u00e4\u003c\n"}""", "|ä<|whole")]
    [InlineData("""{"log":1,"stream":"stdout"}""", null)]
    [InlineData("""{"log":"torn""", null)]
    [InlineData("""{"message":"x"}""", null)]
    public void DockersJsonFile(string line, string? wrapped) => Assert.Equal(wrapped, Unwrap(new DockerUnwrapper(), line));

    [Fact]
    public void WhateverTheBytesTheyAnswer()
    {
        var bytes = Gen.OneOf(Gen.Byte, Gen.OneOf("{\"log\":\"\\n stdoutPF:"u8.ToArray())).Array[0, 80];
        var cri = new CriUnwrapper();
        var docker = new DockerUnwrapper();
        bytes.Sample(line =>
        {
            cri.TryUnwrap(line, out _);
            docker.TryUnwrap(line, out _);
        });
    }

    [Fact]
    public void ARecordGetsWhatItDoesNotSayItself()
    {
        var fields = new FieldSet();
        int time = fields.Add(new FieldPath("@t")), stream = fields.Add(new FieldPath("stream"));
        int tag = fields.Add(new FieldPath("attrs", "tag")), other = fields.Add(new FieldPath("A"));
        var buffer = new FieldBuffer(fields);
        var wrapper = new WrapperFields(fields);
        var docker = new DockerUnwrapper();
        var line =
            """{"log":"{\"A\":1,\"stream\":\"mine\"}\n","stream":"stdout","attrs":{"tag":"we\"b"},"time":"2026-11-22"}"""u8;
        Assert.True(docker.TryUnwrap(line, out var wrapped));

        Assert.Equal(ParseOutcome.Parsed, new JsonParser(fields).Parse(wrapped.Text, buffer));
        wrapper.Fill(buffer, wrapped);

        var record = new LogRecord(wrapped.Text, buffer);
        Assert.Equal("2026-11-22"u8, record.Text(time));
        Assert.Equal("mine"u8, record.Text(stream));
        Assert.Equal("we\"b"u8, record.Text(tag));
        Assert.Equal("1"u8, record.Raw(other));
    }

    private static string? Unwrap(IUnwrapper unwrapper, string line) =>
        unwrapper.TryUnwrap(Encoding.UTF8.GetBytes(line), out var wrapped)
            ? $"{Text(wrapped.Stream)}|{Text(wrapped.Text)}|{(wrapped.IsPartial ? "part" : "whole")}"
            : null;

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);
}
