namespace LogPair.Processor.Parsing.Wrapping;

/// <summary>Wrappers by name, as rules and checkpoints write them.</summary>
internal static class LineWrappers
{
    public static IReadOnlyDictionary<string, LineWrapper> ByName { get; } =
        new Dictionary<string, LineWrapper>(StringComparer.Ordinal)
        {
            ["none"] = LineWrapper.None,
            ["cri"] = LineWrapper.Cri,
            ["docker"] = LineWrapper.Docker,
            ["auto"] = LineWrapper.Auto,
        };

    public static string NameOf(LineWrapper wrapper) => ByName.First(pair => pair.Value == wrapper).Key;
}
