namespace LogPair.Processor.Tests.Parsing.Text;

public sealed class OutputTemplateTests
{
    [Theory]
    [InlineData("{Level:u3}{Message}", "nothing stands between {Level} and {Message}, so where one ends cannot be told")]
    [InlineData("{Message}{Exception}", "{Exception} must follow {NewLine}, once")]
    [InlineData("{Message}{NewLine}{Exception}{Exception}", "{Exception} must follow {NewLine}, once")]
    [InlineData("{Level}{NewLine}{Message}", "{Message} stands on a second line")]
    [InlineData("{Level}\n  {Message}", "text stands on a second line")]
    [InlineData("{Message} {Properties}", "{Properties} cannot be read back as it is")]
    [InlineData("{Message} {Message}", "{Message} occurs twice")]
    [InlineData("{Message} {open", "a { is never closed")]
    [InlineData("{Message} {two words}", "{two words} is not a property")]
    [InlineData("{Level,wide} {Message}", "{Level,wide} is not a property")]
    [InlineData("{}", "{} is not a property")]
    [InlineData("no {{holes}}", "the template holds no property")]
    [InlineData("", "the template holds no property")]
    [InlineData("{Timestamp:yyyy gg} {Message}", "'g' of the time format 'yyyy gg' cannot be read back")]
    public void ATemplateThatCannotBeReadBackIsRefused(string template, string problem)
    {
        Assert.Equal([$"template: {problem}"], Reading.Problems("serilog-text", ("template", template)));
    }
}
