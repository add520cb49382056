namespace LogPair.Benchmarks.CatchUp;

/// <summary>A file of lines as two files, which together have the same truth.</summary>
internal static class FileHalves
{
    public static IReadOnlyList<string> Provide(string path)
    {
        string[] halves = [path + ".first", path + ".second"];
        if (halves.All(File.Exists)) return halves;

        using var whole = File.OpenRead(path);
        var middle = LineEndAfter(whole, whole.Length / 2);
        Copy(whole, 0, middle, halves[0]);
        Copy(whole, middle, whole.Length, halves[1]);
        return halves;
    }

    private static long LineEndAfter(FileStream file, long offset)
    {
        file.Position = offset;
        while (file.ReadByte() is not ('\n' or -1)) offset++;
        return offset + 1;
    }

    private static void Copy(FileStream from, long start, long end, string path)
    {
        var buffer = new byte[1 << 20];
        using var to = File.Create(path);
        from.Position = start;
        for (var left = end - start; left > 0;)
        {
            var read = from.Read(buffer, 0, (int)Math.Min(left, buffer.Length));
            to.Write(buffer, 0, read);
            left -= read;
        }
    }
}
