using Microsoft.Extensions.Time.Testing;

namespace LogPair.Host.Workload;

public sealed class WorkloadRunnerTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void ARateIsKeptEvenlyWithoutBursts()
    {
        var runner = Runner(new WorkloadOptions { Rate = 250, Seed = 1 });
        var most = 0L;
        for (var slice = 0; slice < 100; slice++)
        {
            var before = runner.Written;
            _time.Advance(Pacer.Slice);
            runner.Step();
            most = Math.Max(most, runner.Written - before);
        }

        Assert.InRange(runner.Written, 249, 250);
        Assert.Equal(3, most);
    }

    [Fact]
    public void TimeLostElsewhereIsNotMadeUpInABurst()
    {
        var runner = Runner(new WorkloadOptions { Rate = 1000, Seed = 1 });

        _time.Advance(TimeSpan.FromMinutes(1));
        runner.Step();

        Assert.Equal(100, runner.Written);
    }

    [Fact]
    public async Task ACountIsKeptExactly()
    {
        var runner = Runner(new WorkloadOptions { Rate = 0, Count = 1_001, Seed = 1 });

        var truth = await runner.RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1_001, truth.Events);
        Assert.Equal(1_001, runner.Written);
    }

    [Fact]
    public void ADurationEndsIt()
    {
        var runner = Runner(new WorkloadOptions { Rate = 10, Duration = TimeSpan.FromSeconds(1), Seed = 1 });

        _time.Advance(TimeSpan.FromSeconds(0.9));
        Assert.True(runner.Step());
        _time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.False(runner.Step());
    }

    private WorkloadRunner Runner(WorkloadOptions options) => new(options, _ => true, _time);
}
