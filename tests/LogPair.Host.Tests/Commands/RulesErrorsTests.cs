using LogPair.Testing;

namespace LogPair.Host.Commands;

public sealed class RulesErrorsTests
{
    private const string ThreeErrors = """
        metrics:
          - name: 1st
            type: counter
            help: A name that is none.
          - name: b_total
            type: teller
            help: A type that is none.
          - name: c_total
            type: counter
            help: An expression that is none.
            where: Elapsed >
        settings:
          lanes: many
        """;

    [Theory]
    [InlineData("check", "")]
    [InlineData("run", "--config")]
    public async Task AllErrorsAreReportedWithLineAndColumn(string verb, string flag)
    {
        using var volume = new TempVolume();
        var file = volume["rules.yaml"];
        await File.WriteAllTextAsync(file, ThreeErrors, TestContext.Current.CancellationToken);
        var invocation = new Invocation();

        var exitCode = flag.Length == 0 ? await invocation.RunAsync(verb, file) : await invocation.RunAsync(verb, flag, file, "--logs", volume.Path);

        Assert.Equal(ExitCode.WrongUse, exitCode);
        Assert.Contains($"{file}:2:", invocation.Error, StringComparison.Ordinal);
        Assert.Contains($"{file}:6:", invocation.Error, StringComparison.Ordinal);
        Assert.Contains($"{file}:11:", invocation.Error, StringComparison.Ordinal);
        Assert.Contains($"{file}:13:10: 'many' is not a value for lanes", invocation.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARightFileIsConfirmed()
    {
        using var volume = new TempVolume();
        await File.WriteAllTextAsync(volume["rules.yaml"], Demo.DemoRules.Yaml, TestContext.Current.CancellationToken);
        var invocation = new Invocation();

        Assert.Equal(ExitCode.Done, await invocation.RunAsync("check", volume["rules.yaml"]));
        Assert.Contains("no errors; 6 metrics", invocation.Output, StringComparison.Ordinal);
    }
}
