using CsCheck;
using LogPair.Processor.Rules;

namespace LogPair.Host.Configuration;

public sealed class SettingsResolverTests
{
    private static readonly Gen<string?> MaybeLanes = Gen.Int[1, 256].Select(lanes => lanes.ToString()).Null(0.4);

    [Fact]
    public void FlagBeatsVariableBeatsFileBeatsDefault() =>
        Gen.Select(MaybeLanes, MaybeLanes, MaybeLanes).Sample((flag, variable, inFile) =>
        {
            var resolver = new SettingsResolver(
                Flags(SettingTable.Lanes, flag), name => name == SettingTable.Lanes.Variable ? variable : null, FileWith("lanes", inFile));

            var value = resolver.Get(SettingTable.Lanes, 77);

            Assert.Equal(flag ?? variable ?? inFile ?? "77", SettingTable.Lanes.Format(value));
            var source = flag is not null ? SettingSource.Flag
                : variable is not null ? SettingSource.Variable
                : inFile is not null ? SettingSource.File
                : SettingSource.Default;
            Assert.Equal(source, resolver.Resolved.Single().Source);
            Assert.Empty(resolver.Problems);
        });

    [Fact]
    public void AnEmptyVariableCountsAsNotSet()
    {
        var resolver = new SettingsResolver(Flags(SettingTable.Lanes, null), _ => "", FileWith("lanes", "3"));

        Assert.Equal(3, resolver.Get(SettingTable.Lanes, 77));
    }

    [Fact]
    public void AWrongValueNamesItsPlaceAndWhatIsExpected()
    {
        var resolver = new SettingsResolver(Flags(SettingTable.Lanes, null), _ => null, FileWith("lanes", "many"));

        resolver.Get(SettingTable.Lanes, 77);

        Assert.Equal("rules.yaml:4:9: 'many' is not a value for lanes. Expected is a whole number from 1 to 256.",
            resolver.Problems.Single().ToString());
    }

    [Fact]
    public void AWrongValueThatIsOverruledHarmsNobody()
    {
        var resolver = new SettingsResolver(Flags(SettingTable.Lanes, "2"), _ => "many", FileWith("lanes", "none"));

        Assert.Equal(2, resolver.Get(SettingTable.Lanes, 77));
        Assert.Empty(resolver.Problems);
    }

    private static Dictionary<string, string> Flags(Setting setting, string? text) =>
        text is null ? [] : new() { [setting.Flag] = text };

    private static SettingsFile FileWith(string key, string? text) => text is null
        ? SettingsFile.None
        : new SettingsFile("rules.yaml", new Dictionary<string, SettingScalar> { [key] = new(text, 4, 9) });
}
