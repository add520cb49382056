namespace LogPair.Benchmarks.Workload;

/// <summary>Makes files of any size, the same bytes for the same set, seed and size.</summary>
internal static class DataFile
{
    /// <summary>The file of a set in a directory; made, with its truth, unless both are there.</summary>
    public static (string Path, Truth Truth) Provide(string directory, DataSet set, long size, ulong seed)
    {
        var path = Path.Combine(directory, $"{set.Name}-{size}-{seed}.log");
        var truth = Truth.PathFor(path);
        if (File.Exists(truth) && File.Exists(path)) return (path, Truth.Read(truth));

        Console.Error.WriteLine($"Making {path}");
        return (path, Make(path, set, size, seed));
    }

    /// <summary>Writes the file and its truth beside it.</summary>
    /// <param name="path">Replaced if it exists.</param>
    /// <param name="set">Kind of lines.</param>
    /// <param name="size">In bytes; the file ends with the line that reaches it.</param>
    /// <param name="seed">Any number.</param>
    public static Truth Make(string path, DataSet set, long size, ulong seed)
    {
        File.Delete(Truth.PathFor(path));
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        var truth = Write(file, set, size, seed);
        truth.Write(Truth.PathFor(path));
        return truth;
    }

    /// <summary>The lines in memory, for benchmarks of one stage and for tests.</summary>
    public static (byte[] Bytes, Truth Truth) MakeInMemory(DataSet set, long size, ulong seed)
    {
        using var bytes = new MemoryStream();
        var truth = Write(bytes, set, size, seed);
        return (bytes.ToArray(), truth);
    }

    private static Truth Write(Stream destination, DataSet set, long size, ulong seed)
    {
        var truth = new TruthBuilder(set.Levels);
        var buffer = new LineBuffer(destination);
        var lines = set.Open(new SplitMix64(seed), buffer, truth);
        while (buffer.Length < size) lines.WriteNext();
        buffer.Flush();
        return truth.Build(seed, buffer.Length);
    }
}
