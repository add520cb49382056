using System.Text;
using System.Text.Json;
using CsCheck;
using LogPair.Processor.Parsing;

namespace LogPair.Processor.Tests.Parsing;

public sealed class JsonTextTests
{
    [Fact]
    public void UnescapedTextIsWhatTheReaderOfSystemTextJsonGives()
    {
        JsonGen.Text.Sample(
            escaped => Assert.Equal(JsonSerializer.Deserialize<string>($"\"{escaped}\""), Unescape(escaped)), iter: 20_000);
    }

    [Fact]
    public void AnyTextSurvivesEscapingAndUnescaping()
    {
        Gen.String.Where(text => text.EnumerateRunes().All(rune => rune != Rune.ReplacementChar))
            .Sample(text => Assert.Equal(text, Unescape(JsonSerializer.Serialize(text)[1..^1])));
    }

    // System.Text.Json has no answer here: GetString throws.
    [Theory]
    [InlineData("\\ud800", "\ufffd")]
    [InlineData("\\udc00", "\ufffd")]
    [InlineData("\\ud800x", "\ufffdx")]
    [InlineData("\\ud800\\n", "\ufffd\n")]
    [InlineData("\\ud800\\ud800", "\ufffd\ufffd")]
    [InlineData("\\ud800\\ud83d\\ude00", "\ufffd😀")]
    [InlineData("\\udc00\\ud800", "\ufffd\ufffd")]
    public void ALoneSurrogateBecomesTheReplacementCharacter(string escaped, string text)
    {
        Assert.Equal(text, Unescape(escaped));
    }

    private static string Unescape(string escaped)
    {
        var bytes = Encoding.UTF8.GetBytes(escaped);
        var destination = new byte[bytes.Length];
        return Encoding.UTF8.GetString(destination, 0, JsonText.Unescape(bytes, destination));
    }
}
