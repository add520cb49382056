namespace LogPair.EndToEnd.Tests;

/// <summary>One series and its value, whether from <c>/metrics</c> or from a query.</summary>
internal sealed record Sample(string Name, IReadOnlyDictionary<string, string> Labels, double Value)
{
    /// <summary>A label's value; empty without that label, as Prometheus has it.</summary>
    public string this[string label] => Labels.GetValueOrDefault(label, "");
}
