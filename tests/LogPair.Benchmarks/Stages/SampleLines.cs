using LogPair.Benchmarks.Workload;

namespace LogPair.Benchmarks.Stages;

/// <summary>The lines that every stage's benchmark works on.</summary>
internal static class SampleLines
{
    /// <summary>Lines in <see cref="Bytes"/>; set as <c>OperationsPerInvoke</c>, so that results are per line.</summary>
    public const int Count = 10_000;

    /// <summary>About 4 MiB: larger than a level 2 cache, as lines in a read buffer of a busy machine are.</summary>
    public static byte[] Bytes()
    {
        var (bytes, _) = DataFile.MakeInMemory(DataSets.Clef, size: Count * 600L, seed: 42);
        var end = 0;
        for (var line = 0; line < Count; line++) end += bytes.AsSpan(end).IndexOf((byte)'\n') + 1;
        return bytes[..end];
    }

    /// <summary>The same lines one by one, without their line feeds.</summary>
    public static byte[][] Lines()
    {
        var lines = new List<byte[]>(Count);
        ReadOnlySpan<byte> rest = Bytes();
        while (rest.Length > 0)
        {
            var end = rest.IndexOf((byte)'\n');
            lines.Add(rest[..end].ToArray());
            rest = rest[(end + 1)..];
        }

        return [.. lines];
    }
}
