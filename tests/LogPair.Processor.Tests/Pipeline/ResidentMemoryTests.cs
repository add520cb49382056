using LogPair.Processor.Pipeline;

namespace LogPair.Processor.Tests.Pipeline;

public class ResidentMemoryTests
{
    [Fact]
    public void ItIsWhatTheRuntimeSays()
    {
        // Other tests take and give back memory meanwhile.
        Assert.InRange(ResidentMemory.Bytes, Environment.WorkingSet / 2, Environment.WorkingSet * 2);
    }
}
