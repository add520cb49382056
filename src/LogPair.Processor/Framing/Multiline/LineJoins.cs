namespace LogPair.Processor.Framing.Multiline;

/// <summary>The joins that are known by name.</summary>
internal static class LineJoins
{
    private static readonly Dictionary<string, Func<byte, ILineJoin>> ByName = new(StringComparer.Ordinal)
    {
        ["dotnet"] = _ => new DotnetTraces(),
        ["java"] = _ => new JavaTraces(),
        ["python"] = _ => new PythonTraces(),
        ["go"] = _ => new GoTraces(),
        ["indent"] = _ => new IndentedLines(),
        ["csv"] = delimiter => new QuotedLines(delimiter),
    };

    public static IReadOnlyCollection<string> Names => ByName.Keys;

    /// <param name="name">As rules write it.</param>
    /// <param name="delimiter">Between the columns of a line, for joins that look at them.</param>
    /// <returns>Null if there is none of this name.</returns>
    public static ILineJoin? Find(string name, byte delimiter) => ByName.GetValueOrDefault(name)?.Invoke(delimiter);
}
