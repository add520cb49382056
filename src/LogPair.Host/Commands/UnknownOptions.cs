using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using LogPair.Processor.Parsing;

namespace LogPair.Host.Commands;

/// <summary>Words of a command line that look like options and are none of the verb's.</summary>
/// <remarks>A verb that takes any number of files would otherwise look for one of that name.</remarks>
internal static class UnknownOptions
{
    /// <returns>A sentence for each, which names the option that was meant. Whoever asks for help or completion gets that.</returns>
    public static IReadOnlyList<string> Find(ParseResult parsed)
    {
        var verb = parsed.CommandResult.Command;
        if (parsed.Action is not ParseErrorAction && parsed.Action != verb.Action) return [];

        var options = OptionsOf(verb).ToList();

        // The only value of an option may look like one.
        var values = parsed.CommandResult.Children.OfType<OptionResult>()
            .Where(result => result.Option.Arity.MaximumNumberOfValues == 1)
            .SelectMany(result => result.Tokens).ToHashSet<Token>(ReferenceEqualityComparer.Instance);
        return
        [
            .. parsed.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash)
                .Where(token => token.Type == TokenType.Argument && token.Value is ['-', _, ..] && !values.Contains(token))
                .Select(token => token.Value.Split('=')[0])
                .Select(name => $"There is no option {name}. {Hint(name, options)}"),
        ];
    }

    // Help is of the root, and every verb has it.
    private static IEnumerable<Option> OptionsOf(Command verb) =>
        [.. verb.Options.Where(option => !option.Hidden), .. verb.Parents.OfType<Command>().SelectMany(OptionsOf).OfType<HelpOption>()];

    // Whoever says --rules knows what it does and not what it is called: a description comes to the point soon.
    private static string Hint(string name, IReadOnlyList<Option> options)
    {
        var meant = options.Where(option => Place(name, option) >= 0).MinBy(option => Place(name, option));
        return meant is null ? NearestName.Hint(name, options.Select(option => option.Name)) : $"Did you mean {meant.Name}?";
    }

    /// <returns>Which word of its description is that of <paramref name="name"/>; -1 if none is.</returns>
    private static int Place(string name, Option option) => Array.FindIndex(
        (option.Description ?? "").Split([.. " .,:;()/"], StringSplitOptions.RemoveEmptyEntries),
        word => Singular(word) == Singular(name));

    private static string Singular(string word) => word.Trim('-').TrimEnd('s').ToUpperInvariant();
}
