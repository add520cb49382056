using System.ComponentModel;
using System.Diagnostics;

namespace LogPair.Processor.Tests.Exposition;

/// <summary>Prometheus' own judge of expositions.</summary>
internal static class Promtool
{
    /// <summary>
    /// What it has to say of a text, line by line; nothing if the text is right. Skips the test if there is none.
    /// </summary>
    public static async Task<string[]> CheckMetricsAsync(string text)
    {
        Process? process = null;
        try
        {
            process = Process.Start(new ProcessStartInfo("promtool", ["check", "metrics"])
            {
                RedirectStandardInput = true,
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            });
        }
        catch (Win32Exception)
        {
            Assert.Skip("There is no promtool. Install it (apt-get install prometheus; .ci/prepare does).");
        }

        using (process)
        {
            await process!.StandardInput.WriteAsync(text);
            process.StandardInput.Close();
            var said = await process.StandardError.ReadToEndAsync() + await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return said.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
    }
}
