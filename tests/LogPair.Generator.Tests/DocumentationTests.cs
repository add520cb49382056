using System.Reflection;
using System.Text.RegularExpressions;
using LogPair.Contract;
using LogPair.Generator.Settings;
using LogPair.Testing;
using Serilog;

namespace LogPair.Generator.Tests;

public sealed partial class DocumentationTests
{
    private static readonly string Page = File.ReadAllText(Repository.Path("docs/generator.md"));

    [Fact]
    public void EverySettingHasARow()
    {
        var parameters = typeof(LogPairLoggerConfigurationExtensions).GetMethods()
            .Single(method => method.GetParameters().Any(parameter => parameter.Name == "directory")).GetParameters();

        Assert.All(
            parameters.Skip(1),
            parameter => Assert.Contains(RowHeads("Settings"), head => head.Contains($"`{parameter.Name}`")));
    }

    [Fact]
    public void EveryVariableHasARow()
    {
        string[] variables =
        [
            VolumeLayout.LogsVariable, VolumeLayout.StreamVariable, VolumeLayout.SegmentSizeVariable,
            VolumeLayout.RollIntervalVariable, VolumeLayout.FormatVariable, VolumeLayout.StateVariable,
            VolumeLayout.DoorbellVariable,
            .. typeof(GeneratorVariables).GetFields(BindingFlags.Public | BindingFlags.Static)
                .Select(field => (string)field.GetRawConstantValue()!),
        ];

        Assert.All(variables, variable => Assert.Contains($"`{variable}`", Page, StringComparison.Ordinal));
    }

    [Fact]
    public void EveryReasonHasARowAndNoOther()
    {
        var reasons = typeof(DropReason).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => $"`{field.GetRawConstantValue()}`");

        Assert.Equal(reasons.Order(), RowHeads("What can be dropped").Order());
    }

    [Fact]
    public void EveryNumberOfTheStatusHasARow() => Assert.All(
        typeof(LogPairStatus).GetProperties(),
        property => Assert.Contains(RowHeads("Status and metrics"), head => head.Contains($"`{property.Name}`")));

    [Fact]
    public void TheSampleIsTheOneThatIsCompiled()
    {
        var source = File.ReadAllText(Repository.Path("tests/LogPair.Generator.Tests/ReadmeSample.cs"));
        var sample = Indentation().Replace(source.Split("#region readme\n")[1].Split("        #endregion")[0], "");

        Assert.Contains($"```csharp\n{sample}```", Page, StringComparison.Ordinal);
        Assert.Equal(sample, Repository.Block(File.ReadAllText(Repository.Path("README.md")), "generator"));
    }

    /// <summary>First cells of the table in a section, without the heading.</summary>
    private static string[] RowHeads(string section)
    {
        var text = Page.Split($"\n## {section}\n")[1].Split("\n## ")[0];
        var rows = text.Split('\n').Where(line => line.StartsWith('|')).Skip(2);
        return [.. rows.Select(row => row.Split('|')[1].Trim())];
    }

    [GeneratedRegex("^ {8}", RegexOptions.Multiline)]
    private static partial Regex Indentation();
}
