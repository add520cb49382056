namespace LogPair.Benchmarks.Workload;

/// <summary>Makes CLEF files of any size, the same bytes for the same seed and size.</summary>
internal static class ClefFile
{
    /// <summary>Writes the file and its truth beside it.</summary>
    /// <param name="path">Replaced if it exists.</param>
    /// <param name="size">In bytes; the file ends with the line that reaches it.</param>
    /// <param name="seed">Any number.</param>
    public static Truth Make(string path, long size, ulong seed)
    {
        var truth = new TruthBuilder();
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        var buffer = new LineBuffer(file);
        var lines = new ShopLines(new SplitMix64(seed), buffer, truth);
        while (buffer.Length < size) lines.WriteNext();
        buffer.Flush();

        var made = truth.Build(seed, buffer.Length);
        made.Write(Truth.PathFor(path));
        return made;
    }

    /// <summary>The lines in memory, for benchmarks of one stage.</summary>
    public static byte[] MakeInMemory(long size, ulong seed)
    {
        using var bytes = new MemoryStream();
        var buffer = new LineBuffer(bytes);
        var lines = new ShopLines(new SplitMix64(seed), buffer, new TruthBuilder());
        while (buffer.Length < size) lines.WriteNext();
        buffer.Flush();
        return bytes.ToArray();
    }
}
