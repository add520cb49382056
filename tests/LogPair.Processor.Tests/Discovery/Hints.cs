namespace LogPair.Processor.Tests.Discovery;

/// <summary>Counts hints, and waits for one.</summary>
internal sealed class Hints : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly SemaphoreSlim _given = new(0);

    public void Give() => _given.Release();

    /// <summary>Forgets those that came so far.</summary>
    public void Clear()
    {
        while (_given.Wait(0)) { }
    }

    public int Count => _given.CurrentCount;

    public void Dispose() => _given.Dispose();

    public async Task WaitAsync() =>
        Assert.True(await _given.WaitAsync(Patience, TestContext.Current.CancellationToken), "No hint came.");
}
