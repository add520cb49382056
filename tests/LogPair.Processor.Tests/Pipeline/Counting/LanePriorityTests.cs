using System.Globalization;
using LogPair.Processor.Pipeline.Counting;

namespace LogPair.Processor.Tests.Pipeline.Counting;

public sealed class LanePriorityTests
{
    [Fact]
    public void ItIsALittleLowerThanThatOfOthersHoweverOftenItIsLowered()
    {
        var niceness = 0;
        var thread = new Thread(() =>
        {
            for (var i = 0; i < 4; i++) LanePriority.Lower();
            niceness = NicenessOf("thread-self");
        });
        thread.Start();
        thread.Join();

        Assert.Equal(NicenessOf("self") + 5, niceness);
    }

    // Source: proc_pid_stat(5), field 19; the second ends with the last bracket.
    private static int NicenessOf(string thread)
    {
        var stat = File.ReadAllText($"/proc/{thread}/stat");
        return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[16], CultureInfo.InvariantCulture);
    }
}
