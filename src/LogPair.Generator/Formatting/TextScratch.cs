using System.Text;

namespace LogPair.Generator.Formatting;

/// <summary>Text in one piece, that something writes which knows of a <see cref="TextWriter"/> only.</summary>
internal sealed class TextScratch : TextWriter
{
    private const int KeptCapacity = 64 * 1024;

    private char[] _text = new char[256];
    private int _length;
    private IFormatProvider? _provider;

    public override Encoding Encoding => Encoding.Unicode;

    /// <summary>As a <see cref="StringWriter"/> has it: the current culture, unless another was asked for.</summary>
    public override IFormatProvider FormatProvider => _provider ?? base.FormatProvider;

    public ReadOnlySpan<char> Text => _text.AsSpan(0, _length);

    /// <summary>Too large to be kept for the next event.</summary>
    public bool IsHuge => _text.Length > KeptCapacity;

    public void Clear()
    {
        _length = 0;
        _provider = null;
    }

    public TextScratch With(IFormatProvider provider)
    {
        _provider = provider;
        return this;
    }

    public override void Write(char value)
    {
        if (_length == _text.Length) Grow(1);
        _text[_length++] = value;
    }

    public override void Write(ReadOnlySpan<char> buffer)
    {
        if (_text.Length - _length < buffer.Length) Grow(buffer.Length);
        buffer.CopyTo(_text.AsSpan(_length));
        _length += buffer.Length;
    }

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    private void Grow(int count) => Array.Resize(ref _text, Math.Max(_text.Length * 2, checked(_length + count)));
}
