using System.Net;
using System.Net.Http.Headers;
using System.Text;
using k8s.Models;
using LogPair.EndToEnd.Tests.Containers;
using LogPair.EndToEnd.Tests.Kubernetes.Pods;
using LogPair.Testing;
using LogPair.Testing.Pods;
using LogPair.Testing.Pods.Manifests;

namespace LogPair.EndToEnd.Tests.Kubernetes;

/// <summary>The Pod of <c>k8s/overlays/production</c>: who reaches it, and with what.</summary>
public sealed class ProductionPodTests(Images images)
{
    private const string Client = """
        apiVersion: v1
        kind: Pod
        metadata: {name: client, namespace: SPACE}
        spec:
          automountServiceAccountToken: false
          containers: [{name: main, image: shell, command: [sleep, infinity]}]
        """;

    // As in the overlay's web.yaml.
    private static readonly AuthenticationHeaderValue Password =
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("prometheus:change me")));

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OnlyPrometheusNamespaceReachesItAndItsSecretIsRenewedWhileItServes()
    {
        await images.RequireForPodsAsync();
        await using var lab = await PodLab.CreateAsync(Cancel);
        using var authority = new CertificateAuthority();
        var (first, second) = (authority.IssueServer(), authority.IssueServer());
        var rendered = (await RenderedManifests.RenderAsync("k8s/overlays/production", Cancel)).Text;
        var shop = await lab.StartAsync(
            PodManifests.Load($"{rendered}\n---\n{k8s.KubernetesYaml.Serialize(Secret(first))}", "shop", ShopPods.OfOthers), Cancel);
        var clients = await lab.StartAllAsync(
            Cancel, ((string[])["monitoring", "elsewhere"]).Select(space => PodManifests.Load(Client.Replace("SPACE", space, StringComparison.Ordinal))).ToArray());
        await shop.UntilReadyAsync(Patience, Cancel);

        // 124: the time is over.
        var reached = await Task.WhenAll(clients.Select(client => ConnectAsync(client, shop)));
        Assert.Equal([0, 124], reached);
        Assert.Equal((HttpStatusCode.Unauthorized, first.Thumbprint), await ScrapeAsync(shop, password: null));
        Assert.Equal((HttpStatusCode.OK, first.Thumbprint), await ScrapeAsync(shop, Password));

        await shop.ApplyAsync(Secret(second), Cancel);
        var renewed = await Deadline.PollAsync(
            TimeSpan.FromSeconds(10), () => ScrapeAsync(shop, Password), answer => answer.Thumbprint == second.Thumbprint, Cancel);

        Assert.Equal((HttpStatusCode.OK, second.Thumbprint), renewed);
        Assert.Equal(0, shop[ShopPods.Processor].Restarts);
    }

    // From the node, which policies do not keep out.
    private static async Task<(HttpStatusCode Status, string? Thumbprint)> ScrapeAsync(RunningPod pod, AuthenticationHeaderValue? password)
    {
        string? thumbprint = null;
        using var handler = new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = (_, certificate, _, _) => (thumbprint = certificate?.Thumbprint) is not null,
        };
        using var http = new HttpClient(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://{pod.Address}:{Contract.VolumeLayout.DefaultPort}/metrics");
        request.Headers.Authorization = password;
        using var response = await http.SendAsync(request, Cancel);
        return (response.StatusCode, thumbprint);
    }

    private static async Task<long> ConnectAsync(RunningPod from, RunningPod to) => (await from["main"].Instance.ExecuteAsync(
        ["timeout", "3", "bash", "-c", $"</dev/tcp/{to.Address}/{Contract.VolumeLayout.DefaultPort}"], Cancel)).ExitCode;

    private static V1Secret Secret(IssuedCertificate certificate) => new()
    {
        ApiVersion = "v1",
        Kind = "Secret",
        Metadata = new V1ObjectMeta { Name = "logpair-tls", NamespaceProperty = "shop" },
        Data = new Dictionary<string, byte[]>
        {
            ["tls.crt"] = Encoding.ASCII.GetBytes(certificate.Pem),
            ["tls.key"] = Encoding.ASCII.GetBytes(certificate.KeyPem),
        },
    };
}
