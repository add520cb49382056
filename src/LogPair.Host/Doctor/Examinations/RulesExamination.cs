using LogPair.Host.Configuration;
using LogPair.Host.Units;

namespace LogPair.Host.Doctor.Examinations;

/// <summary>Settings and rules: every error with its place, as <c>run</c> would say it.</summary>
internal sealed class RulesExamination : IExamination
{
    private const string Stops =
        "'logpair run' does not start with it, and a running processor keeps the rules that it has.";
    private const string Mend = "Mend it; 'logpair check FILE' and 'logpair config show' say when it is right.";

    public string Name => "rules";

    public IEnumerable<Finding> Examine(Patient patient)
    {
        var configuration = patient.Configuration;
        foreach (var error in configuration.Errors)
            yield return Finding.Failure($"{error.Where}: {error.What}", Stops, OrElse(error.Hint));
        foreach (var problem in configuration.ProblemsOfRun.Skip(configuration.Problems.Count))
            yield return Finding.Failure(problem.TrimEnd('.'), "There is nothing to count.",
                "logpair doctor --logs /var/log/app");

        foreach (var doubt in configuration.Doubts)
            yield return Finding.Warning($"{doubt.Where}: {doubt.What}", "It is allowed, but probably not meant.",
                OrElse(doubt.Hint));

        if (configuration.ProblemsOfRun.Count + configuration.Doubts.Count == 0)
            yield return Finding.Ok(Words(configuration));
    }

    private static string Words(LoadedConfiguration configuration) => configuration.Settings.ConfigFile is { } file
        ? $"{file}: no errors; {Quantity.Of(configuration.Rules.Metrics.Count, "metric")}, "
            + $"{Quantity.Of(configuration.Rules.Inputs.Count, "input")}"
        : "no rules file: formats are detected, and the built-in metrics appear";

    private static string OrElse(string hint) => hint.Length > 0 ? hint : Mend;
}
