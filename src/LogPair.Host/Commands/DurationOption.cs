using System.CommandLine.Parsing;
using LogPair.Contract;

namespace LogPair.Host.Commands;

/// <summary>Options whose value is a duration.</summary>
internal static class DurationOption
{
    /// <summary>For the parser of an option.</summary>
    public static TimeSpan? Read(ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        if (Duration.TryParse(text, out var duration)) return duration;

        var option = ((OptionResult)result.Parent!).Option.Name;
        result.AddError($"{option}: '{text}' is not a duration. Expected is {Duration.Forms}.");
        return null;
    }
}
