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

    // A bit of a word each.
    private const int MaxNames = 63;

    private readonly string[] _names;

    private FileGlob(string root, string[] names)
    {
        if (names.Length > MaxNames) throw new ArgumentException($"More than {MaxNames} parts after the first wildcard.");

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
        Walk(Root, depth: 0, IsSegment, refused).Distinct(StringComparer.Ordinal);

    /// <summary>What belongs to the streams of this pattern: matching files, what they were rolled to, and seals.</summary>
    /// <param name="refused">As for <see cref="Expand(Action{string, string})"/>.</param>
    public IEnumerable<VolumeEntry> List(Action<string, string> refused) =>
        Walk(Root, depth: 0, IsPartOfStream, refused).Distinct(StringComparer.Ordinal).Select(VolumeEntry.Of);

    /// <summary>
    /// Whether a file would belong to this pattern if it were there: it matches, or is what a match was rolled to.
    /// </summary>
    /// <param name="path">Absolute.</param>
    public bool Matches(string path)
    {
        var root = Root.EndsWith('/') ? Root : Root + "/";
        if (!path.StartsWith(root, StringComparison.Ordinal)) return false;

        var live = VolumeEntry.Of(path).LivePath;
        return Matches(path[root.Length..].Split('/'), 0, 0) || Matches(live[root.Length..].Split('/'), 0, 0);
    }

    /// <summary>Where in the pattern its root is: a bit for each part that what is in there may match.</summary>
    public ulong Start => WithNext(1, depth: 0);

    /// <summary>Where in the pattern a directory leads.</summary>
    /// <param name="depths">Where in it the directory that holds it is.</param>
    /// <param name="name">Of the directory.</param>
    /// <returns>A bit for each part that what is in it may match; 0 if nothing in it can.</returns>
    public ulong Descend(ulong depths, ReadOnlySpan<char> name)
    {
        ulong below = 0;
        for (var depth = 0; depth < _names.Length; depth++)
        {
            if ((depths >> depth & 1) == 0) continue;
            if (_names[depth] == AnyDepth) below |= IsMatch(name, "*") ? WithNext(1UL << depth, depth) : 0;
            else if (depth < _names.Length - 1 && IsMatch(name, _names[depth])) below |= WithNext(2UL << depth, depth + 1);
        }

        return below;
    }

    /// <summary>Whether a file belongs to a stream of this pattern: it matches, was rolled from a match, or is the seal of one.</summary>
    /// <param name="depths">Where in the pattern the directory that holds it is.</param>
    /// <param name="name">Of the file.</param>
    public bool IsPartOfStream(ulong depths, ReadOnlySpan<char> name) =>
        (depths >> (_names.Length - 1) & 1) != 0 && IsPartOfStream(name, LastName);

    /// <summary>Whether the pattern is one that directories do not match unless they pose as files: it has an extension.</summary>
    /// <inheritdoc cref="IsPartOfStream(ulong, ReadOnlySpan{char})"/>
    public bool NamesFiles(ulong depths, ReadOnlySpan<char> name) =>
        LastName.AsSpan().LastIndexOf('.') > 0 && IsPartOfStream(depths, name);

    public override string ToString() => Path.Combine([Root, .. _names]);

    // At the end, "**" stands for files of any name.
    private string LastName => _names[^1] == AnyDepth ? "*" : _names[^1];

    // "**" stands for no directory at all, too.
    private ulong WithNext(ulong depths, int depth)
    {
        for (; depth < _names.Length - 1 && _names[depth] == AnyDepth; depth++) depths |= 2UL << depth;
        return depths;
    }

    private bool Matches(string[] names, int name, int depth)
    {
        if (depth == _names.Length) return name == names.Length;
        if (name == names.Length) return false;
        if (_names[depth] != AnyDepth)
            return IsMatch(names[name], _names[depth]) && Matches(names, name + 1, depth + 1);

        // As in Walk: at the end it stands for files of any name, elsewhere for no directory or more.
        var isLast = depth == _names.Length - 1;
        return isLast
            ? names.Skip(name).All(part => IsMatch(part, "*"))
            : Matches(names, name, depth + 1) || (IsMatch(names[name], "*") && Matches(names, name + 1, depth));
    }

    private static string RootUpTo(string path, int end) => end <= 0 ? "/" : path[..end];

    private IEnumerable<string> Walk(
        string directory, int depth, NameFilter isWanted, Action<string, string> refused)
    {
        var pattern = _names[depth];
        if (pattern != AnyDepth) return WalkInto(directory, pattern, depth, isWanted, refused);

        var here = depth == _names.Length - 1
            ? Entries(directory, "*", isWanted, refused)
            : Walk(directory, depth + 1, isWanted, refused);
        var below = Entries(directory, "*", IsDirectory, refused)
            .SelectMany(inner => Walk(inner, depth, isWanted, refused));
        return here.Concat(below);
    }

    private IEnumerable<string> WalkInto(
        string directory, string pattern, int depth, NameFilter isWanted, Action<string, string> refused) =>
        depth == _names.Length - 1
            ? Entries(directory, pattern, isWanted, refused)
            : Entries(directory, pattern, IsDirectory, refused)
                .SelectMany(inner => Walk(inner, depth + 1, isWanted, refused));

    private static List<string> Entries(
        string directory, string pattern, NameFilter isWanted, Action<string, string> refused)
    {
        var options = new EnumerationOptions { AttributesToSkip = 0, IgnoreInaccessible = false };
        try
        {
            return
            [
                .. new FileSystemEnumerable<string>(
                    directory, (ref FileSystemEntry entry) => entry.ToFullPath(), options)
                {
                    ShouldIncludePredicate = (ref FileSystemEntry entry) => isWanted(ref entry, pattern),
                },
            ];
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

    private static bool IsDirectory(ref FileSystemEntry entry, string pattern) =>
        entry.IsDirectory && (entry.Attributes & FileAttributes.ReparsePoint) == 0 && IsMatch(entry.FileName, pattern);

    private static bool IsSegment(ref FileSystemEntry entry, string pattern) =>
        !entry.IsDirectory && !entry.FileName.EndsWith(VolumeLayout.SealSuffix) && IsMatch(entry.FileName, pattern);

    private static bool IsPartOfStream(ref FileSystemEntry entry, string pattern) =>
        !entry.IsDirectory && IsPartOfStream(entry.FileName, pattern);

    private static bool IsPartOfStream(ReadOnlySpan<char> name, string pattern)
    {
        if (!name.EndsWith(VolumeLayout.SealSuffix) && IsMatch(name, pattern)) return true;

        return name.EndsWith(VolumeLayout.SealSuffix)
            ? IsMatch(name[..^VolumeLayout.SealSuffix.Length], pattern)
            : RolledName.TryParse(name, out var live, out _) && IsMatch(live, pattern);
    }

    private static bool IsMatch(ReadOnlySpan<char> name, string pattern) =>
        (!name.StartsWith('.') || pattern.StartsWith('.'))
        && FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false);

    private delegate bool NameFilter(ref FileSystemEntry entry, string pattern);
}
