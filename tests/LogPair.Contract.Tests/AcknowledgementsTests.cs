using System.Text;
using LogPair.Testing;

namespace LogPair.Contract.Tests;

public sealed class AcknowledgementsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void AcknowledgementsAreReadAsTheyWereWritten()
    {
        using var volume = new TempVolume();
        var path = volume[VolumeLayout.AcknowledgementsFile];
        var written = new Acknowledgements
        {
            Generated = Noon,
            Segments = [new("app20261122.log", 10_485_760), new("app20261122_001.log", 0)],
        };

        new Acknowledgements { Generated = Noon.AddDays(-1), Segments = [] }.Write(path);
        written.Write(path);
        var outcome = Acknowledgements.TryRead(path, out var read, out var problem);

        Assert.Equal((ContractReadOutcome.Read, null), (outcome, problem));
        Assert.Equal(written, read);
    }

    [Fact]
    public void TheExampleOfTheDocumentationIsRight()
    {
        var example = Repository.Block(File.ReadAllText(Repository.Path("docs/contract.md")), "acknowledgements");

        var outcome = Acknowledgements.TryParse(Encoding.UTF8.GetBytes(example), out var read, out var problem);

        Assert.Equal((ContractReadOutcome.Read, null), (outcome, problem));
        Assert.NotEmpty(read!.Segments);
    }

    [Theory]
    [InlineData("""{"version":3}""", ContractReadOutcome.UnknownVersion)]
    [InlineData("""{"version":1,"generated":"2026-11-22T12:00:00Z"}""", ContractReadOutcome.Damaged)]
    [InlineData("""{"version":1,"segments":{}}""", ContractReadOutcome.Damaged)]
    [InlineData("""{"version":1,"generated":"2026-11-22T12:00:00Z","segments":[]}""", ContractReadOutcome.Damaged)]
    [InlineData("""{"version":1,"generated":"2026-11-22T12:00:00Z","segments":{"a":-1}}""", ContractReadOutcome.Damaged)]
    public void WhatIsNotUnderstoodIsNeverBelieved(string text, ContractReadOutcome expected)
    {
        var outcome = Acknowledgements.TryParse(Encoding.UTF8.GetBytes(text), out var read, out var problem);

        Assert.Equal((expected, null), (outcome, read));
        Assert.NotNull(problem);
    }
}
