using CsCheck;
using LogPair.Processor.Framing;
using LogPair.Processor.Parsing.Wrapping;
using LogPair.Processor.Pipeline.Recognizing;

namespace LogPair.Processor.Tests.Pipeline.Recognizing;

public sealed class ReadingChoiceTests
{
    [Fact]
    public void ItsTextReadsBackAsTheSame()
    {
        var wrappers = Gen.OneOf<LineWrapper?>(null, LineWrapper.None, LineWrapper.Cri, LineWrapper.Docker);
        Gen.Select(Gen.OneOf<string?>(null, "json", "serilog-text"), wrappers, Gen.Enum<TextEncoding>(), Gen.Int[0, 100], Gen.Bool)
            .Sample((format, wrapper, encoding, percent, isFinal) =>
            {
                var choice = new ReadingChoice
                {
                    Format = format,
                    Wrapper = wrapper,
                    Encoding = encoding,
                    Confidence = percent,
                    Lines = percent / 2,
                    IsFinal = isFinal,
                };

                Assert.True(ReadingChoice.TryParse(choice.ToString(), out var read));
                Assert.Equal(choice, read);
            });
    }

    [Theory]
    [InlineData("")]
    [InlineData("json/cri/utf-8/98/50")]
    [InlineData("json/xyz/utf-8/98/50/final")]
    [InlineData("json/cri/utf-7/98/50/final")]
    [InlineData("json/cri/utf-8/-1/50/final")]
    public void OtherTextIsNone(string text) => Assert.False(ReadingChoice.TryParse(text, out _));
}
