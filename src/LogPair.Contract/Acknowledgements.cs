namespace LogPair.Contract;

/// <summary>
/// What the processor says it has durably counted: file
/// <see cref="VolumeLayout.AcknowledgementsFile"/> of the state directory.
/// </summary>
/// <remarks>
/// A generator may delete what is acknowledged, nothing else.
/// Segments that are gone from the volume need not be listed.
/// </remarks>
public sealed record Acknowledgements
{
    /// <summary>Longest file that is read: some 200,000 segments. The limit guards against a hostile file.</summary>
    public const int MaxFileBytes = 16 * 1024 * 1024;

    /// <summary>Version of the contract that the writer spoke.</summary>
    public int Version { get; init; } = ContractVersion.Current;

    /// <summary>When this was true; how old it is tells whether a processor is alive.</summary>
    public required DateTimeOffset Generated { get; init; }

    /// <summary>One entry a segment, in no particular order.</summary>
    public required IReadOnlyList<Acknowledgement> Segments { get; init; }

    /// <summary>Reads the acknowledgements in a file.</summary>
    /// <param name="path">Usually <see cref="VolumeLayout.AcknowledgementsFile"/> in the state directory.</param>
    /// <param name="acknowledgements">The content, if the outcome is <see cref="ContractReadOutcome.Read"/>.</param>
    /// <param name="problem">Otherwise what is wrong, with the path, and what to do.</param>
    public static ContractReadOutcome TryRead(string path, out Acknowledgements? acknowledgements, out string? problem)
    {
        acknowledgements = null;
        var outcome = AtomicFile.TryRead(path, MaxFileBytes, out var content, out problem);
        if (outcome == ContractReadOutcome.Read) outcome = TryParse(content, out acknowledgements, out problem);
        if (problem is not null) problem = $"acknowledgements {path}: {problem}";
        return outcome;
    }

    /// <summary>Reads acknowledgements from the bytes of their file.</summary>
    /// <param name="utf8">The whole file.</param>
    /// <param name="acknowledgements">The content, if the outcome is <see cref="ContractReadOutcome.Read"/>.</param>
    /// <param name="problem">Otherwise what is wrong.</param>
    /// <remarks>Never throws on bad input.</remarks>
    public static ContractReadOutcome TryParse(
        ReadOnlySpan<byte> utf8, out Acknowledgements? acknowledgements, out string? problem) =>
        AcknowledgementsJson.TryParse(utf8, out acknowledgements, out problem);

    /// <summary>Replaces the file whole or not at all, readable by the group.</summary>
    /// <exception cref="IOException">The file is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">The file is as it was.</exception>
    public void Write(string path) => AtomicFile.Write(path, AcknowledgementsJson.Format(this));

    /// <summary>Same moment, same segments in the same order.</summary>
    public bool Equals(Acknowledgements? other) => other is not null
        && (Version, Generated) == (other.Version, other.Generated) && Segments.SequenceEqual(other.Segments);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Version, Generated, Segments.Count);
}
