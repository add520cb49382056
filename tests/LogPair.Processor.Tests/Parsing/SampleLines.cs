using LogPair.Testing;

namespace LogPair.Processor.Tests.Parsing;

/// <summary>Lines that real programs wrote: all files beside this one.</summary>
internal static class SampleLines
{
    private const int MaxLength = 4000;

    public static IEnumerable<byte[]> All => Directory
        .EnumerateFiles(Repository.Path("tests/LogPair.Processor.Tests/Parsing/Samples"))
        .Where(path => !path.EndsWith(".sh", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .SelectMany(path => Lines(File.ReadAllBytes(path)));

    private static List<byte[]> Lines(ReadOnlySpan<byte> content)
    {
        var lines = new List<byte[]>();
        foreach (var range in content.Split((byte)'\n'))
        {
            var line = content[range];
            lines.Add(line[..Math.Min(line.Length, MaxLength)].ToArray());
        }

        return lines;
    }
}
