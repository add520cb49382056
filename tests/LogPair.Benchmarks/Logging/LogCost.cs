using System.Globalization;
using LogPair.Benchmarks.Measuring;

namespace LogPair.Benchmarks.Logging;

/// <summary>What one run of one target cost.</summary>
/// <param name="Usage">Of the whole process meanwhile, the closing of the logger included.</param>
/// <param name="AllocatedBytes">By the whole process meanwhile.</param>
/// <param name="Events">Measured ones.</param>
/// <param name="Bytes">In the files, of these and of those that warmed up.</param>
/// <param name="Lines">In the files, likewise.</param>
/// <param name="CompiledMethods">While events were measured. More than a few, and it was no steady state.</param>
internal sealed record LogCost(
    Usage Usage, long AllocatedBytes, long Events, long Bytes, long Lines, long CompiledMethods)
{
    public double CpuNanoseconds => Usage.Cpu.TotalNanoseconds / Events;

    public double SystemNanoseconds => Usage.System.TotalNanoseconds / Events;

    public double WallNanoseconds => Usage.Wall.TotalNanoseconds / Events;

    public double AllocatedBytesAnEvent => (double)AllocatedBytes / Events;

    public double LineBytes => Lines == 0 ? 0 : (double)Bytes / Lines;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Usage.User.Ticks}\t{Usage.System.Ticks}\t{Usage.Wall.Ticks}\t{AllocatedBytes}\t{Events}\t{Bytes}\t{Lines}\t{CompiledMethods}");

    public static LogCost Parse(string line)
    {
        long[] numbers = [.. line.Split('\t').Select(number => long.Parse(number, CultureInfo.InvariantCulture))];
        var usage = new Usage(new(numbers[0]), new(numbers[1]), new(numbers[2]));
        return new LogCost(usage, numbers[3], numbers[4], numbers[5], numbers[6], numbers[7]);
    }
}
