using System.Globalization;
using LogPair.Host.Configuration;

namespace LogPair.Host.Commands;

/// <summary>Something that <c>check</c> found.</summary>
/// <param name="File">As it was named.</param>
/// <param name="Line">From 1; 0 for the file as a whole.</param>
/// <param name="Column">From 1; 0 for the file as a whole.</param>
/// <param name="IsError">False for a warning.</param>
/// <param name="Problem">What it is.</param>
internal readonly record struct RulesFinding(string File, int Line, int Column, bool IsError, ConfigurationProblem Problem)
{
    /// <param name="file">As it was named.</param>
    /// <param name="problem">Its place is the file, or file:line:column.</param>
    /// <param name="isError">False for a warning.</param>
    public static RulesFinding Of(string file, ConfigurationProblem problem, bool isError)
    {
        var place = problem.Where.StartsWith(file + ":", StringComparison.Ordinal) ? problem.Where[(file.Length + 1)..].Split(':') : [];
        return place is [var line, var column]
            ? new RulesFinding(file, int.Parse(line, CultureInfo.InvariantCulture), int.Parse(column, CultureInfo.InvariantCulture), isError, problem)
            : new RulesFinding(file, Line: 0, Column: 0, isError, problem);
    }

    public override string ToString() => IsError ? Problem.ToString() : $"warning: {Problem}";
}
