using System.Globalization;
using Docker.DotNet.Models;
using k8s.Models;
using LogPair.Testing.Pods.Variables;
using LogPair.Testing.Pods.Volumes;

namespace LogPair.Testing.Pods.Containers;

/// <summary>Turns a container of a Pod into one of the engine.</summary>
internal sealed class ContainerPlanner(V1Pod pod, ImageStore images, ContainerVariables variables, PodVolumes volumes)
{
    // The period that the kubelet sets for a CPU limit: docs/concepts/configuration/manage-resources-containers/.
    private const long CpuPeriodMicroseconds = 100_000;

    /// <param name="container">Of the Pod.</param>
    /// <param name="pause">Id of the container that holds the namespaces.</param>
    /// <param name="messageFile">On the node, where the container finds its termination message file.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="PodCannotStartException">Kubernetes would not create it.</exception>
    public async Task<CreateContainerParameters> PlanAsync(V1Container container, string pause, string messageFile, CancellationToken cancel)
    {
        var image = await images.ConfigurationAsync(container.Image);
        var environment = variables.Of(container);
        var create = new CreateContainerParameters
        {
            Image = images.NameOf(container.Image),
            Env = [.. environment.Select(pair => $"{pair.Key}={pair.Value}")],
            WorkingDir = container.WorkingDir,
            User = UserOf(container, image),

            // Kubernetes knows probes only.
            Healthcheck = new HealthcheckConfig { Test = ["NONE"] },
            HostConfig = new HostConfig
            {
                NetworkMode = $"container:{pause}",
                IpcMode = $"container:{pause}",
                Mounts = [await Messages(container, messageFile)],
            },
        };

        // docs/tasks/inject-data-application/define-command-argument-container/: a command without arguments is not given those of the image.
        if (container.Command is { Count: > 0 } command) create.Entrypoint = [.. command.Select(part => VariableExpansion.Expand(part, environment))];
        if (container.Args is { Count: > 0 } arguments) create.Cmd = [.. arguments.Select(part => VariableExpansion.Expand(part, environment))];
        foreach (var mount in container.VolumeMounts) create.HostConfig.Mounts.Add(await volumes.MountAsync(mount, cancel));
        Secure(container, create.HostConfig);
        Limit(container.Resources.Limits, create.HostConfig);
        return create;
    }

    private static async Task<Mount> Messages(V1Container container, string messageFile)
    {
        await File.WriteAllTextAsync(messageFile, "");
        File.SetUnixFileMode(messageFile, (UnixFileMode)0b110_110_110);
        return new Mount { Type = "bind", Source = messageFile, Target = container.TerminationMessagePath };
    }

    // docs/tasks/configure-pod-container/security-context/: what the container says wins over what the Pod says.
    private string UserOf(V1Container container, DockerOCIImageConfig image)
    {
        var user = container.SecurityContext.RunAsUser ?? pod.Spec.SecurityContext.RunAsUser;
        var group = container.SecurityContext.RunAsGroup ?? pod.Spec.SecurityContext.RunAsGroup;
        if ((container.SecurityContext.RunAsNonRoot ?? pod.Spec.SecurityContext.RunAsNonRoot) is true) RefuseRoot(container.Name, user, image.User ?? "");
        var name = user?.ToString(CultureInfo.InvariantCulture) ?? (image.User ?? "").Split(':')[0];
        return group is { } id ? string.Create(CultureInfo.InvariantCulture, $"{(name.Length == 0 ? "0" : name)}:{id}") : user is null ? image.User ?? "" : name;
    }

    // The kubelet's own check (pkg/kubelet/kuberuntime/security_context.go), with its words.
    private static void RefuseRoot(string container, long? user, string imageUser)
    {
        if (user == 0) throw new PodCannotStartException($"CreateContainerConfigError: {container}: container's runAsUser breaks non-root policy");
        if (user is not null) return;

        var name = imageUser.Split(':')[0];
        if (name is "" or "0") throw new PodCannotStartException($"CreateContainerConfigError: {container}: container has runAsNonRoot and image will run as root");
        if (!long.TryParse(name, CultureInfo.InvariantCulture, out _))
        {
            throw new PodCannotStartException(
                $"CreateContainerConfigError: {container}: container has runAsNonRoot and image has non-numeric user ({name}), cannot verify user is non-root");
        }
    }

    private void Secure(V1Container container, HostConfig host)
    {
        var (own, shared) = (container.SecurityContext, pod.Spec.SecurityContext);
        host.GroupAdd = [.. ((long?[])[shared.FsGroup, .. (shared.SupplementalGroups ?? []).Cast<long?>()])
            .Where(group => group is not null).Select(group => group!.Value.ToString(CultureInfo.InvariantCulture))];
        host.ReadonlyRootfs = own.ReadOnlyRootFilesystem is true;
        host.CapAdd = own.Capabilities?.Add ?? [];
        host.CapDrop = own.Capabilities?.Drop ?? [];
        host.SecurityOpt = [];
        if (own.AllowPrivilegeEscalation is false) host.SecurityOpt.Add("no-new-privileges");

        // Without a word, Kubernetes runs it unconfined; RuntimeDefault is the engine's own profile: docs/tutorials/security/seccomp/.
        if ((own.SeccompProfile ?? shared.SeccompProfile)?.Type != "RuntimeDefault") host.SecurityOpt.Add("seccomp=unconfined");
    }

    private static void Limit(IDictionary<string, ResourceQuantity> limits, HostConfig host)
    {
        if (limits.TryGetValue("memory", out var memory)) host.Memory = host.MemorySwap = memory.ToInt64();
        if (limits.TryGetValue("cpu", out var cpu))
        {
            host.CPUPeriod = CpuPeriodMicroseconds;
            host.CPUQuota = (long)(cpu.ToDecimal() * CpuPeriodMicroseconds);
        }
    }
}
