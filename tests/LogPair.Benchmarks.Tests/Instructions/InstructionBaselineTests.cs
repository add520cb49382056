namespace LogPair.Benchmarks.Tests.Instructions;

public sealed class InstructionBaselineTests
{
    private static readonly InstructionBaseline Baseline = new(".NET 1", 0.02, 0.1, new() { ["clef"] = 1_000, [InstructionBaseline.StartUp] = 1_000 });

    [Theory]
    [InlineData(980)]
    [InlineData(1_000)]
    [InlineData(1_020)]
    public void WhatIsWithinTheToleranceIsNoDifference(long measured)
    {
        Assert.Null(Baseline.Complaint("clef", measured, ".NET 2"));
    }

    [Fact]
    public void TheStartHasAToleranceOfItsOwn()
    {
        Assert.Null(Baseline.Complaint(InstructionBaseline.StartUp, 1_100, ".NET 2"));
        Assert.NotNull(Baseline.Complaint(InstructionBaseline.StartUp, 1_101, ".NET 2"));
    }

    [Theory]
    [InlineData(1_021, "clef costs 1,021 instructions, +2.1 % against 1,000 (2 % is tolerated). Find out what made it dearer.")]
    [InlineData(979, "clef costs 979 instructions, -2.1 % against 1,000 (2 % is tolerated). It became cheaper:")]
    public void ALossAndAGainBothSayWhatToDo(long measured, string words)
    {
        var complaint = Baseline.Complaint("clef", measured, ".NET 2");

        Assert.StartsWith(words, complaint, StringComparison.Ordinal);
        Assert.EndsWith($"{InstructionBaseline.Update}. Measured with .NET 2; the baseline with .NET 1.", complaint, StringComparison.Ordinal);
    }

    [Fact]
    public void ThePageShowsTheBaseline()
    {
        var page = File.ReadAllText(InstructionBaseline.Page);

        Assert.All(
            InstructionBaseline.Read().Instructions,
            cost => Assert.Contains(InstructionBaseline.Row(cost.Key, cost.Value), page, StringComparison.Ordinal));
    }

    [Fact]
    public void ANewSetAsksForItsBaseline()
    {
        Assert.StartsWith("w3c has no baseline; it costs 7.", Baseline.Complaint("w3c", 7, ".NET 2"), StringComparison.Ordinal);
    }
}
