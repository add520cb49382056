namespace LogPair.Processor.Parsing.Text;

/// <summary>Separators as a rules file says them.</summary>
internal static class SeparatorText
{
    /// <summary>What is meant: itself, or a byte that is hard to see in YAML, by name.</summary>
    public static string Read(string said) => said switch
    {
        "tab" => "\t",
        "space" => " ",
        _ => said,
    };
}
