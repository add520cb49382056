using Serilog;

namespace LogPair.Generator.Tests;

/// <summary>The sample of the README: what stands between the region's marks is there word for word.</summary>
internal static class ReadmeSample
{
    public static void Run(string logs)
    {
        #region readme
        var status = new LogPairStatus();

        using (var log = new LoggerConfiguration()
            .WriteTo.LogPair(directory: logs, stream: "shop", status: status)
            .CreateLogger())
        {
            log.Information("Order {OrderId} placed by {Customer}", 8731, "Ada");
        }

        Console.WriteLine($"{status.EventsWritten} written, {status.EventsDropped} dropped, {status.SegmentsSealed} sealed");
        #endregion
    }
}
