namespace LogPair.Benchmarks.Measuring;

/// <summary>What was measured beside what is wanted. Says so, and decides nothing: a time is never an error.</summary>
internal sealed class Bars
{
    private readonly MarkdownTable _table = new("what", "measured", "bar", "met");

    public void AtMost(string what, double measured, double bar, string unit) =>
        Add(what, measured, $"≤ {Text(bar)}", measured <= bar, unit);

    public void AtLeast(string what, double measured, double bar, string unit) =>
        Add(what, measured, $"≥ {Text(bar)}", measured >= bar, unit);

    public void Print() => _table.Print("Bars");

    private void Add(string what, double measured, string bar, bool isMet, string unit) =>
        _table.Add(what, $"{Text(measured)} {unit}", $"{bar} {unit}", isMet ? "yes" : "no");

    private static string Text(double number) => MarkdownTable.Show(number, Math.Abs(number) < 0.1 ? "0.####" : "0.##");
}
