using System.Text;
using System.Text.RegularExpressions;
using k8s.Models;
using LogPair.Testing.Pods.Manifests;
using LogPair.Testing.Pods.Volumes;

namespace LogPair.Testing.Pods.Variables;

/// <summary>The environment of a container.</summary>
/// <remarks>
/// kubernetes.io/docs/tasks/inject-data-application/: <c>envFrom</c> first, in order; then <c>env</c>, whose values may refer to what was there
/// before. The address of the API server is in every container: docs/tasks/run-application/access-api-from-pod/.
/// </remarks>
internal sealed partial class ContainerVariables(PodManifests manifests, FieldValues fields)
{
    // Nothing listens there: a Pod without a token has no business with it.
    private const string ApiServer = "10.96.0.1";

    /// <exception cref="PodCannotStartException">What a variable refers to is not there.</exception>
    public IReadOnlyDictionary<string, string> Of(V1Container container)
    {
        var variables = new Dictionary<string, string>
        {
            ["KUBERNETES_SERVICE_HOST"] = ApiServer,
            ["KUBERNETES_SERVICE_PORT"] = "443",
            ["KUBERNETES_SERVICE_PORT_HTTPS"] = "443",
            ["KUBERNETES_PORT"] = $"tcp://{ApiServer}:443",
            ["KUBERNETES_PORT_443_TCP"] = $"tcp://{ApiServer}:443",
            ["KUBERNETES_PORT_443_TCP_PROTO"] = "tcp",
            ["KUBERNETES_PORT_443_TCP_PORT"] = "443",
            ["KUBERNETES_PORT_443_TCP_ADDR"] = ApiServer,
        };
        foreach (var source in container.EnvFrom) AddAll(source, variables);
        foreach (var variable in container.Env)
        {
            if (Value(variable, container.Name, variables) is { } value) variables[variable.Name] = value;
        }

        return variables;
    }

    // Keys that are no names of variables are left out, as the documentation of envFrom says.
    private void AddAll(V1EnvFromSource source, Dictionary<string, string> variables)
    {
        var data = source.ConfigMapRef is { } map
            ? Data(map.Name, manifests.ConfigMap(map.Name) is { } found ? ConfigMapData.Of(found) : null, "configmap", map.Optional)
            : Data(source.SecretRef.Name, manifests.Secret(source.SecretRef.Name) is { } secret ? ConfigMapData.Of(secret) : null, "secret", source.SecretRef.Optional);
        foreach (var (key, value) in data)
        {
            if (Name().IsMatch(source.Prefix + key)) variables[source.Prefix + key] = Encoding.UTF8.GetString(value);
        }
    }

    private string? Value(V1EnvVar variable, string container, Dictionary<string, string> before) => variable.ValueFrom switch
    {
        null => VariableExpansion.Expand(variable.Value ?? "", before),
        { FieldRef: { } field } => fields.Of(field.FieldPath),
        { ResourceFieldRef: { } resource } => fields.Of(resource, resource.ContainerName ?? container),
        { ConfigMapKeyRef: { } key } => Value(
            Data(key.Name, manifests.ConfigMap(key.Name) is { } map ? ConfigMapData.Of(map) : null, "configmap", key.Optional), key.Key, key.Optional, $"configmap {key.Name}"),
        { SecretKeyRef: { } key } => Value(
            Data(key.Name, manifests.Secret(key.Name) is { } secret ? ConfigMapData.Of(secret) : null, "secret", key.Optional), key.Key, key.Optional, $"secret {key.Name}"),
        _ => throw new PodCannotStartException($"env {variable.Name}: valueFrom has nothing in it."),
    };

    private static IReadOnlyDictionary<string, byte[]> Data(string name, IReadOnlyDictionary<string, byte[]>? data, string kind, bool? isOptional) =>
        data ?? (isOptional is true ? new Dictionary<string, byte[]>() : throw new PodCannotStartException($"{kind} \"{name}\" not found"));

    private static string? Value(IReadOnlyDictionary<string, byte[]> data, string key, bool? isOptional, string source)
    {
        if (data.TryGetValue(key, out var value)) return Encoding.UTF8.GetString(value);
        return isOptional is true ? null : throw new PodCannotStartException($"couldn't find key {key} in {source}");
    }

    [GeneratedRegex("^[-._a-zA-Z][-._a-zA-Z0-9]*$")]
    private static partial Regex Name();
}
