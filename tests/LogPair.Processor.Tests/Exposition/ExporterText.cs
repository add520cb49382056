using System.Text;
using LogPair.Processor.Exposition;
using Prometheus;

namespace LogPair.Processor.Tests.Exposition;

/// <summary>What an exporter writes.</summary>
internal static class ExporterText
{
    public static string Of(PrometheusExporter exporter, ExpositionFormat format = ExpositionFormat.PrometheusText)
    {
        using var text = new MemoryStream();
        exporter.WriteAsync(text, format, CancellationToken.None).GetAwaiter().GetResult();
        return Encoding.UTF8.GetString(text.ToArray());
    }
}
