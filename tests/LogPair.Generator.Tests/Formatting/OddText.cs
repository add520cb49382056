namespace LogPair.Generator.Tests.Formatting;

/// <summary>An application's own type, whose four ways to become text give four texts.</summary>
internal sealed class OddText(string text) : ISpanFormattable, IUtf8SpanFormattable
{
    public override string ToString() => "ToString " + text;

    public string ToString(string? format, IFormatProvider? formatProvider) => $"formatted by {format} {text}";

    public bool TryFormat(
        Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        "span".TryCopyTo(destination[..(charsWritten = 4)]);

    public bool TryFormat(
        Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        "utf8"u8.TryCopyTo(utf8Destination[..(bytesWritten = 4)]);
}
