using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;

namespace LogPair.Benchmarks.Workload;

/// <summary>Bytes of lines on their way to a file.</summary>
internal sealed class LineBuffer(Stream destination)
{
    /// <summary>Room that is kept for one line; far above the longest template.</summary>
    private const int MaxLineBytes = 16 * 1024;

    // _bytes[.._used] is not written yet; between lines at least MaxLineBytes are free
    private readonly byte[] _bytes = new byte[1024 * 1024];
    private int _used;

    /// <summary>Bytes appended since the start, written or not.</summary>
    public long Length { get; private set; }

    public void Append(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_bytes.AsSpan(_used));
        Advance(text.Length);
    }

    public void Append(long number)
    {
        if (!Utf8Formatter.TryFormat(number, _bytes.AsSpan(_used), out var written)) throw new UnreachableException();
        Advance(written);
    }

    /// <summary>In the form that Serilog writes: <c>2026-01-01T00:00:00.1234567Z</c>.</summary>
    public void Append(DateTime utc)
    {
        if (!Utf8Formatter.TryFormat(utc, _bytes.AsSpan(_used), out var written, 'O')) throw new UnreachableException();
        Advance(written);
    }

    /// <summary>In nginx's form for <c>$time_local</c>: <c>01/Jan/2026:00:00:00 +0000</c>.</summary>
    public void AppendLocalTime(DateTime utc)
    {
        const string format = "dd/MMM/yyyy:HH:mm:ss' +0000'";
        if (!utc.TryFormat(_bytes.AsSpan(_used), out var written, format, CultureInfo.InvariantCulture))
            throw new UnreachableException();
        Advance(written);
    }

    /// <summary>Seconds with three digits, as nginx writes times: <c>0.042</c>.</summary>
    public void AppendSeconds(long milliseconds)
    {
        Append(milliseconds / 1_000);
        Append("."u8);
        for (var digit = 100; digit > 0; digit /= 10) Append(milliseconds / digit % 10);
    }

    /// <summary>16 digits.</summary>
    public void AppendHex(ulong number)
    {
        for (var i = 0; i < 16; i++)
        {
            _bytes[_used + i] = "0123456789abcdef"u8[(int)(number >> 60)];
            number <<= 4;
        }

        Advance(16);
    }

    /// <summary>The shortest decimal form of <paramref name="tenThousandths"/> / 10000.</summary>
    public void AppendDecimal(long tenThousandths)
    {
        Append(tenThousandths / 10_000);
        var rest = tenThousandths % 10_000;
        if (rest == 0) return;

        Append("."u8);
        for (var digit = 1_000; rest > 0; digit /= 10)
        {
            _bytes[_used] = (byte)('0' + rest / digit);
            Advance(1);
            rest %= digit;
        }
    }

    public void EndLine()
    {
        Append("\n"u8);
        if (_bytes.Length - _used < MaxLineBytes) Flush();
    }

    public void Flush()
    {
        destination.Write(_bytes, 0, _used);
        _used = 0;
    }

    private void Advance(int written)
    {
        _used += written;
        Length += written;
    }
}
