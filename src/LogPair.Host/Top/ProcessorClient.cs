using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using LogPair.Host.Web.Api;

namespace LogPair.Host.Top;

/// <summary>Asks a running processor how it is doing.</summary>
internal sealed class ProcessorClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly Uri _root;

    /// <param name="http">Disposed of with this.</param>
    /// <param name="root">Of the processor; the paths of the API are below it.</param>
    public ProcessorClient(HttpClient http, Uri root)
    {
        _http = http;
        _root = root;
    }

    /// <param name="state">Which files are wanted first.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>Null with a problem, a sentence, if there is no answer.</returns>
    public async Task<(TopSnapshot? Snapshot, string? Problem)> AskAsync(TopState state, CancellationToken cancel)
    {
        try
        {
            return (
                new TopSnapshot(
                    await GetAsync("api/v1/status", ApiJson.Default.StatusAnswer, cancel),
                    await GetAsync(TopTable.FilesQuery(state), ApiJson.Default.FilesAnswer, cancel),
                    await GetAsync("api/v1/rules", ApiJson.Default.RulesAnswer, cancel),
                    await GetAsync("api/v1/losses", ApiJson.Default.TroubleView, cancel)),
                null);
        }
        catch (HttpRequestException error)
        {
            return (null, Explain(error));
        }
        catch (JsonException)
        {
            return (null, $"{_root} answers, but not as LogPair does. Is it another program, or an older version?");
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return (null, $"{_root} takes more than {_http.Timeout.TotalSeconds:N0} s to answer.");
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancel)
    {
        using var response = await _http.GetAsync(new Uri(_root, path), HttpCompletionOption.ResponseHeadersRead, cancel);
        response.EnsureSuccessStatusCode();
        await using var body = await response.Content.ReadAsStreamAsync(cancel);
        return await JsonSerializer.DeserializeAsync(body, type, cancel) ?? throw new JsonException("null");
    }

    private string Explain(HttpRequestException error) => error.StatusCode switch
    {
        HttpStatusCode.Unauthorized =>
            $"{_root} asks for credentials. Give them with --token-file, or with --user and --password-file.",
        HttpStatusCode.NotFound => $"{_root} has no /api/v1/. Is it an older version, or another program?",
        { } status => $"{_root} answered {(int)status}.",
        null => $"No answer from {_root}: {error.Message.TrimEnd('.')}. Is 'logpair run' alive there?",
    };
}
