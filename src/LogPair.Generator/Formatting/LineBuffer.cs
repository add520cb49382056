using System.Diagnostics;
using System.Text;

namespace LogPair.Generator.Formatting;

/// <summary>The bytes of one line while it is being made, and until it is in the file.</summary>
/// <remarks>
/// Each thread keeps one for its next event. It is taken and not only borrowed: a property's <c>ToString</c> may log,
/// on this thread, while it is being formatted.
/// </remarks>
internal sealed class LineBuffer
{
    /// <summary>A buffer that one huge event made grow is given back beyond this size.</summary>
    private const int KeptCapacity = 256 * 1024;

    private const int FirstCapacity = 1024;

    /// <summary>Up to this length, three bytes for each character cost less than counting them first.</summary>
    private const int ShortText = 512;

    [ThreadStatic]
    private static LineBuffer? _spare;

    private byte[] _bytes = new byte[FirstCapacity];
    private TextScratch? _scratch;

    private LineBuffer()
    {
    }

    /// <summary>Bytes written so far.</summary>
    public int Length { get; private set; }

    /// <summary>Valid until the next write.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    /// <summary>Characters for what can only be had as text. Empty; valid until it is asked for again.</summary>
    public TextScratch EmptyScratch
    {
        get
        {
            _scratch ??= new TextScratch();
            _scratch.Clear();
            return _scratch;
        }
    }

    /// <returns>An empty buffer; to be handed back by <see cref="Return"/>.</returns>
    public static LineBuffer Rent()
    {
        var line = _spare ?? new LineBuffer();
        _spare = null;
        line.Length = 0;
        return line;
    }

    public static void Return(LineBuffer line)
    {
        if (line._bytes.Length <= KeptCapacity && !(line._scratch?.IsHuge ?? false)) _spare = line;
    }

    /// <summary>Room for at least so many bytes after those written; <see cref="Advance"/> says how many were used.</summary>
    public Span<byte> Reserve(int count)
    {
        if (_bytes.Length - Length < count) Grow(count);
        return _bytes.AsSpan(Length);
    }

    public void Advance(int count) => Length += count;

    /// <summary>Forgets what was written since the buffer had this length.</summary>
    public void SetBack(int length)
    {
        Debug.Assert(length <= Length, "a buffer is only set back");
        Length = length;
    }

    public void Append(byte value)
    {
        Reserve(1)[0] = value;
        Advance(1);
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        Advance(bytes.Length);
    }

    /// <summary>As UTF-8, and nothing escaped. Half of a surrogate pair becomes U+FFFD.</summary>
    public void Append(ReadOnlySpan<char> text)
    {
        var count = text.Length <= ShortText ? text.Length * 3 : Encoding.UTF8.GetByteCount(text);
        Advance(Encoding.UTF8.GetBytes(text, Reserve(count)));
    }

    private void Grow(int count) => Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, checked(Length + count)));
}
