using System.IO.Enumeration;
using LogPair.Contract;

namespace LogPair.Processor.Discovery;

/// <summary>
/// A path with wildcards: <c>*</c> and <c>?</c> within a name, <c>**</c> for any depth of directories.
/// </summary>
/// <remarks>
/// Names that start with a dot match only a pattern that starts with one, and seals are never segments.
/// Directories that are symbolic links are not entered below <see cref="Root"/>.
/// </remarks>
internal sealed class FileGlob
{
    /// <summary>What a plain directory stands for.</summary>
    public const string DefaultFilePattern = "*.log";

    private const string AnyDepth = "**";
    private readonly string[] _names;

    private FileGlob(string root, string[] names)
    {
        Root = root;
        _names = names;
    }

    /// <summary>The longest leading directory without a wildcard; absolute.</summary>
    public string Root { get; }

    /// <param name="pathOrPattern">A directory, a file or a pattern; relative to the working directory.</param>
    public static FileGlob Parse(string pathOrPattern)
    {
        var full = Path.GetFullPath(pathOrPattern);
        var firstWildcard = full.AsSpan().IndexOfAny('*', '?');
        if (firstWildcard >= 0)
        {
            var rootEnd = full.LastIndexOf('/', firstWildcard);
            return new FileGlob(RootUpTo(full, rootEnd), full[(rootEnd + 1)..].Split('/'));
        }

        var isFile = File.Exists(full) || (!Directory.Exists(full) && Path.HasExtension(full));
        return isFile
            ? new FileGlob(Path.GetDirectoryName(full) ?? "/", [Path.GetFileName(full)])
            : new FileGlob(full, [DefaultFilePattern]);
    }

    /// <summary>Paths that match now, in no particular order. Directories that cannot be listed are left out.</summary>
    public IEnumerable<string> Expand() => Expand((_, _) => { });

    /// <summary>As <see cref="Expand()"/>.</summary>
    /// <param name="refused">Told each directory that is there and cannot be listed, and why.</param>
    public IEnumerable<string> Expand(Action<string, string> refused) =>
        Expand(Root, depth: 0, refused).Distinct(StringComparer.Ordinal);

    public override string ToString() => Path.Combine([Root, .. _names]);

    private static string RootUpTo(string path, int end) => end <= 0 ? "/" : path[..end];

    private IEnumerable<string> Expand(string directory, int depth, Action<string, string> refused)
    {
        var pattern = _names[depth];
        var isLast = depth == _names.Length - 1;
        if (pattern == AnyDepth)
        {
            var here = isLast ? Entries(directory, "*", wantDirectories: false, refused) : Expand(directory, depth + 1, refused);
            var below = Entries(directory, "*", wantDirectories: true, refused).SelectMany(inner => Expand(inner, depth, refused));
            return here.Concat(below);
        }

        return isLast
            ? Entries(directory, pattern, wantDirectories: false, refused)
            : Entries(directory, pattern, wantDirectories: true, refused).SelectMany(inner => Expand(inner, depth + 1, refused));
    }

    private static List<string> Entries(
        string directory, string pattern, bool wantDirectories, Action<string, string> refused)
    {
        try
        {
            return [.. Enumerate(directory, pattern, wantDirectories)];
        }
        catch (DirectoryNotFoundException)
        {
            // Not mounted yet, or removed since its parent was listed.
            return [];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            refused(directory, error.Message);
            return [];
        }
    }

    private static FileSystemEnumerable<string> Enumerate(string directory, string pattern, bool wantDirectories)
    {
        var options = new EnumerationOptions { AttributesToSkip = 0, IgnoreInaccessible = false };
        return new FileSystemEnumerable<string>(
            directory, (ref FileSystemEntry entry) => entry.ToFullPath(), options)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => IsMatch(ref entry, pattern, wantDirectories),
        };
    }

    private static bool IsMatch(ref FileSystemEntry entry, string pattern, bool wantDirectories)
    {
        var name = entry.FileName;
        if (name.StartsWith('.') && !pattern.StartsWith('.')) return false;
        if (!FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false)) return false;
        if (wantDirectories) return entry.IsDirectory && (entry.Attributes & FileAttributes.ReparsePoint) == 0;

        return !entry.IsDirectory && !name.EndsWith(VolumeLayout.SealSuffix);
    }
}
