using System.Diagnostics;

namespace LogPair.Processor.Parsing;

/// <summary>Where one field's value lies.</summary>
/// <remarks>Eight bytes, so that values move through registers. The value of <c>default</c> is a field that is missing.</remarks>
internal readonly record struct FieldSlice
{
    /// <summary>Most bytes that a value may have: 256 MiB less one; a line has 64 MiB at most.</summary>
    public const int MaxLength = (1 << (32 - KindBits)) - 1;

    /// <summary>Bits of a kind.</summary>
    public const int KindBits = 4;

    /// <summary>Those of a <see cref="Tag"/> that are the kind.</summary>
    public const uint KindMask = (1 << KindBits) - 1;

    private const int TagShift = 32;

    // Start in the lower half; above it kind, then length.
    private readonly ulong _bits;

    /// <param name="start">See <see cref="Start"/>.</param>
    /// <param name="length">See <see cref="Length"/>.</param>
    /// <param name="kind">See <see cref="Kind"/>.</param>
    public FieldSlice(int start, int length, FieldKind kind)
    {
        Debug.Assert((uint)length <= MaxLength, "A value is longer than any line.");
        _bits = (uint)start | ((ulong)kind << TagShift) | ((ulong)(uint)length << (TagShift + KindBits));
    }

    /// <summary>
    /// Bytes from the start of the line; for text, past the opening quote. Negative for a value that does not stand in the
    /// line: the complement of its place in the scratch space of the <see cref="FieldBuffer"/>.
    /// </summary>
    public int Start => (int)_bits;

    /// <summary>Bytes; for text, without the quotes.</summary>
    public int Length => (int)(_bits >> (TagShift + KindBits));

    /// <summary>How to read the bytes.</summary>
    public FieldKind Kind => (FieldKind)(Tag & KindMask);

    /// <summary>The kind in the lowest bits, and the length above it.</summary>
    public uint Tag => (uint)(_bits >> TagShift);
}
