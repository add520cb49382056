namespace LogPair.Host.RuleTests;

/// <summary>Runs <c>logpair test</c> on the files in Cases, and compares what it says.</summary>
public sealed class RuleTestCases
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "RuleTests", "Cases");

    public static TheoryData<string> Cases =>
        [.. Directory.GetFiles(Folder, "*.test.yaml").Select(file => Path.GetFileName(file)[..^".test.yaml".Length])];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task ATestFileSaysThis(string name)
    {
        var invocation = new Commands.Invocation();

        var exitCode = await invocation.RunAsync("test", Path.Combine(Folder, $"{name}.test.yaml"));

        var said = (invocation.Output + invocation.Error).Replace(Folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(Folder, $"{name}.txt"), TestContext.Current.CancellationToken), $"{said}exit code {exitCode}\n");
    }
}
