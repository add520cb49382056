using System.Globalization;
using System.Net;
using System.Text;
using LogPair.Host.Units;
using LogPair.Processor.Pipeline;

namespace LogPair.Host.Web;

/// <summary>The page at <c>/</c>: what the processor does, in numbers, without any script.</summary>
internal static class StatusPage
{
    public static string Render(ProcessorStatus status)
    {
        var page = new StringBuilder();
        page.Append("""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>LogPair</title>
            <meta http-equiv="refresh" content="5"><meta name="viewport" content="width=device-width">
            <style>
            :root { color-scheme: light dark }
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 40rem; margin: 3rem auto; padding: 0 1rem }
            td, th { padding: .2rem 1.5rem .2rem 0; text-align: left; font-weight: normal }
            td { font-variant-numeric: tabular-nums }
            </style></head><body>
            <h1>LogPair</h1>

            """);
        var state = status.IsReady ? "Ready." : $"Not ready: {WebUtility.HtmlEncode(status.NotReadyReason)}.";
        page.Append(CultureInfo.InvariantCulture, $"<p>{state}</p>\n<table>\n");
        Row(page, "Lines read", Number(status.Counts.Lines));
        Row(page, "Bytes read", ByteSize.Round(status.Counts.Bytes));
        Row(page, "Lines not parsed", Number(status.Counts.Unparsed));
        Row(page, "Lines lost", Number(status.Counts.Lost));
        Row(page, "Lag", ByteSize.Round(status.LagBytes));
        Row(page, "Segments", Number(status.Segments));
        Row(page, "Last checkpoint", status.LastCheckpoint?.ToString("u", CultureInfo.InvariantCulture) ?? "none yet");
        page.Append("""
            </table>
            <p><a href="/metrics">/metrics</a> · <a href="/readyz">/readyz</a> · <a href="/healthz">/healthz</a></p>
            </body></html>

            """);
        return page.ToString();
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static void Row(StringBuilder page, string name, string value) =>
        page.Append(CultureInfo.InvariantCulture, $"<tr><th>{name}</th><td>{WebUtility.HtmlEncode(value)}</td></tr>\n");
}
