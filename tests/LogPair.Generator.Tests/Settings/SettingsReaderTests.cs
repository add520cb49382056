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
        [VolumeLayout.StateVariable] = "/volume/state",
        [GeneratorVariables.VolumeBudget] = "64MiB",
        [GeneratorVariables.VolumeSizeLimit] = "1Gi",
        [GeneratorVariables.KeepSegments] = "3",
        [GeneratorVariables.Overflow] = "drop-newest",
        [GeneratorVariables.MaxBlock] = "250ms",
        [GeneratorVariables.Writing] = "grouped",
    };

    [Fact]
    public void WithoutAnythingTheDefaultsApply()
    {
        var settings = SettingsReader.Read(new LogPairOptions(), _ => null);

        Assert.Equal(
            (Path.GetFullPath("logs"), "app", 10_485_760, RollInterval.Day, LogPairFormat.Clef),
            (settings.Directory, settings.Stream, settings.SegmentSizeBytes, settings.RollInterval, settings.Format));
        Assert.Equal(
            (Path.GetFullPath("logs/.logpair"), 1, LogPairOverflow.DropOldestUnread, TimeSpan.FromSeconds(5)),
            (settings.StateDirectory, settings.KeepSegments, settings.Overflow, settings.MaxBlock));
        Assert.InRange(settings.MaxVolumeBytes, 16 << 20, 1 << 30);
        Assert.Equal(LogPairWriting.EachEvent, settings.Writing);
    }

    [Fact]
    public void VariablesComeBeforeDefaults()
    {
        var settings = SettingsReader.Read(new LogPairOptions(), Variables.GetValueOrDefault);

        Assert.Equal(
            (Path.GetFullPath("/volume/logs"), "shop", 10_000_000, RollInterval.Minute, LogPairFormat.Rendered),
            (settings.Directory, settings.Stream, settings.SegmentSizeBytes, settings.RollInterval, settings.Format));
        Assert.Equal(
            ("/volume/state", 64 << 20, 3, LogPairOverflow.DropNewest, TimeSpan.FromMilliseconds(250)),
            (settings.StateDirectory, settings.MaxVolumeBytes, settings.KeepSegments, settings.Overflow,
                settings.MaxBlock));
        Assert.Equal(LogPairWriting.Grouped, settings.Writing);
    }

    [Fact]
    public void HalfOfTheSizeLimitIsTheBudgetIfNobodySetsOne()
    {
        var settings = SettingsReader.Read(
            new LogPairOptions(),
            new Dictionary<string, string> { [GeneratorVariables.VolumeSizeLimit] = "1Gi" }.GetValueOrDefault);

        Assert.Equal(512 << 20, settings.MaxVolumeBytes);
    }

    [Fact]
    public void SegmentsAreMadeSmallEnoughThatFourFitIntoTheBudget()
    {
        var settings = SettingsReader.Read(new LogPairOptions { MaxVolumeBytes = 1 << 20 }, _ => null);

        Assert.Equal((1 << 20) / 4 - 13 * 1024, settings.SegmentSizeBytes);
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
            StateDirectory = "/state",
            MaxVolumeBytes = 1 << 20,
            KeepSegments = 0,
            Overflow = LogPairOverflow.Block,
            MaxBlock = TimeSpan.FromMinutes(1),
            Writing = LogPairWriting.EachEvent,
        };

        var settings = SettingsReader.Read(options, Variables.GetValueOrDefault);

        Assert.Equal(
            (Path.GetFullPath("/mine"), "mine", 2048, RollInterval.Hour, LogPairFormat.Clef),
            (settings.Directory, settings.Stream, settings.SegmentSizeBytes, settings.RollInterval, settings.Format));
        Assert.Equal(
            ("/state", 1 << 20, 0, LogPairOverflow.Block, TimeSpan.FromMinutes(1)),
            (settings.StateDirectory, settings.MaxVolumeBytes, settings.KeepSegments, settings.Overflow,
                settings.MaxBlock));
        Assert.Equal(LogPairWriting.EachEvent, settings.Writing);
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
            [GeneratorVariables.VolumeSizeLimit] = "half",
            [GeneratorVariables.KeepSegments] = "-1",
            [GeneratorVariables.Overflow] = "explode",
            [GeneratorVariables.MaxBlock] = "5",
        };
        var options = new LogPairOptions { Stream = "shop2" };

        var error = Assert.Throws<ArgumentException>(() => SettingsReader.Read(options, wrong.GetValueOrDefault));

        Assert.Equal(
            """
            LogPair cannot write logs with these settings:
            - directory '/var/log/*' (variable LOGPAIR_LOGS) has a wildcard. A processor can read many directories, but this side writes to one: name it.
            - stream 'shop2' (argument stream) is no stream name. Use 1 to 128 of A-Z a-z 0-9 . _ -, no dot first and no digit last.
            - volume size limit 'half' (variable LOGPAIR_VOLUME_SIZE_LIMIT) is not a size of 128KiB or more. Half of it is the budget. Write bytes, or a number with KB, MB, GB, KiB, MiB or GiB.
            - segment size 'ten' (variable LOGPAIR_SEGMENT_SIZE) is not a size from 1KiB to 1GiB. Write bytes, or a number with KB, MB, GB, KiB, MiB or GiB.
            - number of segments to keep '-1' (variable LOGPAIR_KEEP_SEGMENTS) is not a number. Write 0 or more.
            - overflow 'explode' (variable LOGPAIR_OVERFLOW) is not known. Choose one of: dropoldestunread, dropnewest, block.
            - longest wait '5' (variable LOGPAIR_MAX_BLOCK) is not a time up to an hour. Write it as 500ms, 5s, 1m or 00:00:05.
            - roll interval '1' (variable LOGPAIR_ROLL_INTERVAL) is not known. Choose one of: day, hour, minute.
            - format 'text' (variable LOGPAIR_FORMAT) is not known. Choose one of: clef, rendered.
            """.ReplaceLineEndings("\n"),
            error.Message);
    }

    [Fact]
    public void ADirectoryThatIsAFileIsRefused()
    {
        var file = typeof(SettingsReaderTests).Assembly.Location;

        var error = Assert.Throws<ArgumentException>(
            () => SettingsReader.Read(new LogPairOptions { Directory = file }, _ => null));

        Assert.Contains($"directory '{file}' (argument directory) is a file.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1024", 1024)]
    [InlineData(" 10485760 ", 10_485_760)]
    [InlineData("10MB", 10_000_000)]
    [InlineData("10mib", 10_485_760)]
    [InlineData("64 KiB", 65_536)]
    [InlineData("64Mi", 67_108_864)]
    [InlineData("1GiB", 1_073_741_824)]
    [InlineData("2048B", 2048)]
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
    [InlineData(65_535)]
    [InlineData(-1)]
    public void ABudgetThatFourSegmentsDoNotFitIntoIsRefused(long budget) => Assert.Throws<ArgumentException>(
        () => SettingsReader.Read(new LogPairOptions { MaxVolumeBytes = budget }, _ => null));

    [Fact]
    public void ABudgetThatIsMostlyTheFileInWhichLinesWaitIsRefused()
    {
        var options = new LogPairOptions { MaxVolumeBytes = 512 * 1024, Writing = LogPairWriting.Grouped };

        var error = Assert.Throws<ArgumentException>(() => SettingsReader.Read(options, _ => null));

        Assert.Contains("'Grouped' needs a volume budget of 1MiB", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AWaitOfMoreThanAnHourIsRefused() => Assert.Throws<ArgumentException>(
        () => SettingsReader.Read(new LogPairOptions { MaxBlock = TimeSpan.FromDays(5) }, _ => null));

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1023)]
    [InlineData(1_073_741_825)]
    public void ASizeOutOfRangeIsRefused(long size) => Assert.Throws<ArgumentException>(
        () => SettingsReader.Read(new LogPairOptions { SegmentSizeBytes = size }, _ => null));
}
