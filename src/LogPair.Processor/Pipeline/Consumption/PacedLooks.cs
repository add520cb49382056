using LogPair.Processor.Pipeline.Following;

namespace LogPair.Processor.Pipeline.Consumption;

/// <summary>One look at the volume after another, as often as there is reason to.</summary>
internal sealed class PacedLooks
{
    private readonly ConsumedLook _look;
    private readonly TailingPace _pace;

    public PacedLooks(ConsumedLook look, TailingPace pace)
    {
        _look = look;
        _pace = pace;
    }

    /// <inheritdoc cref="ConsumedLook.Pass"/>
    public PassResult Pass() => _look.Pass();

    /// <summary>As <see cref="Pass"/>; lists the directories in any case.</summary>
    public PassResult FreshPass()
    {
        _look.Request();
        return _look.Pass();
    }

    /// <summary>Waits until the next pass is worth while.</summary>
    /// <returns>False if <paramref name="cancel"/> came first.</returns>
    public async Task<bool> WaitAsync(PassResult last, CancellationToken cancel)
    {
        try
        {
            await _pace.WaitAsync(last, cancel);
            return true;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return false;
        }
    }
}
