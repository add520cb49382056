using System.CommandLine;
using LogPair.Benchmarks.Scrape;

namespace LogPair.Benchmarks.Commands;

/// <summary><c>scrape</c>: what a scrape and a checkpoint of many series take and hold up.</summary>
internal static class ScrapeCommand
{
    public static Command Create() => BenchOptions.Command(
        "scrape", "Scrapes of 100,000 series, at rest and while catching up; the pause by a checkpoint",
        ScrapeBench.RunAsync);
}
