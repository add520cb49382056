using System.Diagnostics;
using CsCheck;
using Serilog.Events;
using Serilog.Parsing;

namespace LogPair.Generator.Tests.Formatting;

/// <summary>Events of every kind, with names, texts and formats that no sane application would use.</summary>
internal static class AnyEvent
{
    private static readonly MessageTemplateParser Parser = new();

    private static readonly Gen<string> Format = Gen.Frequency(
        (6, Gen.OneOf(
            "l", "0.0000", "X4", "x", "N2", "O", "o", "D", "d", "R", "r", "c", "g", "yyyy-MM-dd", "HH:mm:ss.fffffff zzz", "P1",
            "E3", "C", "000;(000)", "B", "'it''s'", "Q", "000000000000000000000000000000000000000000000000000000000000000000000")),
        (2, Gen.OneOf("\"0\"", "0\\\\0", "\u20ac0.00", "0\u2028", "'\\n'", "0\ud800", "\t0", "hh\\:mm", "%K", " ")),
        (1, AnyValue.Text));

    private static readonly Gen<string> Token = Gen.Frequency(
        (3, AnyValue.Text.Select(text => text.Replace("{", "{{", StringComparison.Ordinal))),
        (3, AnyValue.Name.Select(name => $"{{{name}}}")),
        (3, Gen.Select(AnyValue.Name, Format, (name, format) => $"{{{name}:{format}}}")),
        (1, Gen.Select(AnyValue.Name, Gen.Int[-20, 20], Format, (name, width, format) => $"{{{name},{width}:{format}}}")),
        (1, Gen.Select(AnyValue.Name, Gen.Int[-20, 20], (name, width) => $"{{@{name},{width}}}")));

    private static readonly Gen<MessageTemplate> Parsed =
        Token.Array[0, 6].Select(tokens => Parser.Parse(string.Concat(tokens)));

    private static readonly Gen<MessageTemplate> MadeByHand = Gen.Select(AnyValue.Text, AnyValue.Name, Format)
        .Select((text, name, format) => new MessageTemplate(text, [new PropertyToken(name, text, format)]));

    private static readonly Gen<MessageTemplate> Template = Gen.Frequency((9, Parsed), (1, MadeByHand));

    private static readonly Gen<LogEventLevel> Level = Gen.Frequency(
        (5, Gen.Enum<LogEventLevel>()), (1, Gen.Int.Select(number => (LogEventLevel)number)));

    private static readonly Gen<Exception?> Error = Gen.Frequency(
        (5, Gen.Const((Exception?)null)),
        (1, AnyValue.Text.Select(text => (Exception?)new InvalidOperationException(text, new IOException(text)))));

    private static readonly Gen<(ActivityTraceId, ActivitySpanId)> Trace = Gen.OneOf(
        Gen.Const((default(ActivityTraceId), default(ActivitySpanId))),
        Gen.Byte.Array[24].Select(bytes => (
            ActivityTraceId.CreateFromBytes(bytes.AsSpan(0, 16)), ActivitySpanId.CreateFromBytes(bytes.AsSpan(16)))));

    private static readonly Gen<LogEventProperty[]> Properties = Gen.Select(AnyValue.Name, AnyValue.Value)
        .Select((name, value) => new LogEventProperty(name, value)).Array[0, 6];

    public static Gen<LogEvent> One { get; } =
        Gen.Select(AnyValue.Moment, Level, Error, Template, Properties, Trace).Select(
            (time, level, error, template, properties, trace) =>
                new LogEvent(time, level, error, template, properties, trace.Item1, trace.Item2));
}
