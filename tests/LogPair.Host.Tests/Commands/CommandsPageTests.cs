using System.CommandLine;
using LogPair.Testing;

namespace LogPair.Host.Commands;

public sealed class CommandsPageTests
{
    [Fact]
    public void ThePageHasASectionForEveryVerbThatNamesItsOwnFlags()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "commands.md"));

        Assert.All(Verbs(CommandLine.Build(Some.Surroundings(CancellationToken.None)), ""), verb =>
        {
            var from = page.IndexOf($"\n## {verb.Name}\n", StringComparison.Ordinal);
            Assert.True(from >= 0, $"docs/commands.md has no section '{verb.Name}'.");
            var to = page.IndexOf("\n## ", from + 1, StringComparison.Ordinal);
            var section = to < 0 ? page[from..] : page[from..to];

            Assert.All(verb.Command.Options.Where(IsOwn), option => Assert.Contains(option.Name, section, StringComparison.Ordinal));
        });
    }

    private static IEnumerable<(string Name, Command Command)> Verbs(Command command, string prefix) => command.Subcommands.SelectMany(verb =>
        verb.Subcommands.Count > 0 ? Verbs(verb, $"{prefix}{verb.Name} ") : [($"{prefix}{verb.Name}", verb)]);

    // Settings have a page of their own.
    private static bool IsOwn(Option option) => Configuration.SettingTable.All.All(setting => setting.Flag != option.Name);
}
