using System.Text.RegularExpressions;
using LogPair.Testing;

namespace LogPair.Host.Configuration;

public sealed partial class SettingTableTests
{
    [Fact]
    public void TheDocumentationListsEverySettingAsTheTableHasIt()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "configuration.md"));
        var rows = TableRow().Matches(page).Select(row => row.Value).ToList();

        Assert.Equal(SettingTable.All.Select(Row), rows);
    }

    [Fact]
    public void NamesFollowFromEachOther() => Assert.All(SettingTable.All, setting =>
    {
        var words = Word().Matches(setting.Name).Select(word => word.Value.ToLowerInvariant()).ToList();

        Assert.Equal("--" + string.Join('-', words), setting.Flag);
        Assert.Equal("LOGPAIR_" + string.Join('_', words).ToUpperInvariant(), setting.Variable);
    });

    [Fact]
    public void DefaultsThatAreValuesAreInForce()
    {
        var resolved = ConfigurationLoader.Load(new Dictionary<string, string>(), _ => null).Resolved;

        Assert.Equal(SettingTable.All, resolved.Select(each => each.Setting));
        Assert.All(resolved.Where(each => each.Setting.Accepts(each.Setting.DefaultText) && each.Text.Length > 0 && each.Setting != SettingTable.Lanes),
            each => Assert.Equal(each.Setting.DefaultText, each.Text));
    }

    private static string Row(Setting setting) =>
        $"| `{setting.Name}` | `{setting.Variable}` | `{setting.Flag} {setting.ValueName}` | {setting.DefaultText} | {setting.Help} Expected: {setting.Expected}. |";

    [GeneratedRegex(@"^\| `.*$", RegexOptions.Multiline)]
    private static partial Regex TableRow();

    [GeneratedRegex("^[a-z]+|[A-Z][a-z]+")]
    private static partial Regex Word();
}
