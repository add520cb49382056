namespace LogPair.Processor.Parsing.Wrapping;

/// <summary>A line, and what its wrapper says of it. Slices of the line, or of its unwrapper's own buffer.</summary>
internal ref struct WrappedLine
{
    /// <summary>The line itself, as the container wrote it.</summary>
    public ReadOnlySpan<byte> Text;

    /// <summary>When the runtime got it; RFC 3339. Empty if nothing is said.</summary>
    public ReadOnlySpan<byte> Time;

    /// <summary><c>stdout</c> or <c>stderr</c>; empty if nothing is said.</summary>
    public ReadOnlySpan<byte> Stream;

    /// <summary>A JSON object with what Docker was told to say of the container; empty if it is not there.</summary>
    public ReadOnlySpan<byte> Attributes;

    /// <summary>Whether the next line of the same stream goes on where this one ends.</summary>
    public bool IsPartial;
}
