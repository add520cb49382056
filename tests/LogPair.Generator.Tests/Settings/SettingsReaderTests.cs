using LogPair.Contract;
using LogPair.Generator.Settings;

namespace LogPair.Generator.Tests.Settings;

public sealed class SettingsReaderTests
{
    private static readonly Dictionary<string, string> Variables = new()
    {
        [VolumeLayout.LogsVariable] = "/volume/logs",
        [VolumeLayout.StreamVariable] = "shop",
        [VolumeLayout.SegmentSizeVariable] = "10MB",
        [VolumeLayout.RollIntervalVariable] = "minute",
        [VolumeLayout.FormatVariable] = "RENDERED",
    };

    [Fact]
    public void WithoutAnythingTheDefaultsApply()
    {
        var settings = SettingsReader.Read(new LogPairOptions(), _ => null);

        Assert.Equal(
            (Path.GetFullPath("logs"), "app", 10_485_760, RollInterval.Day, LogPairFormat.Clef),
            (settings.Directory, settings.Stream, settings.SegmentSizeBytes, settings.RollInterval, settings.Format));
    }

    [Fact]
    public void VariablesComeBeforeDefaults()
    {
        var settings = SettingsReader.Read(new LogPairOptions(), Variables.GetValueOrDefault);

        Assert.Equal(
            (Path.GetFullPath("/volume/logs"), "shop", 10_000_000, RollInterval.Minute, LogPairFormat.Rendered),
            (settings.Directory, settings.Stream, settings.SegmentSizeBytes, settings.RollInterval, settings.Format));
    }

    [Fact]
    public void ArgumentsComeBeforeVariables()
    {
        var options = new LogPairOptions
        {
            Directory = "/mine",
            Stream = "mine",
            SegmentSizeBytes = 2048,
            RollInterval = RollInterval.Hour,
            Format = LogPairFormat.Clef,
        };

        var settings = SettingsReader.Read(options, Variables.GetValueOrDefault);

        Assert.Equal(
            (Path.GetFullPath("/mine"), "mine", 2048, RollInterval.Hour, LogPairFormat.Clef),
            (settings.Directory, settings.Stream, settings.SegmentSizeBytes, settings.RollInterval, settings.Format));
    }

    [Fact]
    public void EverythingThatIsWrongIsToldAtOnceWithItsOriginAndACure()
    {
        var wrong = new Dictionary<string, string>
        {
            [VolumeLayout.LogsVariable] = "/var/log/*",
            [VolumeLayout.SegmentSizeVariable] = "ten",
            [VolumeLayout.RollIntervalVariable] = "1",
            [VolumeLayout.FormatVariable] = "text",
        };
        var options = new LogPairOptions { Stream = "shop2" };

        var error = Assert.Throws<ArgumentException>(() => SettingsReader.Read(options, wrong.GetValueOrDefault));

        Assert.Equal(
            """
            LogPair cannot write logs with these settings:
            - directory '/var/log/*' (variable LOGPAIR_LOGS) has a wildcard. A processor can read many directories, but this side writes to one: name it.
            - stream 'shop2' (argument stream) is no stream name. Use 1 to 128 of A-Z a-z 0-9 . _ -, no dot first and no digit last.
            - segment size 'ten' (variable LOGPAIR_SEGMENT_SIZE) is not a size from 1KiB to 1GiB. Write bytes, or a number with KB, MB, GB, KiB, MiB or GiB.
            - roll interval '1' (variable LOGPAIR_ROLL_INTERVAL) is not known. Choose one of: day, hour, minute.
            - format 'text' (variable LOGPAIR_FORMAT) is not known. Choose one of: clef, rendered.
            """.ReplaceLineEndings("\n"),
            error.Message);
    }

    [Fact]
    public void ADirectoryThatIsAFileIsRefused()
    {
        var file = typeof(SettingsReaderTests).Assembly.Location;

        var error = Assert.Throws<ArgumentException>(() => SettingsReader.Read(new LogPairOptions { Directory = file }, _ => null));

        Assert.Contains($"directory '{file}' (argument directory) is a file.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1024", 1024)]
    [InlineData(" 10485760 ", 10_485_760)]
    [InlineData("10MB", 10_000_000)]
    [InlineData("10mib", 10_485_760)]
    [InlineData("64 KiB", 65_536)]
    [InlineData("1GiB", 1_073_741_824)]
    [InlineData("2048B", 2048)]
    [InlineData("2Mi", 2_097_152)]
    public void SizesAreReadAsPeopleWriteThem(string text, long expected)
    {
        Assert.True(ByteSize.TryParse(text, out var bytes));
        Assert.Equal(expected, bytes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("MB")]
    [InlineData("-1")]
    [InlineData("1.5MB")]
    [InlineData("10 TB")]
    [InlineData("9999999999999999GiB")]
    public void OtherTextIsNoSize(string text) => Assert.False(ByteSize.TryParse(text, out _));

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1023)]
    [InlineData(1_073_741_825)]
    public void ASizeOutOfRangeIsRefused(long size) => Assert.Throws<ArgumentException>(
        () => SettingsReader.Read(new LogPairOptions { SegmentSizeBytes = size }, _ => null));
}
