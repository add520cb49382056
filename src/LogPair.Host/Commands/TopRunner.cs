using System.Buffers;
using System.Text;
using System.Text.Json;
using LogPair.Host.Configuration;
using LogPair.Host.Terminal;
using LogPair.Host.Top;
using LogPair.Host.Web.Api;

namespace LogPair.Host.Commands;

/// <summary>Asks a processor once, or again and again while keys are pressed.</summary>
internal static class TopRunner
{
    private const int ColumnsOfText = 120;

    private static readonly TimeSpan KeyInterval = TimeSpan.FromMilliseconds(50);

    public static async Task<int> RunAsync(
        TopFlags flags, IReadOnlyDictionary<string, string> settings, Surroundings surroundings)
    {
        var target = TopTarget.Find(flags, ConfigurationLoader.Load(settings, surroundings.Variable), out var problems);
        foreach (var problem in problems) surroundings.Error.WriteLine(problem);
        if (target is null) return ExitCode.WrongUse;

        using var client = new ProcessorClient(target.Http, target.Root);
        return flags.Form == TopForm.Live
            ? await WatchAsync(client, target, flags.Interval, surroundings)
            : await PrintAsync(client, target, flags.Form, surroundings);
    }

    private static async Task<int> PrintAsync(
        ProcessorClient client, TopTarget target, TopForm form, Surroundings surroundings)
    {
        var (snapshot, problem) = await client.AskAsync(new TopState(), surroundings.Stop);
        if (snapshot is null)
        {
            surroundings.Error.WriteLine(problem);
            return ExitCode.Failed;
        }

        var view = new TopView(target.Shown, new TopState()) { Snapshot = snapshot };
        surroundings.Print(form == TopForm.Json ? AsJson(snapshot) : AsText(view));
        return ExitCode.Done;
    }

    private static string AsText(TopView view)
    {
        var text = TerminalCanvas.Render(TopParts.Of(view, (ColumnsOfText, null)), (ColumnsOfText, 1), hasColours: false);
        return string.Join('\n', text.TrimEnd('\n').Split('\n').Select(line => line.TrimEnd())) + "\n";
    }

    private static string AsJson(TopSnapshot snapshot)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WritePropertyName("status");
            JsonSerializer.Serialize(json, snapshot.Status, ApiJson.Default.StatusAnswer);
            json.WritePropertyName("files");
            JsonSerializer.Serialize(json, snapshot.Files, ApiJson.Default.FilesAnswer);
            json.WritePropertyName("rules");
            JsonSerializer.Serialize(json, snapshot.Rules, ApiJson.Default.RulesAnswer);
            json.WritePropertyName("losses");
            JsonSerializer.Serialize(json, snapshot.Trouble, ApiJson.Default.TroubleView);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static async Task<int> WatchAsync(
        ProcessorClient client, TopTarget target, TimeSpan interval, Surroundings surroundings)
    {
        await using var output = new StreamWriter(surroundings.Output, leaveOpen: true) { NewLine = "\n" };
        using var canvas = new TerminalCanvas(output, surroundings.TerminalSize, surroundings.HasColours);
        var view = new TopView(target.Shown, new TopState());
        var asking = client.AskAsync(view.State, surroundings.Stop);
        var next = surroundings.Time.GetTimestamp();
        while (!view.State.IsEnded && !surroundings.Stop.IsCancellationRequested)
        {
            var before = view;
            if (asking is { IsCompleted: true })
            {
                var (snapshot, problem) = await asking;
                view = snapshot is null ? view with { Problem = problem } : view.With(snapshot);
                asking = null;
            }

            while (surroundings.Key() is { } key) view = view with { State = After(view, key, surroundings) };
            if (view != before || canvas.IsStale) canvas.Draw(size => TopParts.Of(view, (size.Columns, size.Rows)));
            if (asking is null && !view.State.IsPaused && surroundings.Time.GetElapsedTime(next) >= interval)
            {
                next = surroundings.Time.GetTimestamp();
                asking = client.AskAsync(view.State, surroundings.Stop);
            }

            await Task.Delay(KeyInterval, surroundings.Time, surroundings.Stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return ExitCode.Done;
    }

    private static TopState After(TopView view, char key, Surroundings surroundings) => view.State.After(
        key, TopTable.ColumnsOf(view.State.Tab).Count, TopParts.PageOf(view, surroundings.TerminalSize().Rows));
}
