using System.Diagnostics;
using LogPair.Processor.Framing;
using LogPair.Processor.Parsing;
using LogPair.Processor.Parsing.Wrapping;
using LogPair.Processor.Pipeline.Recognizing;
using LogPair.Processor.Rules;

namespace LogPair.Host.Starter;

/// <summary>How files are read, in the words of a rules file.</summary>
/// <param name="Format">Value of <c>format</c>: a name, or a flow mapping.</param>
/// <param name="Wrapper">Value of <c>wrapper</c>; null if lines are not wrapped.</param>
/// <param name="Multiline">Value of <c>multiline</c>; null if every line is an event.</param>
internal sealed record StarterInput(string Format, string? Wrapper = null, string? Multiline = null)
{
    /// <summary>What a processor with this in its rules would do with a file.</summary>
    /// <param name="encoding">That the file was found to have.</param>
    /// <param name="fields">Complete.</param>
    public FileReading ToReading(TextEncoding encoding, FieldSet fields)
    {
        var yaml = new YamlText();
        yaml.Line("inputs:");
        WriteTo(yaml, "x");
        var loaded = RulesLoader.Load("starter", yaml.ToString());
        if (loaded.Rules is not { Inputs: [var input] })
            throw new UnreachableException(string.Join('\n', loaded.Errors));

        var said = input.Reading;
        var parser = said.Format.CreateParser(fields);
        return new FileReading(parser, said.Wrapper ?? LineWrapper.None, said.Multiline, encoding);
    }

    /// <summary>Writes it as an item of <c>inputs</c>.</summary>
    /// <param name="path">Value of <c>path</c>.</param>
    public void WriteTo(YamlText yaml, string path)
    {
        yaml.Line($"  - path: {YamlText.Scalar(path)}");
        yaml.Line($"    format: {Format}");
        if (Wrapper is not null) yaml.Line($"    wrapper: {Wrapper}");
        if (Multiline is not null) yaml.Line($"    multiline: {Multiline}");
    }
}
