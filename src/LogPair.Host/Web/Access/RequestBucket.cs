using LogPair.Host.Web.Settings;

namespace LogPair.Host.Web.Access;

/// <summary>A token bucket: full at the start, one more each interval.</summary>
internal sealed class RequestBucket
{
    private readonly RequestRate _rate;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private double _requests;
    private long _filled;

    public RequestBucket(RequestRate rate, TimeProvider time)
    {
        _rate = rate;
        _time = time;
        _requests = rate.Burst;
        _filled = time.GetTimestamp();
    }

    public bool TryTake()
    {
        lock (_lock)
        {
            var now = _time.GetTimestamp();
            _requests = Math.Min(_rate.Burst, _requests + _time.GetElapsedTime(_filled, now) / _rate.Interval);
            _filled = now;
            if (_requests < 1) return false;

            _requests--;
            return true;
        }
    }
}
