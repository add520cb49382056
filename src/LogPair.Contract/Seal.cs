namespace LogPair.Contract;

/// <summary>What the generator says of a finished segment: how much it holds, and what was dropped meanwhile.</summary>
/// <remarks>
/// All numbers but <see cref="TornBytes"/> speak of whole lines. The file's length is <c>Bytes + TornBytes</c>.
/// </remarks>
public sealed record Seal
{
    /// <summary>
    /// Longest seal that is read. A real one has a few hundred bytes; the limit guards against a hostile file.
    /// </summary>
    public const int MaxFileBytes = 65_536;

    /// <summary>Version of the contract that the writer spoke.</summary>
    public int Version { get; init; } = ContractVersion.Current;

    /// <summary>Bytes from the segment's start to just past its last line feed.</summary>
    public required long Bytes { get; init; }

    /// <summary>Line feeds in the segment.</summary>
    public required long Lines { get; init; }

    /// <summary>
    /// XxHash3 (64 bits, seed 0) of the first <see cref="Bytes"/> bytes. 16 hexadecimal digits in the file.
    /// </summary>
    public required ulong Hash { get; init; }

    /// <summary>
    /// Time of the first event in the segment; null if there is none, or if the sealer could not tell.
    /// </summary>
    public DateTimeOffset? FirstEvent { get; init; }

    /// <summary>
    /// Time of the last event in the segment; null if there is none, or if the sealer could not tell.
    /// </summary>
    public DateTimeOffset? LastEvent { get; init; }

    /// <summary>Events that the writer dropped since its seal before, by reason. Empty if none.</summary>
    public IReadOnlyDictionary<string, long> Dropped { get; init; } = new Dictionary<string, long>();

    /// <summary>
    /// Bytes after the last line feed: a line that a killed writer did not finish, and that nobody may count.
    /// </summary>
    public long TornBytes { get; init; }

    /// <summary>Reads the seal in a file.</summary>
    /// <param name="path">Usually <see cref="VolumeLayout.SealOf"/> of a segment's path.</param>
    /// <param name="seal">The seal, if the outcome is <see cref="ContractReadOutcome.Read"/>.</param>
    /// <param name="problem">Otherwise what is wrong, with the path, and what to do.</param>
    public static ContractReadOutcome TryRead(string path, out Seal? seal, out string? problem)
    {
        seal = null;
        var outcome = AtomicFile.TryRead(path, MaxFileBytes, out var content, out problem);
        if (outcome == ContractReadOutcome.Read) outcome = TryParse(content, out seal, out problem);
        if (problem is not null) problem = $"seal {path}: {problem}";
        return outcome;
    }

    /// <summary>
    /// Reads a seal from the bytes of its file, for a reader that opens files in its own careful way.
    /// </summary>
    /// <param name="utf8">The whole file.</param>
    /// <param name="seal">The seal, if the outcome is <see cref="ContractReadOutcome.Read"/>.</param>
    /// <param name="problem">Otherwise what is wrong.</param>
    /// <remarks>Never throws on bad input.</remarks>
    public static ContractReadOutcome TryParse(ReadOnlySpan<byte> utf8, out Seal? seal, out string? problem) =>
        SealJson.TryParse(utf8, out seal, out problem);

    /// <summary>Reads the seal in a file.</summary>
    /// <exception cref="InvalidDataException">
    /// There is no seal that this version can read. The message says why.
    /// </exception>
    public static Seal Read(string path) => TryRead(path, out var seal, out var problem) == ContractReadOutcome.Read
        ? seal!
        : throw new InvalidDataException(problem);

    /// <summary>Writes the file whole or not at all, readable by the group.</summary>
    /// <exception cref="IOException">Nothing was written.</exception>
    /// <exception cref="UnauthorizedAccessException">Nothing was written.</exception>
    public void Write(string path) => AtomicFile.Write(path, SealJson.Format(this));

    /// <summary>Same numbers, same times, same drops.</summary>
    public bool Equals(Seal? other) => other is not null
        && (Version, Bytes, Lines, Hash, FirstEvent, LastEvent, TornBytes)
            == (other.Version, other.Bytes, other.Lines, other.Hash, other.FirstEvent, other.LastEvent, other.TornBytes)
        && Dropped.Count == other.Dropped.Count
        && Dropped.All(drop => other.Dropped.TryGetValue(drop.Key, out var lines) && lines == drop.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Bytes, Lines, Hash, TornBytes);
}
