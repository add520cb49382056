using System.Net;
using System.Numerics;
using CsCheck;
using Serilog.Events;

namespace LogPair.Generator.Tests.Formatting;

/// <summary>Values of properties: every kind, nested, with hostile text.</summary>
internal static class AnyValue
{
    private const string Hostile =
        "\0\u0001\u0008\u000b\u001b\u001f\t\r\n\f \"\\/'{}[]:,@<>&\u007f\u0080\u0085\u00a0\u00e9\u2028\u2029\ufeff\uffff";

    private static readonly Gen<string> Piece = Gen.Frequency(
        (6, Gen.String[Gen.Char[' ', '~'], 0, 40]),
        (4, Gen.OneOf(Hostile.ToCharArray()).Select(c => c.ToString())),
        (2, Gen.String),
        (2, Gen.OneOf("\ud83d\ude00", "\ud83d", "\ude00", "\ude00\ud83d")),
        (1, Gen.Int[0, 3_000].Select(length => new string('x', length))),
        (1, Gen.Int[0, 1_000].Select(length => new string('\u20ac', length))));

    public static Gen<string> Text { get; } = Piece.Array[0, 5].Select(string.Concat);

    public static Gen<string> Name { get; } = Gen.Frequency(
        (8, Gen.OneOf("A", "B", "Elapsed", "RequestPath", "0", "1", "@t", "@", "@@x", "$type", "Na\u00efve")),
        (1, Text.Select(text => string.IsNullOrWhiteSpace(text) ? "N" : text)));

    public static Gen<DateTimeOffset> Moment { get; } = Gen.OneOf(
        Gen.DateTimeOffset, Gen.OneOf(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, DateTimeOffset.UnixEpoch));

    private static readonly Gen<object?> Scalar = Gen.Frequency(
        (6, Text.Select(text => (object?)text)),
        (10, Gen.OneOf(
            Gen.Int.Select(Boxed), Gen.UInt.Select(Boxed), Gen.Long.Select(Boxed), Gen.ULong.Select(Boxed),
            Gen.Short.Select(Boxed), Gen.UShort.Select(Boxed), Gen.Byte.Select(Boxed), Gen.SByte.Select(Boxed),
            Gen.Double.Select(Boxed), Gen.Float.Select(Boxed), Gen.Decimal.Select(Boxed), Gen.Bool.Select(Boxed),
            Gen.Char.Select(Boxed), Gen.Guid.Select(Boxed), Gen.DateTime.Select(Boxed), Moment.Select(Boxed),
            Gen.DateOnly.Select(Boxed), Gen.TimeOnly.Select(Boxed), Gen.TimeSpan.Select(Boxed))),
        (4, Gen.OneOf<object?>(
            null, double.NaN, double.PositiveInfinity, double.NegativeInfinity, -0.0, 1e300, 0.1, 12.3456, float.NaN,
            float.NegativeInfinity, float.MaxValue, decimal.MinValue, 1.50m, int.MinValue, long.MinValue, '"', '\ud800',
            (Half)1.5, (Int128)(-7), (nint)(-3), new BigInteger(-12), DayOfWeek.Friday, (DayOfWeek)77, TimeSpan.MinValue,
            LogEventLevel.Error, DateTime.MaxValue, DateOnly.MaxValue, TimeOnly.MaxValue, IPAddress.Loopback,
            new Uri("http://x/?q=\u00e9"), new Version(1, 2), typeof(List<int>), new object[] { 1 }, new byte[] { 1, 2 },
            DateTime.SpecifyKind(DateTime.UnixEpoch, DateTimeKind.Local))),
        (2, Text.Select(text => (object?)new OddText(text))));

    private static readonly Gen<ScalarValue> ScalarOnly = Scalar.Select(value => new ScalarValue(value));

    public static Gen<LogEventPropertyValue> Value { get; } = Gen.Recursive<LogEventPropertyValue>((depth, nested) =>
        depth >= 3 ? ScalarOnly.Select(scalar => (LogEventPropertyValue)scalar) : Nested(nested));

    private static Gen<LogEventPropertyValue> Nested(Gen<LogEventPropertyValue> value) => Gen.Frequency(
        (60, ScalarOnly.Select(scalar => (LogEventPropertyValue)scalar)),
        (6, value.Array[0, 4].Select(values => (LogEventPropertyValue)new SequenceValue(values))),
        (6, Gen.Select(Gen.Select(Name, value).Array[0, 4], Gen.OneOf(Gen.Const((string?)null), Text.Select(t => (string?)t)))
            .Select((members, tag) => (LogEventPropertyValue)new StructureValue(
                members.Select(member => new LogEventProperty(member.Item1, member.Item2)), tag))),
        (6, Gen.Select(ScalarOnly, value).Array[0, 4].Select(elements => (LogEventPropertyValue)new DictionaryValue(
            elements.DistinctBy(e => e.Item1).Select(e => KeyValuePair.Create(e.Item1, e.Item2))))),
        (3, Scalar.Select(scalar => (LogEventPropertyValue)new OddScalar(scalar))),
        (1, Text.Select(text => (LogEventPropertyValue)new OddValue(text))));

    private static object? Boxed<T>(T value) => value;
}
