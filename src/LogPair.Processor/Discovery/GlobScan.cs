using Microsoft.Win32.SafeHandles;

namespace LogPair.Processor.Discovery;

/// <summary>One look at what a glob matches, through handles of directories: no link is followed below its root.</summary>
/// <remarks>
/// A directory is listed once, whatever the number of ways in which the pattern reaches it. What would take too long or too
/// much memory is left out, and said. One use.
/// </remarks>
internal sealed unsafe class GlobScan
{
    private readonly FileGlob _glob;
    private readonly int _input;
    private readonly ScanLimits _limits;
    private readonly Admission _admission;
    private readonly Queue<Place> _waiting = new();
    private int _directories;
    private int _names;
    private int _turnedAway;
    private int _unvisited;
    private int _tooDeep;

    public GlobScan(FileGlob glob, int input, ScanLimits limits, Admission admission)
    {
        _glob = glob;
        _input = input;
        _limits = limits;
        _admission = admission;
    }

    /// <summary>Segments, rolled or not. A file with several names appears once for each.</summary>
    public List<DiscoveredFile> Files { get; } = [];

    public List<DiscoveredFile> Seals { get; } = [];

    public List<RefusedEntry> Refused { get; } = [];

    /// <summary>Directories that are there and cannot be listed, and why.</summary>
    public List<(string Directory, string Reason)> Unlisted { get; } = [];

    /// <summary>Whether the root does not exist.</summary>
    public bool IsMissing { get; private set; }

    /// <summary>Whether what was not found is not there.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <param name="buffer">For entries of directories; pinned.</param>
    public void Run(byte[] buffer)
    {
        using var root = InputRoot.TryOpen(_glob.Root, out var refusal);
        IsMissing = root is null && refusal is null;
        if (refusal is { } problem) Leave(_glob.Root, problem.Text);
        if (root is null)
        {
            IsComplete = false;
            return;
        }

        List(root, new Place("", _glob.Root, _glob.Start, Level: 0), buffer);
        while (_waiting.TryDequeue(out var place)) Visit(root, place, buffer);
        Report();
    }

    /// <summary>Off Linux, for a laptop: by paths, so for directories of one's own.</summary>
    public void RunPortable()
    {
        IsMissing = !System.IO.Directory.Exists(_glob.Root);
        IsComplete = !IsMissing;
        foreach (var entry in _glob.List(Leave))
        {
            if (FileSystemFacts.TryGet(entry.Path, out var facts) && _admission.TryAdmit(facts.Identity)) Add(entry.Path, facts);
        }
    }

    private void Visit(SafeFileHandle root, Place place, byte[] buffer)
    {
        using var directory = LinuxOpen.TryOpenDirectory(root, place.Relative, out var error);
        if (directory is not null)
        {
            List(directory, place, buffer);
            return;
        }

        // Gone, or something else by now, since its parent was listed.
        var refusal = Refusal.OfError(error);
        if (error != LinuxOpen.NoSuchFile && refusal.Reason is not (RefusalReason.Symlink or RefusalReason.Changed))
            Leave(place.Path, refusal.Text);
    }

    private void Leave(string directory, string reason)
    {
        IsComplete = false;
        Unlisted.Add((directory, reason));
    }

    private void List(SafeFileHandle directory, in Place place, byte[] buffer)
    {
        Span<char> text = stackalloc char[EntryName.MaxBytes];
        var entries = new DirectoryEntries(directory, buffer);
        while (entries.MoveNext())
        {
            if (entries.Name is [(byte)'.'] or [(byte)'.', (byte)'.']) continue;
            if (++_names > _limits.Names)
            {
                Leave(place.Path, $"holds, with others of its input, more than {_limits.Names} names");
                _waiting.Clear();
                _admission.Close();
                return;
            }

            var isGood = EntryName.TryDecode(entries.Name, text, out var length);
            var name = text[..length];
            var below = _glob.Descend(place.Depths, name);
            var isWanted = _glob.IsPartOfStream(place.Depths, name);
            if (isWanted || below != 0) Look(directory, place, entries, isGood ? name : default, below, isWanted);
        }

        if (entries.Error != 0) Leave(place.Path, Refusal.OfError(entries.Error).Text);
    }

    /// <param name="directory">Where the entry is.</param>
    /// <param name="place">The same.</param>
    /// <param name="entry">Matches.</param>
    /// <param name="name">Empty if it cannot be shown.</param>
    /// <param name="below">Where in the pattern a directory of this name leads; 0 for nowhere.</param>
    /// <param name="isWanted">Whether a file of this name belongs to the input.</param>
    private void Look(
        SafeFileHandle directory, in Place place, in DirectoryEntries entry, ReadOnlySpan<char> name, ulong below, bool isWanted)
    {
        FileFacts facts = default;
        var kind = entry.Kind;
        if (kind == FileKind.Unknown && !TryStat(directory, entry.Name, out facts)) return;
        if (kind == FileKind.Unknown) kind = facts.Kind;
        if (kind == FileKind.Directory && below != 0 && !name.IsEmpty)
        {
            Enqueue(place, name, below);
            return;
        }

        // A directory that the pattern does not lead into is none of our business, unless it poses as a file.
        var isOther = kind == FileKind.Directory && !name.IsEmpty && !_glob.NamesFiles(place.Depths, name);
        if (isOther || (!isWanted && kind is not (FileKind.Directory or FileKind.SymbolicLink))) return;

        var path = PathOf(place.Path, name.IsEmpty ? EntryName.Escape(entry.Name) : name);
        if (_admission.IsTurnedAway(path))
        {
            _turnedAway++;
            return;
        }

        if (!TryStat(directory, entry.Name, out facts)) return;
        if (!_admission.TryAdmit(facts.Identity))
        {
            _turnedAway++;
            return;
        }

        if (name.IsEmpty) Refuse(path, facts, Refusal.BadName, isWanted);
        else if (facts.Kind != FileKind.Regular) Refuse(path, facts, Refusal.Of(facts.Kind), isWanted);
        else if (isWanted) Add(path, facts);
    }

    private void Add(string path, in FileFacts facts)
    {
        var file = new DiscoveredFile(VolumeEntry.Of(path), facts, _input) { Root = _glob.Root };
        (file.Entry.Role == EntryRole.Seal ? Seals : Files).Add(file);
    }

    private void Refuse(string path, in FileFacts facts, Refusal refusal, bool isFile) =>
        Refused.Add(new RefusedEntry(path, facts, _input, refusal, isFile));

    private void Enqueue(in Place place, ReadOnlySpan<char> name, ulong depths)
    {
        if (place.Level >= _limits.Depth)
        {
            _tooDeep++;
            return;
        }

        if (++_directories > _limits.Directories)
        {
            _unvisited++;
            return;
        }

        var relative = place.Relative.Length == 0 ? name.ToString() : PathOf(place.Relative, name);
        _waiting.Enqueue(new Place(relative, PathOf(place.Path, name), depths, place.Level + 1));
    }

    private void Report()
    {
        Report(RefusalReason.TooMany, _turnedAway, isFile: true, $"files beyond the {_limits.Files} that an input may have");
        Report(
            RefusalReason.TooMany, _unvisited, isFile: false,
            $"directories beyond the {_limits.Directories} that an input may have");
        Report(RefusalReason.TooDeep, _tooDeep, isFile: false, $"directories more than {_limits.Depth} below the first");
        if (_unvisited > 0) IsComplete = false;
    }

    // One for all, since they may be very many.
    private void Report(RefusalReason reason, int count, bool isFile, string what)
    {
        if (count == 0) return;

        var refusal = new Refusal(reason, $"matches {count} {what}. They are not read");
        Refused.Add(new RefusedEntry(_glob.ToString(), default, _input, refusal, isFile, count));
    }

    private static bool TryStat(SafeFileHandle directory, ReadOnlySpan<byte> name, out FileFacts facts)
    {
        // In the buffer of the listing, where a zero byte follows it.
        fixed (byte* bytes = name) return LinuxStat.TryGet(directory, bytes, out facts);
    }

    private static string PathOf(string directory, ReadOnlySpan<char> name) =>
        directory.EndsWith('/') ? string.Concat(directory, name) : string.Concat(directory, "/", name);

    /// <param name="Relative">To the root; empty for itself.</param>
    /// <param name="Path">Absolute.</param>
    /// <param name="Depths">Where in the pattern it may be, a bit for each part.</param>
    /// <param name="Level">Directories between the root and this.</param>
    private readonly record struct Place(string Relative, string Path, ulong Depths, int Level);
}
