using System.Globalization;
using LogPair.Processor.Discovery;

namespace LogPair.Host.Doctor.Machine;

/// <summary>The user and groups of this process, as numbers: an image without /etc/passwd has no names for
/// them.</summary>
/// <param name="User">Effective user id.</param>
/// <param name="Groups">Effective group id first, then the supplementary ones.</param>
/// <param name="OverridesRights">Whether it reads whatever it likes: it has CAP_DAC_OVERRIDE or
/// CAP_DAC_READ_SEARCH.</param>
internal sealed record ThisUser(uint User, IReadOnlyList<uint> Groups, bool OverridesRights)
{
    // Source: capabilities(7) and linux/capability.h, numbers 1 and 2.
    private const ulong DacCapabilities = 0b110;

    /// <summary>Source: proc_pid_status(5).</summary>
    public static ThisUser Read(SystemFiles system)
    {
        var status = system.ReadTable("proc/self/status");
        var user = Numbers(status, "Uid").ElementAtOrDefault(1);
        var group = Numbers(status, "Gid").ElementAtOrDefault(1);
        var overrides = status.TryGetValue("CapEff", out var capabilities)
            && ulong.TryParse(capabilities, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var bits)
            && (bits & DacCapabilities) != 0;
        return new ThisUser(user, [group, .. Numbers(status, "Groups").Where(other => other != group)], overrides);
    }

    /// <summary>What this user may do with a file, as its mode says it: read, write, execute.</summary>
    public (bool Read, bool Write, bool Enter) RightsTo(in FileRights file)
    {
        var shift = file.Owner == User ? 6 : Groups.Contains(file.Group) ? 3 : 0;
        var bits = (int)file.Mode >> shift;
        return ((bits & 4) != 0, (bits & 2) != 0, (bits & 1) != 0);
    }

    public override string ToString() =>
        $"user {User}, {(Groups.Count == 1 ? "group" : "groups")} {string.Join(", ", Groups)}";

    private static IEnumerable<uint> Numbers(IReadOnlyDictionary<string, string> status, string name) =>
        (status.GetValueOrDefault(name) ?? "").Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)
            .Select(text => uint.Parse(text, CultureInfo.InvariantCulture));
}
