using System.Globalization;
using System.Text;
using System.Xml;

namespace LogPair.Host.RuleTests;

/// <summary>Writes results as the XML that continuous integration reads: JUnit's, as Ant writes it.</summary>
internal static class JunitReport
{
    /// <param name="destination">Stays open.</param>
    /// <param name="suites">Results by test file.</param>
    public static void Write(Stream destination, IReadOnlyList<(RuleTestFile File, IReadOnlyList<RuleTestResult> Results)> suites)
    {
        var settings = new XmlWriterSettings { Indent = true, Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), NewLineChars = "\n" };
        using var xml = XmlWriter.Create(destination, settings);
        xml.WriteStartElement("testsuites");
        WriteCounts(xml, [.. suites.SelectMany(suite => suite.Results)]);
        foreach (var (file, results) in suites) WriteSuite(xml, file, results);
        xml.WriteEndElement();
    }

    private static void WriteSuite(XmlWriter xml, RuleTestFile file, IReadOnlyList<RuleTestResult> results)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", Allowed(file.Path));
        WriteCounts(xml, results);
        foreach (var result in results)
        {
            xml.WriteStartElement("testcase");
            xml.WriteAttributeString("classname", Allowed(file.Path));
            xml.WriteAttributeString("name", Allowed(result.Test.Name));
            xml.WriteAttributeString("file", Allowed(file.Path));
            xml.WriteAttributeString("line", result.Test.Line.ToString(CultureInfo.InvariantCulture));
            xml.WriteAttributeString("time", Seconds(result.Took));
            if (!result.HasPassed) WriteFailure(xml, result);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteFailure(XmlWriter xml, RuleTestResult result)
    {
        xml.WriteStartElement("failure");
        xml.WriteAttributeString("message", Allowed(result.Differences[0].ToString()));
        xml.WriteString("\n" + Allowed(string.Concat(result.Differences.Select(line => $"{line}\n"))));
        xml.WriteEndElement();
    }

    private static void WriteCounts(XmlWriter xml, IReadOnlyList<RuleTestResult> results)
    {
        xml.WriteAttributeString("tests", results.Count.ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("failures", results.Count(result => !result.HasPassed).ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("errors", "0");
        xml.WriteAttributeString("time", Seconds(results.Aggregate(TimeSpan.Zero, (sum, result) => sum + result.Took)));
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("F3", CultureInfo.InvariantCulture);

    // XML 1.0 has no way to write most control characters, and log lines may hold any.
    private static string Allowed(string text) => string.Concat(text.Select((character, i) =>
        XmlConvert.IsXmlChar(character) || IsPair(text, i) ? character : '\ufffd'));

    private static bool IsPair(string text, int i) => char.IsHighSurrogate(text[i])
        ? i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])
        : char.IsLowSurrogate(text[i]) && i > 0 && char.IsHighSurrogate(text[i - 1]);
}
