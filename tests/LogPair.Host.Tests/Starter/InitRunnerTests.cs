using System.Text;
using LogPair.Host.Commands;
using LogPair.Testing;

namespace LogPair.Host.Starter;

public sealed class InitRunnerTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("missing.log", ExitCode.Failed, "missing.log")]
    [InlineData("empty.log", ExitCode.Failed, "empty.log: is empty")]
    [InlineData("blank.log", ExitCode.Failed, "blank.log: is empty")]
    [InlineData("binary.log", ExitCode.Failed, "binary.log: is binary")]
    [InlineData("zeros.log", ExitCode.Failed, "zeros.log: is empty")]
    [InlineData("misnamed.log", ExitCode.Failed, "misnamed.log: is compressed")]
    [InlineData("broken.log.gz", ExitCode.Failed, "broken.log.gz: The compressed content is damaged")]
    [InlineData("bare", ExitCode.WrongUse, "matches no file")]
    [InlineData("*.txt", ExitCode.WrongUse, "matches no file")]
    [InlineData("", ExitCode.WrongUse, "names no file")]
    public async Task WhatCannotBeLookedAtIsNamedAndSaysWhy(string name, int exitCode, string says)
    {
        using var volume = new TempVolume();
        Directory.CreateDirectory(volume["bare"]);
        await File.WriteAllTextAsync(volume["empty.log"], "", Cancel);
        await File.WriteAllTextAsync(volume["blank.log"], " \n\n", Cancel);
        await File.WriteAllBytesAsync(volume["binary.log"], [.. Enumerable.Range(0, 4000).Select(i => (byte)(i * 7))], Cancel);
        await File.WriteAllBytesAsync(volume["zeros.log"], new byte[4000], Cancel);
        await File.WriteAllBytesAsync(volume["misnamed.log"], [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3], Cancel);
        await File.WriteAllBytesAsync(volume["broken.log.gz"], [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3, 9, 9, 9, 9, 9], Cancel);
        var init = new Invocation();

        Assert.Equal(exitCode, await init.RunAsync("init", name.Length == 0 ? "" : volume[name]));
        Assert.Contains(says, init.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("bug", init.Error, StringComparison.Ordinal);
        Assert.Empty(init.Output);
    }

    [Fact]
    public async Task TheExampleOfThePageIsWhatComesOut()
    {
        using var volume = new TempVolume();
        var page = await File.ReadAllTextAsync(Repository.Path("docs/commands.md"), Cancel);
        await File.WriteAllTextAsync(volume["access.log"], Repository.Block(page, "init-log"), Cancel);

        var started = await Started.OfAsync(volume, volume["access.log"]);

        // Words of a comment stand in other lines if the path before them is longer.
        Assert.Equal(Words(Repository.Block(page, "init-rules")), Words(started.Yaml.Replace(volume["access.log"], "access.log", StringComparison.Ordinal)));
        Assert.Equal(3, started.Total("http_requests_total", ("route", "/orders/{n}")));

        static string[] Words(string text) => text.Split([' ', '\n', '#'], StringSplitOptions.RemoveEmptyEntries);
    }

    [Fact]
    public async Task OneFileThatCannotBeReadDoesNotStopTheOthers()
    {
        using var volume = new TempVolume();
        var init = new Invocation();

        Assert.Equal(ExitCode.Failed, await init.RunAsync("init", volume["missing.log"], Started.Sample("pino")));
        Assert.Contains("missing.log", init.Error, StringComparison.Ordinal);
        Assert.Contains("log_events_total", init.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFileThatIsThereIsReplacedOnlyIfThatIsSaid()
    {
        using var volume = new TempVolume();
        var rules = volume["rules.yaml"];
        await File.WriteAllTextAsync(rules, "mine", Cancel);

        var refused = new Invocation();
        Assert.Equal(ExitCode.WrongUse, await refused.RunAsync("init", "--output", rules, Started.Sample("pino")));
        Assert.Contains("--force", refused.Error, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(rules, Cancel));

        var forced = new Invocation();
        Assert.Equal(ExitCode.Done, await forced.RunAsync("init", "--output", rules, "--force", Started.Sample("pino")));
        Assert.Empty(forced.Output);
        Assert.Contains($"logpair check {rules}", forced.Error, StringComparison.Ordinal);
        await Started.CheckAsync(rules);
    }

    [Fact]
    public async Task AnOutputThatCannotBeWrittenIsNamed()
    {
        using var volume = new TempVolume();
        var init = new Invocation();

        Assert.Equal(ExitCode.Failed, await init.RunAsync("init", "--output", volume["no/such/rules.yaml"], Started.Sample("pino")));
        Assert.Contains("could not be written", init.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OnlyTheStartOfALongFileIsLookedAtAndItSaysSo()
    {
        using var volume = new TempVolume();
        await File.WriteAllTextAsync(volume["app.log"], string.Concat(Enumerable.Repeat("{\"level\":\"info\"}\n", 30_000)), Cancel);

        var started = await Started.OfAsync(volume, volume["app.log"]);

        Assert.Contains("the first 20,000 lines", started.Report, StringComparison.Ordinal);
        Assert.Equal(30_000, started.Total("log_events_total"));
    }

    [Fact]
    public async Task AStreamThatNeverEndsALineIsNoRecord()
    {
        using var volume = new TempVolume();
        await File.WriteAllTextAsync(volume["app.log"], new string('x', 20 << 20), Cancel);
        var init = new Invocation();

        Assert.Equal(ExitCode.Failed, await init.RunAsync("init", volume["app.log"]));
        Assert.Contains("No line could be read", init.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MoreFieldsThanAreLookedAtAreSaid()
    {
        using var volume = new TempVolume();
        await File.WriteAllTextAsync(volume["app.log"], string.Concat(Enumerable.Range(0, 1000).Select(i => $"{{\"level\":\"info\",\"k{i}\":\"v\"}}\n")), Cancel);

        var started = await Started.OfAsync(volume, volume["app.log"]);

        Assert.Contains("There are more than 200", started.Report, StringComparison.Ordinal);
        Assert.Equal(1000, started.Total("log_events_total"));
    }

    [Fact]
    public async Task GarbageMakesRulesThatAreRightOrNone()
    {
        using var volume = new TempVolume();
        var samples = Directory.GetFiles(Repository.Path("tests/LogPair.Processor.Tests/Parsing/Samples"), "*.log").Select(File.ReadAllBytes).ToList();
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var budget = FuzzBudget.Start(suiteSeconds: 5); budget.Remains;)
        {
            var content = Garbage(random, samples);
            await File.WriteAllBytesAsync(volume["app.log"], content, Cancel);
            var init = new Invocation();

            var exitCode = await init.RunAsync("init", volume["app.log"]);

            Assert.True(exitCode is ExitCode.Done or ExitCode.Failed && !init.Error.Contains("that is a bug", StringComparison.Ordinal), $"seed {seed}: {init.Error}");
            if (exitCode != ExitCode.Done) continue;

            await File.WriteAllTextAsync(volume["rules.yaml"], init.Output, Cancel);
            var check = new Invocation();
            Assert.True(await check.RunAsync("check", "--strict", volume["rules.yaml"]) == ExitCode.Done, $"seed {seed}: {check.Error}{init.Output}");
        }
    }

    private static byte[] Garbage(Random random, List<byte[]> samples)
    {
        var sample = samples[random.Next(samples.Count)].ToArray();
        switch (random.Next(4))
        {
            case 0:
                var bytes = new byte[random.Next(1, 3000)];
                random.NextBytes(bytes);
                return bytes;
            case 1:
                const string Letters = "{}[]\":,=\\'#-_@|;\t abcdeELs019.ä\n\n";
                return Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, random.Next(1, 3000)).Select(_ => Letters[random.Next(Letters.Length)])));
            case 2:
                for (var i = random.Next(200); i > 0; i--) sample[random.Next(sample.Length)] = (byte)random.Next(256);
                return sample;
            default:
                var other = samples[random.Next(samples.Count)];
                return [.. sample[random.Next(sample.Length)..], .. other[random.Next(other.Length)..]];
        }
    }
}
