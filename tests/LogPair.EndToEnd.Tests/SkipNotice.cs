using LogPair.EndToEnd.Tests;

[assembly: AssemblyFixture(typeof(SkipNotice))]

namespace LogPair.EndToEnd.Tests;

/// <summary>Says at the end of the run what did not run, so that a green run is not taken for a full one.</summary>
public sealed class SkipNotice : IDisposable
{
    public void Dispose()
    {
        if (Requirement.Skipped == 0) return;

        Console.Error.WriteLine(
            $"NOT TESTED: {Requirement.Skipped} end-to-end tests were skipped, because this machine lacks what they need. " +
            $".ci/prepare installs it on Debian; {Requirement.Variable}=1 turns the skips into failures.");
    }
}
