using LogPair.Host.Configuration;
using LogPair.Host.Web;

namespace LogPair.Host.Commands;

/// <summary>One request to /readyz.</summary>
internal static class HealthcheckRunner
{
    // Under the 10 s that Docker and Kubernetes users commonly leave a probe.
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);

    /// <param name="url">Null for the processor on this machine that has the same settings.</param>
    public static async Task<int> RunAsync(
        string? url, IReadOnlyDictionary<string, string> flags, Surroundings surroundings)
    {
        if (url is not null)
        {
            if (Uri.TryCreate(url, UriKind.Absolute, out var target) && target.Scheme is "http" or "https")
                return await AskAsync(target, url, LocalClient.Plain(), surroundings);

            surroundings.Error.WriteLine($"--url: '{url}' is not a URL. "
                + "Expected is one such as http://127.0.0.1:9464/readyz.");
            return ExitCode.WrongUse;
        }

        var configuration = ConfigurationLoader.Load(flags, surroundings.Variable);
        foreach (var problem in configuration.Problems) surroundings.Error.WriteLine(problem);
        if (!IsListenRight(configuration)) return ExitCode.WrongUse;

        var (listen, webConfig) = (configuration.Settings.Listen, configuration.Settings.WebConfig);
        var own = new Uri(LocalClient.Url(listen, webConfig));
        return await AskAsync(own, listen.SocketPath is null ? own.ToString() : listen.ToString(), LocalClient.Of(listen), surroundings);
    }

    private static async Task<int> AskAsync(Uri target, string shown, HttpMessageHandler handler, Surroundings surroundings)
    {
        try
        {
            using var client = new HttpClient(handler) { Timeout = Deadline };
            using var response = await client.GetAsync(target, surroundings.Stop);
            var answer = (await response.Content.ReadAsStringAsync(surroundings.Stop)).TrimEnd();
            surroundings.Print(answer + "\n");
            return response.IsSuccessStatusCode ? ExitCode.Done : ExitCode.Failed;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            var reason = exception.Message.TrimEnd('.');
            surroundings.Error.WriteLine($"{shown}: no answer: {reason}. Is 'logpair run' alive and listening there?");
            return ExitCode.Failed;
        }
    }

    // Nothing else matters to the question: rules that somebody broke do not make a running processor sick.
    private static bool IsListenRight(LoadedConfiguration configuration) => configuration.Resolved
        .Where(resolved => resolved.Setting == SettingTable.Listen && resolved.Source != SettingSource.Default)
        .All(resolved => resolved.Setting.Accepts(resolved.Text));
}
