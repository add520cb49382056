namespace LogPair.Processor.Tailing;

/// <summary>Places in a segment at which a shorter copy of it can be known. Immutable.</summary>
/// <remarks>
/// A copy may have been made of less than what is counted by now. The marks lie ever further apart: at powers of two
/// within the head, and then each half as far again as the one before, of which the last few are kept.
/// </remarks>
internal sealed class ContentMarks : IEquatable<ContentMarks>
{
    private const int FirstOffset = 8;
    private const int MaxMarksBeyondHead = 8;

    private readonly ContentMark[] _marks;

    public ContentMarks(params ContentMark[] marks)
    {
        _marks = marks;
    }

    public static ContentMarks None { get; } = new();

    /// <summary>By offset, ascending.</summary>
    public IReadOnlyList<ContentMark> All => _marks;

    /// <summary>Whether a mark at this offset would be far enough from the last one.</summary>
    public bool Want(long offset) =>
        offset > Fingerprint.MaxBytes && (_marks.Length == 0 || offset >= _marks[^1].Offset / 2 * 3);

    /// <summary>Adds a mark beyond the head.</summary>
    public ContentMarks With(ContentMark mark)
    {
        var head = _marks.TakeWhile(known => known.Offset <= Fingerprint.MaxBytes).ToArray();
        return new ContentMarks([.. head, .. _marks.Skip(head.Length).TakeLast(MaxMarksBeyondHead - 1), mark]);
    }

    /// <summary>Adds the marks within the head that can be made of what is known of it.</summary>
    public ContentMarks WithHead(ReadOnlySpan<byte> head)
    {
        var marks = new List<ContentMark>(_marks);
        for (var offset = FirstOffset; offset <= head.Length; offset *= 2)
        {
            if (marks.Count == 0 || marks[^1].Offset < offset)
                marks.Add(new ContentMark(offset, offset, Fingerprint.Hash(head[..offset])));
        }

        return marks.Count == _marks.Length ? this : new ContentMarks([.. marks]);
    }

    /// <summary>The last mark within the first <paramref name="length"/> bytes; null if there is none.</summary>
    public ContentMark? Within(long length) => _marks.LastOrDefault(mark => mark.Offset <= length) is { Offset: > 0 } mark
        ? mark
        : null;

    public bool Equals(ContentMarks? other) => other is not null && _marks.AsSpan().SequenceEqual(other._marks);

    public override bool Equals(object? obj) => Equals(obj as ContentMarks);

    public override int GetHashCode() => _marks.Length == 0 ? 0 : _marks[^1].GetHashCode();
}
