using System.Text;
using LogPair.Benchmarks.Workload;

namespace LogPair.Benchmarks.Tests.Workload;

public sealed class DataSetTests
{
    private const int Size = 2_000_000;

    private static readonly Dictionary<string, Func<string, ReadLine>> Readers = new()
    {
        ["clef"] = LineReaders.Clef,
        ["nginx"] = LineReaders.Nginx,
        ["json"] = LineReaders.Json,
        ["logfmt"] = LineReaders.Logfmt,
    };

    public static TheoryData<string> Names => [.. DataSets.All.Select(set => set.Name)];

    [Theory, MemberData(nameof(Names))]
    public void TheTruthIsWhatAnIndependentReaderCounts(string name)
    {
        var (bytes, truth) = DataFile.MakeInMemory(DataSets.Find(name)!, Size, seed: 7);

        ReadLine[] lines = [.. Lines(bytes).Select(Readers[name])];

        Assert.Equal(bytes.Length, truth.Bytes);
        Assert.Equal(lines.Length, truth.Lines);
        Assert.Equal(Count(lines, l => l.Level), Sorted(truth.Levels.Select(l => (l.Key, l.Value))));
        Assert.Equal(
            Count(lines.Where(l => l.Method is not null), l => $"{l.Method} {l.Status}"),
            Sorted(truth.Requests.Select(r => ($"{r.Method} {r.Status}", r.Lines))));
    }

    [Theory, MemberData(nameof(Names))]
    public void TheTruthOfTheTimesIsWhatAnIndependentReaderCounts(string name)
    {
        var (bytes, truth) = DataFile.MakeInMemory(DataSets.Find(name)!, Size, seed: 8);

        var times = Lines(bytes).Select(Readers[name])
            .Where(line => line.Method is not null)
            .ToLookup(line => line.Method, line => line.Seconds!.Value);

        Assert.Equal(times.Count, truth.Durations.Count);
        foreach (var duration in truth.Durations)
        {
            double[] seconds = [.. times[duration.Method]];
            Assert.Equal(seconds.Length, duration.Count);
            Assert.Equal(truth.Bounds.Select(bound => seconds.LongCount(s => s <= bound)), duration.Buckets);
            Assert.Equal(seconds.Sum(), duration.Sum, tolerance: duration.Sum * 1e-9);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void TheSameSeedMakesTheSameBytes(string name)
    {
        var set = DataSets.Find(name)!;

        var (first, _) = DataFile.MakeInMemory(set, size: 50_000, seed: 3);
        var (second, _) = DataFile.MakeInMemory(set, size: 50_000, seed: 3);
        var (other, _) = DataFile.MakeInMemory(set, size: 50_000, seed: 4);

        Assert.Equal(first, second);
        Assert.NotEqual(first, other);
    }

    private static string[] Lines(byte[] bytes)
    {
        Assert.Equal((byte)'\n', bytes[^1]);
        return Encoding.UTF8.GetString(bytes.AsSpan(0, bytes.Length - 1)).Split('\n');
    }

    private static (string, long)[] Count(IEnumerable<ReadLine> lines, Func<ReadLine, string> key) =>
        Sorted(lines.GroupBy(key).Select(g => (g.Key, g.LongCount())));

    private static (string, long)[] Sorted(IEnumerable<(string Key, long)> counts) =>
        [.. counts.OrderBy(c => c.Key, StringComparer.Ordinal)];
}
