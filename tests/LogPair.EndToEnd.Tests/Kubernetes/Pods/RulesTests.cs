using System.Net;
using CsCheck;
using LogPair.Testing.Pods.Lifecycle;
using LogPair.Testing.Pods.Network;
using LogPair.Testing.Pods.Variables;

namespace LogPair.EndToEnd.Tests.Kubernetes.Pods;

/// <summary>The rules of the Pod runner that need no container, against the words and examples of Kubernetes' documentation.</summary>
public sealed class RulesTests
{
    [Fact]
    public void TheFirstRestartIsImmediateAndTheDelayDoublesFromTenSecondsToFiveMinutes()
    {
        var backoff = new RestartBackoff();

        var delays = Enumerable.Range(0, 8).Select(_ => backoff.Next(ran: TimeSpan.FromSeconds(1)).TotalSeconds);

        Assert.Equal([0, 10, 20, 40, 80, 160, 300, 300], delays);
    }

    [Fact]
    public void TenMinutesOfRunningResetTheDelay()
    {
        var backoff = new RestartBackoff();
        for (var i = 0; i < 4; i++) backoff.Next(ran: TimeSpan.FromSeconds(599));

        Assert.Equal(TimeSpan.Zero, backoff.Next(ran: TimeSpan.FromMinutes(10)));
        Assert.Equal(TimeSpan.FromSeconds(10), backoff.Next(ran: TimeSpan.Zero));
    }

    // Of the reference of the field "command", and of the examples of define-interdependent-environment-variables.
    [Theory]
    [InlineData("$(HOST):$(PORT)", "10.0.0.1:80")]
    [InlineData("$(MISSING)", "$(MISSING)")]
    [InlineData("$$(HOST)", "$(HOST)")]
    [InlineData("$$$(HOST)", "$10.0.0.1")]
    [InlineData("a$", "a$")]
    [InlineData("$HOST ${HOST} $(HOST", "$HOST ${HOST} $(HOST")]
    [InlineData("$()", "$()")]
    public void ReferencesAreExpandedAsDocumented(string text, string expanded) =>
        Assert.Equal(expanded, VariableExpansion.Expand(text, new Dictionary<string, string> { ["HOST"] = "10.0.0.1", ["PORT"] = "80" }));

    [Fact]
    public void ABlockWithoutOthersHoldsExactlyTheAddressesBetweenThem() =>
        (from block in BlockFrom(0)
         from except in BlockFrom(8).List[0, 4]
         from address in Gen.UInt
         select (block, except, address)).Sample(it =>
         {
             // Near the edges is where it goes wrong: half of the addresses are the first of a block.
             var address = Address(it.address % 2 == 0 || it.except.Count == 0 ? it.address : Number(it.except[0].BaseAddress) - (it.address % 3));
             var parts = AddressBlocks.Without($"{it.block}", [.. it.except.Select(block => $"{block}")]).ToList();

             var isIn = parts.Count(part => part.Contains(address));

             Assert.Equal(it.block.Contains(address) && !it.except.Any(block => block.Contains(address)) ? 1 : 0, isIn);
         });

    // Few bits, so that blocks lie within each other.
    private static Gen<IPNetwork> BlockFrom(int least) =>
        from length in Gen.Int[least, 32]
        from number in Gen.OneOf(Gen.UInt, Gen.UInt[0, 7].Select(small => small << 29))
        select new IPNetwork(Address(length == 0 ? 0 : number & (uint.MaxValue << (32 - length))), length);

    private static IPAddress Address(uint number) => new([(byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number]);

    private static uint Number(IPAddress address) => address.GetAddressBytes().Aggregate(0u, (number, part) => (number << 8) | part);
}
