using System.Globalization;
using LogPair.Host.Configuration;

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
            var count = configuration.Problems.Count;
            surroundings.Error.WriteLine(count == 1 ? "1 error." : Count(count, "errors."));
            return ExitCode.WrongUse;
        }

        foreach (var warning in Warnings(file, configuration)) surroundings.Error.WriteLine(warning);
        surroundings.Print($"{file}: no errors; {Count(configuration.Rules.Metrics.Count, "metrics")}, "
            + $"{Count(configuration.Rules.Inputs.Count, "inputs")}\n");
        return ExitCode.Done;
    }

    private static IEnumerable<string> Warnings(string file, LoadedConfiguration configuration)
    {
        foreach (var warning in configuration.Warnings) yield return $"warning: {warning}";
        if (configuration.Rules.Metrics.Count == 0)
            yield return $"warning: {file}: no metrics. Only the built-in ones will appear.";
    }

    private static string Count(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}");
}
