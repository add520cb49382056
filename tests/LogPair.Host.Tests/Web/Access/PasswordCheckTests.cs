using System.Net;
using LogPair.Host.Web.Settings;
using Microsoft.Extensions.Time.Testing;

namespace LogPair.Host.Web.Access;

public sealed class PasswordCheckTests
{
    private static readonly IPAddress Client = IPAddress.Parse("192.0.2.1");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly FakeTimeProvider _time = new();
    private readonly List<string> _hashed = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("$2y$10$QOauhQNbBCuQDKes6eFzPeMqBSjb7Mr5DUmpZ/VcEd00UAV/LDeSi", "fakepassword")] // exporter-toolkit's own
    [InlineData("$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW", "U*U")] // crypt_blowfish's tests
    [InlineData("$2a$05$CCCCCCCCCCCCCCCCCCCCC.7uG0VCzI2bS7j6ymqJi9CdcdxiRTWNy", "")]
    [InlineData("$2a$05$abcdefghijklmnopqrstuu5s2v8.iXieOjg/.AySBTTZIIVFJeBui",
        "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789chars after 72 are ignored")]
    public async Task RealHashesAreUnderstood(string hash, string password)
    {
        using var check = new PasswordCheck(TimeProvider.System);

        Assert.Equal(PasswordVerdict.Right, await CheckAsync(check, hash, password));
        Assert.Equal(PasswordVerdict.Right, await CheckAsync(check, hash, password));
        Assert.Equal(PasswordVerdict.Wrong, await CheckAsync(check, hash, "x" + password));

        Task<PasswordVerdict> CheckAsync(PasswordCheck of, string known, string said) =>
            of.CheckAsync(new Dictionary<string, Secret> { ["alice"] = new(known) }, Credentials("alice", said), Client, Cancel);
    }

    [Fact]
    public async Task APasswordIsHashedOnceWhetherItIsRightOrWrong()
    {
        using var check = Check(costs: TimeSpan.Zero);

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(PasswordVerdict.Right, await AskAsync(check, "alice", "alice's"));
            Assert.Equal(PasswordVerdict.Wrong, await AskAsync(check, "alice", "wrong"));
            Assert.Equal(PasswordVerdict.Wrong, await AskAsync(check, "alice", "bob's"));
        }

        Assert.Equal(["alice's", "wrong", "bob's"], _hashed);
    }

    [Fact]
    public async Task AnUnknownUserCostsWhatAWrongPasswordDoesAndNeverGetsIn()
    {
        using var check = Check(costs: TimeSpan.Zero);

        Assert.Equal(PasswordVerdict.Wrong, await AskAsync(check, "mallory", "alice's"));
        Assert.Equal(PasswordVerdict.Wrong, await AskAsync(check, "mallory", "bob's"));
        Assert.Equal(PasswordVerdict.Wrong, await AskAsync(check, "mallory", "bob's"));

        Assert.Equal(["alice's", "bob's"], _hashed);
    }

    [Fact]
    public async Task ANewHashForgetsWhatWasRight()
    {
        using var check = Check(costs: TimeSpan.Zero);
        await AskAsync(check, "alice", "alice's");

        var verdict = await check.CheckAsync(
            new Dictionary<string, Secret> { ["alice"] = new("new's") }, Credentials("alice", "alice's"), Client, Cancel);

        Assert.Equal(PasswordVerdict.Wrong, verdict);
    }

    [Fact]
    public async Task GuessesAreCheckedOneAtATimeWithRestsAndKeepNoOtherAddressOut()
    {
        using var check = Check(costs: TimeSpan.FromMilliseconds(100));

        var guesses = Enumerable.Range(0, 50).Select(i => AskAsync(check, "alice", $"guess {i}")).ToList();
        var other = check.CheckAsync(Users, Credentials("alice", "alice's"), IPAddress.Parse("192.0.2.2"), Cancel);

        Assert.Equal(48, guesses.Count(guess => guess.IsCompletedSuccessfully && guess.Result == PasswordVerdict.Busy));
        Assert.Equal(["guess 0"], _hashed);
        using var late = new CancellationTokenSource(Patience);
        while (!other.IsCompleted && !late.IsCancellationRequested)
        {
            _time.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Yield();
        }

        Assert.Equal(PasswordVerdict.Right, await other.WaitAsync(Patience, Cancel));
        Assert.Equal(3, _hashed.Count);
        Assert.True(_time.GetUtcNow() - _time.Start >= TimeSpan.FromMilliseconds(2 * 400 + 100), "There was no rest.");
    }

    private static Dictionary<string, Secret> Users => new() { ["alice"] = new("alice's"), ["bob"] = new("bob's") };

    private static BasicCredentials Credentials(string user, string password)
    {
        Assert.True(BasicCredentials.TryParse(Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{user}:{password}")), out var credentials));
        return credentials;
    }

    private static Task<PasswordVerdict> AskAsync(PasswordCheck check, string user, string password) =>
        check.CheckAsync(Users, Credentials(user, password), Client, Cancel);

    private PasswordCheck Check(TimeSpan costs) => new(_time, (password, hash) =>
    {
        _hashed.Add(password);
        _time.Advance(costs);
        return password == hash;
    });
}
