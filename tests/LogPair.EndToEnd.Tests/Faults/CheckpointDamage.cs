using System.Buffers.Binary;

namespace LogPair.EndToEnd.Tests.Faults;

/// <summary>A way in which a checkpoint can be spoiled.</summary>
/// <param name="Name">For the history.</param>
/// <param name="IsReported">
/// Whether the log must say so: a file that is cut may be one whose last write a kill has cut, which is nothing to
/// report.
/// </param>
/// <param name="Spoil">The new content, or null to delete the file.</param>
internal sealed record CheckpointDamage(string Name, bool IsReported, Func<byte[], Random, byte[]?> Spoil)
{
    // After the eight bytes that every checkpoint begins with.
    private const int VersionOffset = 8;

    public static IReadOnlyList<CheckpointDamage> All { get; } =
    [
        new("deleted", false, (_, _) => null),
        new("cut", false, (content, random) => content[..random.Next(content.Length)]),
        new("empty", true, (_, _) => []),
        new("zeroed", true, (content, _) => new byte[content.Length]),
        new("garbage", true, Garbage),
        new("a flipped bit", true, FlippedBit),
        new("a future version", true, FutureVersion),
    ];

    public void Apply(string path, Random random)
    {
        if (!File.Exists(path)) return;
        if (Spoil(File.ReadAllBytes(path), random) is { } content) File.WriteAllBytes(path, content);
        else File.Delete(path);
    }

    private static byte[] Garbage(byte[] content, Random random)
    {
        random.NextBytes(content);
        return content;
    }

    private static byte[] FlippedBit(byte[] content, Random random)
    {
        if (content.Length > 0) content[random.Next(content.Length)] ^= (byte)(1 << random.Next(8));
        return content;
    }

    private static byte[] FutureVersion(byte[] content, Random random)
    {
        if (content.Length >= VersionOffset + sizeof(ushort))
            BinaryPrimitives.WriteUInt16LittleEndian(content.AsSpan(VersionOffset), (ushort)random.Next(1000, 2000));
        return content;
    }
}
