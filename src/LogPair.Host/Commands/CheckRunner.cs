using LogPair.Host.Configuration;
using LogPair.Host.Units;

namespace LogPair.Host.Commands;

/// <summary>Checks one rules file as <c>run</c> would, environment left aside.</summary>
internal static class CheckRunner
{
    public static int Run(string file, Surroundings surroundings)
    {
        var flags = new Dictionary<string, string> { [SettingTable.Config.Flag] = file };
        var configuration = ConfigurationLoader.Load(flags, variable: _ => null);
        if (configuration.Problems.Count > 0)
        {
            foreach (var problem in configuration.Problems) surroundings.Error.WriteLine(problem);
            surroundings.Error.WriteLine($"{Quantity.Of(configuration.Problems.Count, "error")}.");
            return ExitCode.WrongUse;
        }

        foreach (var warning in Warnings(file, configuration)) surroundings.Error.WriteLine(warning);
        surroundings.Print($"{file}: no errors; {Quantity.Of(configuration.Rules.Metrics.Count, "metric")}, "
            + $"{Quantity.Of(configuration.Rules.Inputs.Count, "input")}\n");
        return ExitCode.Done;
    }

    private static IEnumerable<string> Warnings(string file, LoadedConfiguration configuration)
    {
        foreach (var warning in configuration.Warnings) yield return $"warning: {warning}";
        if (configuration.Rules.Metrics.Count == 0)
            yield return $"warning: {file}: no metrics. Only those of LogPair itself will appear.";
    }
}
