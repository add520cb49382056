using System.Net;

namespace LogPair.Testing.Pods.Network;

/// <summary>Blocks of addresses, IPv4.</summary>
internal static class AddressBlocks
{
    private const int AddressBits = 32;

    /// <summary>The fewest blocks that together are the first one without the others.</summary>
    public static IEnumerable<IPNetwork> Without(string block, IReadOnlyList<string> except) =>
        Without(IPNetwork.Parse(block), [.. except.Select(IPNetwork.Parse)]);

    private static IEnumerable<IPNetwork> Without(IPNetwork block, IReadOnlyList<IPNetwork> except)
    {
        if (except.Any(other => Covers(other, block))) return [];
        if (!except.Any(other => Covers(block, other))) return [block];

        // Halves: one of them holds less of what is left out, until nothing of it is inside.
        var length = block.PrefixLength + 1;
        var upper = Number(block.BaseAddress) | (1u << (AddressBits - length));
        return Without(new IPNetwork(block.BaseAddress, length), except).Concat(Without(new IPNetwork(Address(upper), length), except));
    }

    private static bool Covers(IPNetwork outer, IPNetwork inner) => outer.PrefixLength <= inner.PrefixLength && outer.Contains(inner.BaseAddress);

    private static uint Number(IPAddress address) => address.GetAddressBytes().Aggregate(0u, (number, part) => (number << 8) | part);

    private static IPAddress Address(uint number) => new([(byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number]);
}
