using System.Diagnostics;
using LogPair.EndToEnd.Tests.Processes;
using LogPair.FaultWriters;
using LogPair.Testing;

namespace LogPair.EndToEnd.Tests.Faults;

/// <summary>One writer, one processor, a scraper and the evidence, through a series of faults.</summary>
/// <remarks>One loop does everything in turn; only the scraper and the evidence work beside it.</remarks>
internal sealed class Scenario : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan LongestCalm = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(5);

    private readonly TempVolume _volume;
    private readonly ScenarioOptions _options;
    private int _life;

    private Scenario(ScenarioOptions options, CancellationToken cancel)
    {
        _options = options;
        _volume = new TempVolume($"fault-{options.Style.Name}");
        Cancel = cancel;
        LogsPath = options.LogsIn(_volume);
        Directory.CreateDirectory(LogsPath);
        Random = new Random(FaultSettings.Seed);
        Processor = new FaultyProcessor(_volume, options, History);
        FaultRules.Write(Processor.RulesPath, reloads: 0);
        Evidence = new Evidence(LogsPath, options.Style.IsSegment, options.Style.Release);
        Scraper = new Scraper(Processor.Metrics, History);
        Writer = StartWriter();
    }

    public Random Random { get; }

    public FaultHistory History { get; } = new();

    public FaultCounts Counts { get; } = new();

    public FaultyProcessor Processor { get; }

    public Evidence Evidence { get; }

    public Scraper Scraper { get; }

    public WriterProcess Writer { get; private set; }

    public WritingStyle Style => _options.Style;

    public CancellationToken Cancel { get; }

    public string LogsPath { get; }

    public string StatePath => Processor.StatePath;

    /// <summary>A directory beside logs and state.</summary>
    public string ScratchPath => _volume.Path;

    /// <summary>While it is true, a processor that ends by itself is started again and again.</summary>
    public bool LivesMayFail { get; set; }

    /// <summary>Of the file that is being written.</summary>
    public int Slot { get; private set; }

    /// <summary>Runs a scenario from its start to its verdict.</summary>
    /// <param name="options">What is to happen.</param>
    /// <param name="during">The faults; afterwards the writer ends, the processor starts without faults, and all is
    /// compared.</param>
    /// <param name="cancel">The test's.</param>
    public static async Task RunAsync(ScenarioOptions options, Func<Scenario, Task> during, CancellationToken cancel)
    {
        await using var scenario = new Scenario(options, cancel);
        try
        {
            scenario.Processor.Start(options.FirstUnder);
            await scenario.Writer.StartedAsync(cancel);
            await during(scenario);
            await ScenarioVerdict.ReachAsync(scenario);
            FaultReport.Passed(scenario);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            Assert.Fail(FaultReport.Failed(scenario, exception));
        }
    }

    /// <summary>Makes faults, one after the other, until the budget is spent.</summary>
    public async Task SufferAsync(IReadOnlyList<Fault> faults, FaultBudget budget)
    {
        await UntilAnswersAsync();
        while (!budget.IsSpent(Counts))
        {
            var fault = Random.Next(faults);
            History.Add(fault.Name);
            await fault.ApplyAsync(this);
            Check();
            Style.Prune(this);
            await CalmAsync();
        }
    }

    /// <summary>Whether a scrape has shown every line of the files with this slot.</summary>
    public bool IsCounted(int slot) =>
        Scraper.Latest.Totals.GetValueOrDefault(LineTally.SlotSeries(slot)) >= Evidence.OfSlot(slot);

    public async Task ReopenAsync()
    {
        Slot = await Writer.SendAsync("reopen", Cancel);
        History.Add($"writer reopened, slot {Slot}");
    }

    /// <summary>Somebody else has asked the writer to reopen.</summary>
    public async Task ReopenedAsync() => Slot = await Writer.AnswerAsync("reopen", Cancel);

    public Task SendToWriterAsync(string command) => Writer.SendAsync(command, Cancel);

    /// <param name="under">See <see cref="LogPairProcess.StartUnder"/>.</param>
    public async Task StartWriterAsync(IReadOnlyList<string>? under = null)
    {
        await Writer.DisposeAsync();
        Writer = StartWriter(under);
    }

    public async Task RestartUnderAsync(IReadOnlyList<string> under, bool mayFail)
    {
        await Processor.KillAsync();
        Counts.ProcessorKills++;
        Processor.Start(under, mayFail);
    }

    /// <summary>What counts and truth differ in; nothing if all is well.</summary>
    /// <param name="written">The truth by the account of the writer's last life.</param>
    public IEnumerable<string> Compare(IReadOnlyDictionary<string, double> written) => _options.Compare(this, written);

    /// <summary>Waits for one answer of the processor, whatever is in it.</summary>
    public Task UntilAnswersAsync()
    {
        var before = Scraper.Latest.Number;
        return UntilAsync("the processor answers", () => Scraper.Latest.Number > before);
    }

    /// <summary>
    /// Waits for something that must happen. A processor that ends by itself meanwhile is a failure, too.
    /// </summary>
    public async Task UntilAsync(string what, Func<bool> isSo)
    {
        var begin = Stopwatch.GetTimestamp();
        while (!isSo())
        {
            Check();
            if (Stopwatch.GetElapsedTime(begin) > Patience)
                throw new FaultFailure($"Waited {Patience} in vain until {what}.");
            await Task.Delay(Between, Cancel);
        }
    }

    /// <summary>Starts a processor again that a fault has ended.</summary>
    /// <exception cref="FaultFailure">A promise was broken already.</exception>
    public void Check()
    {
        if (Processor.HasFallen) Processor.Start(mayFail: LivesMayFail);
        if (Scraper.Decreases.Count > 0)
            throw new FaultFailure($"Decreases seen: {string.Join("; ", Scraper.Decreases.Take(10))}");
        if (Processor.FindTrouble() is { } trouble) throw new FaultFailure(trouble);
    }

    public async ValueTask DisposeAsync()
    {
        await Writer.DisposeAsync();
        await Scraper.DisposeAsync();
        await Processor.DisposeAsync();
        await Evidence.DisposeAsync();
        _volume.Dispose();
    }

    private WriterProcess StartWriter(IReadOnlyList<string>? under = null)
    {
        var writer = WriterProcess.Start(
            new WriterOptions
            {
                Style = Style.Program,
                Path = Style.Target(LogsPath),
                Seed = FaultSettings.Seed,
                Life = _life++,
                Slot = Slot,
                BytesPerSecond = _options.BytesPerSecond,
                Tearing = Style.Tearing,
            },
            Style.Variables(StatePath),
            under);
        History.Add($"writer {writer.Id} starts");
        return writer;
    }

    // Often the next fault comes while the processor is still starting, or restoring.
    private async Task CalmAsync()
    {
        if (Random.Next(4) > 0) await UntilAnswersAsync();
        await Task.Delay(Random.Next(LongestCalm), Cancel);
    }
}
