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

    public Pod(string test)
    {
        _volume = new TempVolume(test);
        Logs = _volume["logs"];
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 22, 13, 0, 0, TimeSpan.Zero));

    public LogPairStatus Status { get; } = new();

    /// <summary>The logs directory; not there before a logger makes it.</summary>
    public string Logs { get; set; }

    public string this[string fileName] => Path.Combine(Logs, fileName);

    /// <summary>File names in the logs directory, segments in order and seals after them.</summary>
    public string[] Files => [.. Segments.Select(name => name.ToString()),
        .. Directory.GetFiles(Logs).Select(Path.GetFileName).Where(name => !SegmentName.TryParse(name, out _)).Order(StringComparer.Ordinal)!];

    public SegmentName[] Segments => [.. Directory.GetFiles(Logs)
        .Select(file => SegmentName.TryParse(Path.GetFileName(file), out var name) ? name : default)
        .Where(name => name.Stream is not null).Order()];

    public string[] Lines => [.. Segments.SelectMany(name => File.ReadAllLines(this[name.ToString()]))];

    public Logger Start(
        long segmentSizeBytes = LogPairOptions.DefaultSegmentSizeBytes,
        RollInterval rollInterval = RollInterval.Hour,
        Func<SafeFileHandle, ISegmentFile>? disk = null)
    {
        var options = new LogPairOptions
        {
            Directory = Logs,
            Stream = "app",
            SegmentSizeBytes = segmentSizeBytes,
            RollInterval = rollInterval,
            Status = Status,
            TimeProvider = Time,
        };
        var sink = new LogPairSink(SettingsReader.Read(options, _ => null), disk ?? (handle => new SegmentFile(handle)));
        return new LoggerConfiguration().WriteTo.Sink(sink).CreateLogger();
    }

    public Seal Seal(string segment) => LogPair.Contract.Seal.Read(VolumeLayout.SealOf(this[segment]));

    /// <summary>Every segment has a seal, and it is true.</summary>
    public void AssertSealed()
    {
        foreach (var name in Segments)
        {
            var content = File.ReadAllBytes(this[name.ToString()]);
            var seal = Seal(name.ToString());
            var digest = new SegmentDigest();
            digest.Append(content.AsSpan(0, (int)seal.Bytes));

            Assert.Equal((digest.Lines, digest.Hash, seal.Bytes + seal.TornBytes), (seal.Lines, seal.Hash, content.LongLength));
            Assert.True(seal.Bytes == 0 || content[seal.Bytes - 1] == '\n', $"{name} does not end in a line feed");
        }
    }

    public void Dispose() => _volume.Dispose();
}
