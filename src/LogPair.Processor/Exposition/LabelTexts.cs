using System.IO.Hashing;
using System.Text;
using LogPair.Processor.Rules;

namespace LogPair.Processor.Exposition;

/// <summary>Label values as text, with one string for what series have in common: a method, a status.</summary>
/// <remarks>Remembers the last values only, so that it stays small whatever labels hold. One user at a time.</remarks>
internal sealed class LabelTexts
{
    private const int MaxSharedBytes = 128;

    private readonly string?[] _last = new string?[256];

    /// <summary>The values of a key in their order; see <see cref="LabelKey"/>.</summary>
    public string[] Decode(ReadOnlySpan<byte> key, int labelCount)
    {
        var values = new string[labelCount];
        for (var i = 0; i < labelCount; i++) values[i] = TextOf(LabelKey.TakeFirst(ref key));
        return values;
    }

    private string TextOf(ReadOnlySpan<byte> value)
    {
        if (value.Length > MaxSharedBytes) return Encoding.UTF8.GetString(value);

        Span<char> buffer = stackalloc char[MaxSharedBytes];
        var text = buffer[..Encoding.UTF8.GetChars(value, buffer)];
        ref var last = ref _last[XxHash3.HashToUInt64(value) % (uint)_last.Length];
        if (last is null || !text.SequenceEqual(last)) last = text.ToString();
        return last;
    }
}
