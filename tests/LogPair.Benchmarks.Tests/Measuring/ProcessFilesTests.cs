using System.Diagnostics;
using LogPair.Benchmarks.Measuring;

namespace LogPair.Benchmarks.Tests.Measuring;

public sealed class ProcessFilesTests
{
    [Fact]
    public void MemoryIsReadFromTheStatusFile()
    {
        string[] status = ["Name:\tlogpair", "VmHWM:\t   17304 kB", "VmRSS:\t   16000 kB", "RssAnon:\t    7900 kB"];

        Assert.Equal(17_304 * 1024, ProcessMemory.Parse(status, "VmHWM:"));
        Assert.Equal(0, ProcessMemory.Parse(status, "VmSwap:"));
    }

    [Fact]
    public void BytesReadAreThoseOfSystemCallsAndNotOfTheDisk()
    {
        Assert.Equal(323_934_931, ProcessReading.ParseBytes("rchar: 323934931\nwchar: 323929600\nread_bytes: 4096\n"));
    }

    [Fact]
    public void TheTimeOfAThreadIsInNanoseconds()
    {
        var (cpu, waited) = ProcessThreads.Parse("1500000000 42000 7\n");

        Assert.Equal(TimeSpan.FromMilliseconds(1_500), cpu);
        Assert.Equal(TimeSpan.FromMicroseconds(42), waited);
    }

    [Fact]
    public void TheClockOfAProcessAgreesWithTheKernelsAccounts()
    {
        var tick = TimeSpan.FromMilliseconds(20);
        using var self = Process.GetCurrentProcess();

        var before = self.TotalProcessorTime;
        var clock = ProcessCpu.Of(Environment.ProcessId);
        self.Refresh();
        var after = self.TotalProcessorTime;

        Assert.InRange(clock, before - tick, after + tick);
        Assert.InRange(ProcessThreads.Busiest(Environment.ProcessId), TimeSpan.FromTicks(1), clock);
    }
}
