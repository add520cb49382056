using Microsoft.Win32.SafeHandles;

namespace LogPair.Processor.Discovery;

/// <summary>Opens the directory that an input names.</summary>
/// <remarks>
/// Links on the way to it are followed as far as nobody but root and the processor's own user could have put them there.
/// From the first directory on that others may write to, none is: a neighbour that owns the volume could otherwise make
/// <c>logs/app/*.log</c> lead out of it by a link in place of <c>logs/app</c>.
/// </remarks>
internal static class InputRoot
{
    private const int MaxLinks = 40;

    /// <param name="path">Absolute.</param>
    /// <param name="refusal">Why it cannot be opened; null if it does not exist.</param>
    public static SafeFileHandle? TryOpen(string path, out Refusal? refusal)
    {
        refusal = null;
        var directory = LinuxOpen.TryOpenDirectory(path, out var error);
        if (directory is null && error == LinuxOpen.TooManyLinks) directory = new Walk(path).TryOpen(out error);
        if (directory is null && error != LinuxOpen.NoSuchFile) refusal = Explain(error);
        return directory;
    }

    private static Refusal Explain(int error)
    {
        var refusal = Refusal.OfError(error);
        return refusal.Reason switch
        {
            RefusalReason.Symlink => refusal with
            {
                Text = "leads through a symbolic link that others could have put there, which is not followed. Name "
                    + "what it leads to as the input",
            },
            RefusalReason.Changed => refusal with { Text = "is not a directory" },
            _ => refusal,
        };
    }

    /// <summary>From the root directory, part by part.</summary>
    private sealed class Walk(string path)
    {
        private readonly uint _user = LinuxOpen.User();
        private readonly Stack<string> _rest = new(path.Split('/').Reverse());

        // From the root directory to where we are, and whether nobody else can change where the names on the way lead.
        private readonly List<(SafeFileHandle Directory, bool IsGuarded)> _way = [(LinuxOpen.OpenRoot(), true)];
        private int _links;

        public SafeFileHandle? TryOpen(out int error)
        {
            error = 0;
            try
            {
                while (_rest.TryPop(out var part))
                {
                    if (!TryStep(part, out error)) return null;
                }

                return LinuxOpen.TryReopen(_way[^1].Directory, out error);
            }
            finally
            {
                Leave(keep: 0);
            }
        }

        private bool TryStep(string part, out int error)
        {
            error = 0;
            if (part is "" or ".") return true;
            if (part == "..")
            {
                Leave(keep: Math.Max(1, _way.Count - 1));
                return true;
            }

            var (directory, isGuarded) = _way[^1];
            error = LinuxOpen.NoSuchFile;
            if (LinuxStat.Ownership(directory, part) is not { } entry) return false;

            isGuarded = isGuarded && LinuxStat.Ownership(directory, "") is { } here && here.Guards(entry, _user);
            if (entry.Kind == FileKind.SymbolicLink) return TryFollow(directory, part, isGuarded, out error);
            if (LinuxOpen.TryOpenPart(directory, part, out error) is not { } next) return false;

            _way.Add((next, isGuarded));
            return true;
        }

        private bool TryFollow(SafeFileHandle directory, string link, bool isGuarded, out int error)
        {
            error = LinuxOpen.TooManyLinks;
            if (!isGuarded || ++_links > MaxLinks || LinuxOpen.ReadLink(directory, link) is not { } target) return false;

            if (target.StartsWith('/')) Leave(keep: 1);
            foreach (var part in target.Split('/').Reverse()) _rest.Push(part);
            return true;
        }

        private void Leave(int keep)
        {
            foreach (var (directory, _) in _way.Skip(keep)) directory.Dispose();
            _way.RemoveRange(keep, _way.Count - keep);
        }
    }
}
