using System.Collections.Concurrent;
using Docker.DotNet;
using Docker.DotNet.Models;
using LogPair.Testing.Pods.Engine;

namespace LogPair.Testing.Pods.Containers;

/// <summary>The images of the node. Nothing is pulled: what a manifest names must be there, perhaps under another name.</summary>
/// <param name="names">From a name in manifests to the name in the engine.</param>
internal sealed class ImageStore(IReadOnlyDictionary<string, string> names)
{
    private static readonly ConcurrentDictionary<string, Task<ImageInspectResponse>> Known = new();

    public string NameOf(string image) => names.GetValueOrDefault(image, image);

    /// <exception cref="PodCannotStartException">There is no such image.</exception>
    public async Task<DockerOCIImageConfig> ConfigurationAsync(string image)
    {
        try
        {
            return (await Known.GetOrAdd(NameOf(image), name => EngineClient.Instance.Images.InspectImageAsync(name, CancellationToken.None))).Config!;
        }
        catch (DockerImageNotFoundException)
        {
            throw new PodCannotStartException($"ErrImageNeverPull: there is no image '{NameOf(image)}', which manifests call '{image}', and none is pulled.");
        }
    }
}
