using System.Net;

namespace LogPair.Host.Web.Access;

/// <summary>A number of places, of which an address gets its share at most.</summary>
internal sealed class Slots
{
    private readonly int _places;
    private readonly int _placesOfAddress;
    private readonly TimeProvider _time;

    // _taken is the sum of _takenBy, whose values are positive.
    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, int> _takenBy = [];
    private int _taken;
    private TaskCompletionSource _left = NewSignal();

    public Slots(int places, int placesOfAddress, TimeProvider time)
    {
        _places = places;
        _placesOfAddress = placesOfAddress;
        _time = time;
    }

    /// <summary>Takes one if there is one. Give it back with <see cref="Leave"/>.</summary>
    public bool TryEnter(IPAddress address)
    {
        lock (_lock)
        {
            var taken = _takenBy.GetValueOrDefault(address);
            if (_taken >= _places || taken >= _placesOfAddress) return false;

            _takenBy[address] = taken + 1;
            _taken++;
            return true;
        }
    }

    /// <summary>The same, but waits a while for one.</summary>
    public async Task<bool> TryEnterAsync(IPAddress address, TimeSpan patience, CancellationToken cancel)
    {
        if (TryEnter(address)) return true;

        var until = Task.Delay(patience, _time, cancel);
        while (true)
        {
            Task left;
            lock (_lock) left = _left.Task;
            if (TryEnter(address)) return true;
            if (await Task.WhenAny(left, until) == until) return false;
        }
    }

    public void Leave(IPAddress address)
    {
        TaskCompletionSource left;
        lock (_lock)
        {
            _taken--;
            if (--_takenBy[address] == 0) _takenBy.Remove(address);
            (left, _left) = (_left, NewSignal());
        }

        left.SetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
