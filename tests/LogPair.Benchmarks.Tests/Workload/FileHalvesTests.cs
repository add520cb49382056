using LogPair.Benchmarks.CatchUp;

namespace LogPair.Benchmarks.Tests.Workload;

public sealed class FileHalvesTests
{
    [Theory]
    [InlineData("aaaa\nb\n", "aaaa\n", "b\n")]
    [InlineData("a\nbbbbbb\nc\n", "a\nbbbbbb\n", "c\n")]
    public void AFileIsSplitAfterALineFeed(string whole, string first, string second)
    {
        var directory = Directory.CreateTempSubdirectory("logpair-halves-");
        try
        {
            var path = Path.Combine(directory.FullName, "app.log");
            File.WriteAllText(path, whole);

            var halves = FileHalves.Provide(path);

            Assert.Equal([first, second], halves.Select(File.ReadAllText));
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }
}
