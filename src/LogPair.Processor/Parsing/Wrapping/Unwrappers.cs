namespace LogPair.Processor.Parsing.Wrapping;

/// <summary>Makes unwrappers, and finds out which one a file needs.</summary>
internal static class Unwrappers
{
    /// <returns>Null if there is nothing to take off.</returns>
    public static IUnwrapper? Create(LineWrapper wrapper) => wrapper switch
    {
        LineWrapper.Cri => new CriUnwrapper(),
        LineWrapper.Docker => new DockerUnwrapper(),
        _ => null,
    };

    /// <summary>Whether a line is wrapped, strictly: a line of JSON with a property <c>log</c> is not enough.</summary>
    public static bool IsWrapped(ReadOnlySpan<byte> line, LineWrapper wrapper, IUnwrapper unwrapper) =>
        unwrapper.TryUnwrap(line, out var wrapped)
        && (wrapper == LineWrapper.Cri
            || (wrapped.Stream is [_, ..] && wrapped.Time is [_, ..] && line.StartsWith("{\"log\":"u8)));
}
