using System.Net;
using System.Security.Cryptography;
using LogPair.Host.Web.Settings;

namespace LogPair.Host.Web.Access;

/// <summary>Checks passwords against bcrypt hashes, so that neither scrapes nor guesses cost much of the processor's time.</summary>
/// <remarks>
/// A password that was right, and some that were wrong, are known again by a keyed digest: a scrape each second costs one
/// hash in all. Others are hashed one at a time, and after a wrong one nothing is hashed for three times as long as that
/// took: guessing takes a quarter of one core at most. An address waits in two places at most, so that whoever guesses keeps no
/// other address out. A user that there is not costs what some user costs that there is.
/// </remarks>
internal sealed class PasswordCheck : IDisposable
{
    private const int MaxWaiting = 16;
    private const int MaxWaitingOfAddress = 2;
    private const int MaxKnownWrong = 64;
    private const int RestAfterWrong = 3;

    private readonly TimeProvider _time;
    private readonly Func<string, string, bool> _verify;

    // Made when the first password comes: most processes see none, and its key would load OpenSSL.
    private readonly Lazy<Fingerprints> _fingerprints = new();
    private readonly SemaphoreSlim _turn = new(initialCount: 1);

    // Guards everything below. _right has at most one entry for each user of the configuration.
    private readonly Lock _lock = new();
    private readonly Dictionary<string, byte[]> _right = new(StringComparer.Ordinal);
    private readonly Queue<byte[]> _wrong = [];
    private readonly Dictionary<IPAddress, int> _waiting = [];
    private int _waitingInAll;

    public PasswordCheck(TimeProvider time)
        : this(time, Bcrypt)
    {
    }

    /// <param name="time">For the rest after a wrong password.</param>
    /// <param name="verify">Whether a password has a hash.</param>
    public PasswordCheck(TimeProvider time, Func<string, string, bool> verify)
    {
        _time = time;
        _verify = verify;
    }

    /// <param name="users">Hashes by user; at least one.</param>
    /// <param name="credentials">Of the client.</param>
    /// <param name="client">Its address.</param>
    /// <param name="cancel">It has hung up.</param>
    public async Task<PasswordVerdict> CheckAsync(
        IReadOnlyDictionary<string, Secret> users, BasicCredentials credentials, IPAddress client, CancellationToken cancel)
    {
        var isUser = users.TryGetValue(credentials.User, out var known);
        var hash = (known ?? StandIn(users, credentials.User)).Reveal();
        var fingerprint = _fingerprints.Value.Of(credentials.User, hash, credentials.Password);
        if (Remembered(credentials.User, fingerprint) is { } verdict) return verdict;
        if (!TryEnter(client)) return PasswordVerdict.Busy;

        try
        {
            await _turn.WaitAsync(cancel);
            try
            {
                // Another request may have brought the answer meanwhile.
                return Remembered(credentials.User, fingerprint)
                    ?? await VerifyAsync(isUser, hash, credentials, users, fingerprint);
            }
            finally
            {
                _turn.Release();
            }
        }
        finally
        {
            Leave(client);
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<PasswordVerdict> VerifyAsync(
        bool isUser, string hash, BasicCredentials credentials, IReadOnlyDictionary<string, Secret> users, byte[] fingerprint)
    {
        var started = _time.GetTimestamp();
        var isRight = _verify(credentials.Password, hash) && isUser;
        Remember(isRight, credentials.User, users, fingerprint);
        if (isRight) return PasswordVerdict.Right;

        // To the end, also if the client hangs up: it could guess as fast as it likes otherwise.
        await Task.Delay(_time.GetElapsedTime(started) * RestAfterWrong, _time, CancellationToken.None);
        return PasswordVerdict.Wrong;
    }

    private PasswordVerdict? Remembered(string user, byte[] fingerprint)
    {
        lock (_lock)
        {
            if (_right.TryGetValue(user, out var right) && CryptographicOperations.FixedTimeEquals(right, fingerprint))
                return PasswordVerdict.Right;

            var isWrong = false;
            foreach (var wrong in _wrong) isWrong |= CryptographicOperations.FixedTimeEquals(wrong, fingerprint);
            return isWrong ? PasswordVerdict.Wrong : null;
        }
    }

    private void Remember(bool isRight, string user, IReadOnlyDictionary<string, Secret> users, byte[] fingerprint)
    {
        lock (_lock)
        {
            if (!isRight)
            {
                _wrong.Enqueue(fingerprint);
                if (_wrong.Count > MaxKnownWrong) _wrong.Dequeue();
                return;
            }

            foreach (var gone in _right.Keys.Where(each => !users.ContainsKey(each)).ToList()) _right.Remove(gone);
            _right[user] = fingerprint;
        }
    }

    // Always the same one for a name, so that its cost does not tell that it is no user's.
    private Secret StandIn(IReadOnlyDictionary<string, Secret> users, string user)
    {
        var number = BitConverter.ToUInt32(_fingerprints.Value.Of(user));
        return users.Values.ElementAt((int)(number % users.Count));
    }

    private bool TryEnter(IPAddress client)
    {
        lock (_lock)
        {
            var waiting = _waiting.GetValueOrDefault(client);
            if (waiting >= MaxWaitingOfAddress || _waitingInAll >= MaxWaiting) return false;

            _waiting[client] = waiting + 1;
            _waitingInAll++;
            return true;
        }
    }

    private void Leave(IPAddress client)
    {
        lock (_lock)
        {
            _waitingInAll--;
            if (--_waiting[client] == 0) _waiting.Remove(client);
        }
    }

    private static bool Bcrypt(string password, string hash) => BCrypt.Net.BCrypt.Verify(password, hash);
}
