using Prometheus;

namespace LogPair.Processor.Exposition;

/// <summary>Names the gauges of a protected port.</summary>
internal sealed class PortGauges
{
    private readonly IMetricFactory _factory;
    private readonly Gauge _reloadSuccess;
    private readonly Gauge _reloadTime;
    private Gauge? _expiry;

    public PortGauges(IMetricFactory factory)
    {
        _factory = factory;
        _reloadSuccess = factory.CreateGauge(
            "logpair_web_config_last_reload_success",
            "1 if the web configuration in force, certificates and tokens included, is the last one seen, else 0.");
        _reloadTime = factory.CreateGauge(
            "logpair_web_config_last_reload_success_timestamp_seconds",
            "Unix time at which the web configuration in force was loaded.");
    }

    public void Show(PortHealth port)
    {
        _reloadSuccess.Set(port.IsLastReloadSuccess ? 1 : 0);
        _reloadTime.Set(port.LastSuccess.ToUnixTimeMilliseconds() / 1000.0);
        if (port.CertificateExpiry is not { } expiry) return;

        _expiry ??= _factory.CreateGauge(
            "logpair_web_certificate_expiry_timestamp_seconds",
            "Unix time at which the first of the certificates that are served runs out.");
        _expiry.Set(expiry.ToUnixTimeSeconds());
    }
}
