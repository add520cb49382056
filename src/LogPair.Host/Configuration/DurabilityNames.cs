using LogPair.Processor.Pipeline.Checkpointing;

namespace LogPair.Host.Configuration;

/// <summary>Text form of <see cref="Durability"/>, both directions.</summary>
internal static class DurabilityNames
{
    private const string Process = "process";
    private const string Power = "power";

    public static bool TryParse(string text, out Durability durability)
    {
        var name = text.Trim().ToLowerInvariant();
        durability = name == Power ? Durability.Power : Durability.Process;
        return name is Process or Power;
    }

    public static string NameOf(Durability durability) => durability == Durability.Power ? Power : Process;
}
