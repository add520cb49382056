using k8s.Models;

namespace LogPair.EndToEnd.Tests.Kubernetes;

/// <summary>The <em>restricted</em> Pod Security Standard, and what this project asks for beyond it.</summary>
/// <remarks>https://kubernetes.io/docs/concepts/security/pod-security-standards/, of Kubernetes 1.33.</remarks>
internal static class ProfileAudit
{
    private static readonly string[] SafeSysctls =
    [
        "kernel.shm_rmid_forced", "net.ipv4.ip_local_port_range", "net.ipv4.ip_unprivileged_port_start",
        "net.ipv4.tcp_syncookies", "net.ipv4.ping_group_range", "net.ipv4.ip_local_reserved_ports",
        "net.ipv4.tcp_keepalive_time", "net.ipv4.tcp_fin_timeout", "net.ipv4.tcp_keepalive_intvl", "net.ipv4.tcp_keepalive_probes",
    ];

    /// <summary>What the profile, or this project, does not allow in a Pod; empty for one that meets both.</summary>
    public static IEnumerable<string> Findings(V1PodTemplateSpec template)
    {
        var pod = template.Spec;
        if (pod.HostNetwork is true) yield return "hostNetwork";
        if (pod.HostPID is true) yield return "hostPID";
        if (pod.HostIPC is true) yield return "hostIPC";
        if (pod.SecurityContext?.WindowsOptions?.HostProcess is true) yield return "hostProcess";
        if (pod.AutomountServiceAccountToken is not false) yield return "automountServiceAccountToken is not false";
        foreach (var sysctl in pod.SecurityContext?.Sysctls ?? [])
            if (!SafeSysctls.Contains(sysctl.Name)) yield return $"sysctl {sysctl.Name}";
        foreach (var volume in pod.Volumes ?? [])
            if (!IsAllowed(volume)) yield return $"volume {volume.Name}: not of a kind that the profile allows";
        foreach (var container in RenderedManifests.Containers(template))
            foreach (var finding in Findings(container, pod.SecurityContext))
                yield return $"{container.Name}: {finding}";
    }

    /// <summary>The same for one container, with what it inherits from its Pod.</summary>
    public static IEnumerable<string> Findings(V1Container container, V1PodSecurityContext? pod)
    {
        var own = container.SecurityContext;
        if (own is null)
        {
            yield return "no securityContext";
            yield break;
        }

        if (own.Privileged is true) yield return "privileged";
        if (own.AllowPrivilegeEscalation is not false) yield return "allowPrivilegeEscalation is not false";
        if (own.Capabilities?.Drop is not { } dropped || !dropped.Contains("ALL")) yield return "does not drop ALL capabilities";
        if (own.Capabilities?.Add is { Count: > 0 }) yield return "adds capabilities";
        if ((own.RunAsNonRoot ?? pod?.RunAsNonRoot) is not true) yield return "runAsNonRoot is not true";
        if ((own.SeccompProfile ?? pod?.SeccompProfile)?.Type is not ("RuntimeDefault" or "Localhost")) yield return "seccompProfile";
        if (own.ProcMount is not (null or "Default")) yield return "procMount";
        if (own.SeLinuxOptions is not null || pod?.SeLinuxOptions is not null) yield return "seLinuxOptions";
        if ((own.AppArmorProfile ?? pod?.AppArmorProfile)?.Type is "Unconfined") yield return "appArmorProfile";
        if ((container.Ports ?? []).Any(port => port.HostPort is not (null or 0))) yield return "hostPort";

        // Beyond the profile.
        if ((own.RunAsUser ?? pod?.RunAsUser) is null or 0) yield return "no fixed user, or root";
        if (own.ReadOnlyRootFilesystem is not true) yield return "readOnlyRootFilesystem is not true";
        if (container.Resources?.Limits?.ContainsKey("memory") is not true) yield return "no memory limit";
        if (container.Resources?.Requests is not { } requests || !requests.ContainsKey("cpu") || !requests.ContainsKey("memory"))
            yield return "no requests";
    }

    private static bool IsAllowed(V1Volume volume) =>
        (volume.ConfigMap ?? volume.Csi ?? volume.DownwardAPI ?? volume.EmptyDir ?? volume.Ephemeral
            ?? volume.PersistentVolumeClaim ?? volume.Projected ?? (object?)volume.Secret) is not null;
}
