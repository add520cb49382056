using LogPair.Processor.Pipeline.Committing;

namespace LogPair.Processor.Pipeline;

/// <summary>Makes refusals of the port part of the committed state, so that a restart does not take them back.</summary>
internal sealed class PortBooks
{
    private static readonly PortRefusal[] Reasons = Enum.GetValues<PortRefusal>();

    private readonly IPortReport _port;
    private readonly Ledger _ledger;
    private readonly MetricCatalog _catalog;
    private readonly Lock _lock = new();
    private bool _isClosed;

    public PortBooks(IPortReport port, Ledger ledger, MetricCatalog catalog)
    {
        _port = port;
        _ledger = ledger;
        _catalog = catalog;
    }

    public void Book()
    {
        lock (_lock)
        {
            if (_isClosed) return;

            foreach (var reason in Reasons)
            {
                var count = _port.TakeRefusals(reason);
                if (count > 0) _ledger.Commit(new Booking(_catalog.PortRefusals, _catalog.PortRefusalReasons[(int)reason], count));
            }
        }
    }

    /// <summary>Nothing is booked after this: the last checkpoint follows, and a successor may begin with it.</summary>
    public void Close()
    {
        lock (_lock) _isClosed = true;
    }
}
