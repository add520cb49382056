using LogPair.Contract;
using LogPair.Generator.Segments;
using LogPair.Generator.Settings;
using LogPair.Generator.Sinks;
using LogPair.Testing;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Win32.SafeHandles;
using Serilog;
using Serilog.Core;

namespace LogPair.Generator.Tests.Support;

/// <summary>A volume and a clock, on which loggers are started and looked at.</summary>
internal sealed class Pod : IDisposable
{
    private readonly TempVolume _volume;

    public Pod(string test, FakeTimeProvider? time = null)
    {
        Time = time ?? new FakeTimeProvider();
        Time.SetUtcNow(new DateTimeOffset(2026, 11, 22, 13, 0, 0, TimeSpan.Zero));
        _volume = new TempVolume(test);
        Logs = _volume["logs"];
    }

    public FakeTimeProvider Time { get; }

    public LogPairStatus Status { get; } = new();

    /// <summary>The logs directory; not there before a logger makes it.</summary>
    public string Logs { get; set; }

    public string AcknowledgementsPath =>
        Path.Combine(VolumeLayout.SharedState(Logs), VolumeLayout.AcknowledgementsFile);

    public string this[string fileName] => Path.Combine(Logs, fileName);

    /// <summary>File names in the logs directory, segments in order and seals after them.</summary>
    public string[] Files =>
    [
        .. Segments.Select(name => name.ToString()),
        .. Directory.GetFiles(Logs).Select(Path.GetFileName)
            .Where(name => !SegmentName.TryParse(name, out _)).Order(StringComparer.Ordinal)!,
    ];

    public SegmentName[] Segments => [.. Directory.GetFiles(Logs)
        .Select(file => SegmentName.TryParse(Path.GetFileName(file), out var name) ? name : default)
        .Where(name => name.Stream is not null).Order()];

    public string[] Lines => [.. Segments.SelectMany(name => File.ReadAllLines(this[name.ToString()]))];

    public Logger Start(
        long segmentSizeBytes = LogPairOptions.DefaultSegmentSizeBytes,
        RollInterval rollInterval = RollInterval.Hour,
        Func<SafeFileHandle, ISegmentFile>? disk = null,
        LogPairOptions? with = null,
        LogPairStatus? status = null)
    {
        var options = (with ?? new LogPairOptions { MaxVolumeBytes = 1 << 30 }) with
        {
            Directory = Logs,
            Stream = "app",
            SegmentSizeBytes = segmentSizeBytes,
            RollInterval = rollInterval,
            Status = status ?? Status,
            TimeProvider = Time,
        };
        var settings = SettingsReader.Read(options, _ => null);
        var sink = new LogPairSink(settings, disk ?? (handle => new SegmentFile(handle)));
        return new LoggerConfiguration().WriteTo.Sink(sink).CreateLogger();
    }

    public Seal Seal(string segment) => LogPair.Contract.Seal.Read(VolumeLayout.SealOf(this[segment]));

    /// <summary>What a processor would write into the state directory, now.</summary>
    public void Acknowledge(params IEnumerable<Acknowledgement> segments)
    {
        Directory.CreateDirectory(VolumeLayout.SharedState(Logs));
        new Acknowledgements { Generated = Time.GetUtcNow(), Segments = [.. segments] }.Write(AcknowledgementsPath);
    }

    /// <summary>Everything that is on the volume is counted.</summary>
    public void AcknowledgeAll() => Acknowledge(
        Segments.Select(name => new Acknowledgement(name.ToString(), new FileInfo(this[name.ToString()]).Length)));

    /// <summary>Bytes of all files in the logs directory.</summary>
    public long VolumeBytes => new DirectoryInfo(Logs).EnumerateFiles().Sum(file => file.Length);

    /// <summary>Every segment has a seal, and it is true.</summary>
    public void AssertSealed()
    {
        foreach (var name in Segments)
        {
            var content = File.ReadAllBytes(this[name.ToString()]);
            var seal = Seal(name.ToString());
            var digest = new SegmentDigest();
            digest.Append(content.AsSpan(0, (int)seal.Bytes));

            Assert.Equal(
                (digest.Lines, digest.Hash, seal.Bytes + seal.TornBytes),
                (seal.Lines, seal.Hash, content.LongLength));
            Assert.True(seal.Bytes == 0 || content[seal.Bytes - 1] == '\n', $"{name} does not end in a line feed");
        }
    }

    public void Dispose() => _volume.Dispose();
}
