using System.Runtime.InteropServices;
using LogPair.Benchmarks.Workload;
using LogPair.EndToEnd.Tests;
using LogPair.Testing;

namespace LogPair.Benchmarks.Tests.Instructions;

/// <summary>The NativeAOT executable costs as many instructions as it did: dearer fails, and so does a gain not written down.</summary>
/// <remarks>Times say nothing on a machine that others use; instructions do not depend on it. See docs/benchmarks.md.</remarks>
public sealed class InstructionsTests : IDisposable
{
    private const int MostLooks = 4;

    private readonly TempVolume _volume = new(nameof(InstructionsTests));

    public static TheoryData<string> Sets => [.. DataSets.All.Select(set => set.Name)];

    public void Dispose() => _volume.Dispose();

    [Theory]
    [MemberData(nameof(Sets))]
    public void ALineCostsWhatItDid(string set)
    {
        var meter = CreateMeter();
        Check(set, () => meter.OfALine(DataSets.Find(set)!), meter.Versions());
    }

    [Fact]
    public void StartingCostsWhatItDid()
    {
        var meter = CreateMeter();
        Check(InstructionBaseline.StartUp, meter.OfStartUp, meter.Versions());
    }

    private InstructionMeter CreateMeter()
    {
        Assert.SkipUnless(
            RuntimeInformation.OSArchitecture == Architecture.X64, "The baseline is in instructions of x64.");
        var binary = Environment.GetEnvironmentVariable("LOGPAIR_BINARY");
        Requirement.Check(Missing(binary));
        return new InstructionMeter(binary!, _volume.Path);
    }

    private static string? Missing(string? binary)
    {
        if (string.IsNullOrEmpty(binary))
            return "There is no NativeAOT executable. Publish one, and name it in LOGPAIR_BINARY (.ci/run does).";

        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        return path.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, InstructionMeter.Tool)))
            ? null
            : $"There is no {InstructionMeter.Tool}. Install it (apt-get install valgrind; .ci/prepare does).";
    }

    private static void Check(string name, Func<long> measure, string with)
    {
        var baseline = InstructionBaseline.Read();
        var isUpdate = Environment.GetEnvironmentVariable("LOGPAIR_UPDATE") == "1";
        string? complaint = null;
        for (var look = 0; look == 0 || (look < MostLooks && (isUpdate || complaint is not null)); look++)
        {
            var measured = measure();
            TestContext.Current.TestOutputHelper?.WriteLine($"{name}: {measured} instructions");
            if (isUpdate)
            {
                baseline.Instructions[name] = measured;
                baseline = baseline with { MeasuredWith = with };
                baseline.Write();
            }

            complaint = baseline.Complaint(name, measured, with);
        }

        Assert.True(complaint is null, complaint);
    }
}
