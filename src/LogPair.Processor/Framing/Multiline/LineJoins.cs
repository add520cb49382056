namespace LogPair.Processor.Framing.Multiline;

/// <summary>The joins that are known by name.</summary>
internal static class LineJoins
{
    private static readonly Dictionary<string, ILineJoin> ByName = new(StringComparer.Ordinal)
    {
        ["dotnet"] = new DotnetTraces(),
        ["java"] = new JavaTraces(),
        ["python"] = new PythonTraces(),
        ["go"] = new GoTraces(),
        ["indent"] = new IndentedLines(),
    };

    public static IReadOnlyCollection<string> Names => ByName.Keys;

    /// <returns>Null if there is none of this name.</returns>
    public static ILineJoin? Find(string name) => ByName.GetValueOrDefault(name);
}
