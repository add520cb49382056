using System.Globalization;

namespace LogPair.Benchmarks.Measuring;

/// <summary>One run of one program.</summary>
/// <param name="Name">What ran, the same for every round.</param>
/// <param name="Usage">Of the program and of the children it waited for.</param>
/// <param name="PeakBytes">Largest resident set; 0 when it is not known.</param>
/// <param name="ExitCode">The program's.</param>
internal sealed record Measured(string Name, Usage Usage, long PeakBytes, int ExitCode)
{
    /// <summary>The line of a results file: name, user, system and wall seconds, peak bytes, separated by tabs.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name}\t{Usage.User.TotalSeconds:F6}\t{Usage.System.TotalSeconds:F6}\t" +
        $"{Usage.Wall.TotalSeconds:F6}\t{PeakBytes}");

    public static Measured Parse(string line)
    {
        var columns = line.Split('\t');
        var peak = long.Parse(columns[4], CultureInfo.InvariantCulture);
        return new Measured(columns[0], new Usage(Seconds(1), Seconds(2), Seconds(3)), peak, ExitCode: 0);

        TimeSpan Seconds(int column) =>
            TimeSpan.FromSeconds(double.Parse(columns[column], CultureInfo.InvariantCulture));
    }
}
