using LogPair.Contract;

namespace LogPair.EndToEnd.Tests.Volumes;

/// <summary>What a directory of segments and seals says, added up.</summary>
/// <param name="Lines">Line feeds in the segments.</param>
/// <param name="GoneLines">Lines of which only a seal is left.</param>
/// <param name="Dropped">Of all seals together, by reason.</param>
/// <param name="Unsealed">Segments without a true seal.</param>
internal sealed record Books(
    long Lines, long GoneLines, IReadOnlyDictionary<string, long> Dropped, IReadOnlyList<string> Unsealed)
{
    public static Books Read(string directory)
    {
        var segments = Directory.GetFiles(directory, "*.log");
        var seals = Directory.GetFiles(directory, $"*.log{VolumeLayout.SealSuffix}");
        var gone = seals.Where(seal => !File.Exists(seal[..^VolumeLayout.SealSuffix.Length]));
        return new Books(
            segments.Sum(Count),
            gone.Sum(seal => Seal.Read(seal).Lines),
            seals.SelectMany(seal => Seal.Read(seal).Dropped).GroupBy(drop => drop.Key)
                .ToDictionary(drops => drops.Key, drops => drops.Sum(drop => drop.Value)),
            [.. segments.Where(segment => !IsSealed(segment))]);
    }

    private static bool IsSealed(string segment)
    {
        if (Seal.TryRead(VolumeLayout.SealOf(segment), out var seal, out _) != ContractReadOutcome.Read) return false;

        var content = File.ReadAllBytes(segment);
        var digest = new SegmentDigest();
        digest.Append(content.AsSpan(0, (int)seal!.Bytes));
        return (digest.Lines, digest.Hash, content.Length) == (seal.Lines, seal.Hash, seal.Bytes + seal.TornBytes);
    }

    private static long Count(string segment) => File.ReadAllBytes(segment).AsSpan().Count((byte)'\n');
}
