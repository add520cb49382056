using System.Text;

namespace LogPair.Processor.Tests.Parsing;

/// <summary>Files that real programs wrote; the scripts beside them make them.</summary>
internal static class Sample
{
    public static byte[][] Lines(string name)
    {
        var bytes = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Parsing", "Samples", name));
        return [.. Split(bytes)];
    }

    /// <summary>The lines as text, for looking at them in another way than parsers do.</summary>
    public static string[] Texts(string name) => [.. Lines(name).Select(Encoding.Latin1.GetString)];

    /// <summary>How often each combination of values is there, for comparing.</summary>
    public static SortedDictionary<string, int> Count(IEnumerable<string> values)
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var value in values) counts[value] = counts.GetValueOrDefault(value) + 1;
        return counts;
    }

    private static IEnumerable<byte[]> Split(byte[] bytes)
    {
        for (var start = 0; start < bytes.Length;)
        {
            var end = Array.IndexOf(bytes, (byte)'\n', start);
            yield return bytes[start..end];
            start = end + 1;
        }
    }
}
