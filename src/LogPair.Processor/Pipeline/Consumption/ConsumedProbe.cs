namespace LogPair.Processor.Pipeline.Consumption;

/// <summary>Answers whether everything that is on the volume now is read and durable.</summary>
internal sealed class ConsumedProbe
{
    // A probe in Kubernetes gives up after one second unless told otherwise, and would then not see the reason.
    private static readonly TimeSpan LongestLook = TimeSpan.FromMilliseconds(900);

    private readonly ConsumedLook _look;
    private readonly Func<CancellationToken, Task<bool>> _save;
    private readonly Action _wake;
    private readonly TimeProvider _time;

    /// <param name="look">Made by the tailing loop.</param>
    /// <param name="save">Makes what is committed durable; says whether it could.</param>
    /// <param name="wake">Cuts the wait of the tailing loop short.</param>
    /// <param name="time">For the bound of a look.</param>
    public ConsumedProbe(
        ConsumedLook look, Func<CancellationToken, Task<bool>> save, Action wake, TimeProvider time)
    {
        _look = look;
        _save = save;
        _wake = wake;
        _time = time;
    }

    /// <summary>Takes a fresh look, then saves.</summary>
    /// <param name="lagBytes">Asked when the look did not find everything read.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<ConsumedAnswer> AskAsync(Func<long> lagBytes, CancellationToken cancel)
    {
        using var late = new CancellationTokenSource(LongestLook, _time);
        using var lateOrCancelled = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancel);
        try
        {
            var finding = _look.FindAllReadAsync(lateOrCancelled.Token);
            _wake();
            await finding;
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            return ConsumedAnswer.No(Behind(lagBytes()));
        }

        return await _save(cancel)
            ? ConsumedAnswer.Yes
            : ConsumedAnswer.No("everything is read, but the checkpoint cannot be written; the log says why");
    }

    private static string Behind(long lagBytes) => lagBytes switch
    {
        0 => "not everything on the volume can be looked at, or the look takes too long; the log says why",
        1 => "1 byte is behind",
        _ => FormattableString.Invariant($"{lagBytes} bytes are behind"),
    };
}
