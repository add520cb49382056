using LogPair.Benchmarks.Workload;

namespace LogPair.Benchmarks.Logging;

/// <summary>An object of the application, which Serilog takes apart.</summary>
internal sealed record Order(decimal Total, string Currency, IReadOnlyList<Order.Item> Items)
{
    public static Order Some(SplitMix64 random) => new(
        random.Below(1_000_000) / 100m,
        "EUR",
        [new("A-17", 2, null), new("B-4", 1, "gift; \"no bill\"")]);

    internal sealed record Item(string Sku, int Quantity, string? Note);
}
