using LogPair.Contract;

namespace LogPair.Processor.Tailing;

/// <summary>Remembers of a segment's bytes what it takes to know them again, while they pass.</summary>
/// <remarks>The segment's owner owns it.</remarks>
internal sealed class SegmentContent
{
    // The tailing loop waits for it. A generator's segments have 64 MiB by default; a sparse file may have anything.
    private const long MostToCatchUp = 4L << 30;

    private readonly byte[] _tail = new byte[Fingerprint.MaxBytes];

    // The first _headLength bytes of the segment; null once there are enough, or if they were not seen from the start.
    private byte[]? _head = new byte[Fingerprint.MaxBytes];
    private int _headLength;
    private ulong _headHash;

    private ContentMarks _marks = ContentMarks.None;

    // The last bytes before the committed offset are _tail[.._tailLength].
    private int _tailLength;
    private readonly SegmentDigest? _digest;

    /// <param name="hasDigest">Whether a seal will want to know bytes, lines and hash.</param>
    public SegmentContent(bool hasDigest)
    {
        if (hasDigest) _digest = new SegmentDigest();
    }

    /// <summary>Of everything consumed so far, after <see cref="CatchUpDigest"/>; null if nobody wants to know.</summary>
    public SegmentDigest? Digest => _digest;

    /// <summary>Where a copy of a part of it can be known. None if it has a digest: then nobody makes copies.</summary>
    public ContentMarks Marks => _marks;

    /// <summary>Of the bytes up to the committed offset.</summary>
    public Fingerprint Fingerprint => new(
        _headLength, _headHash, _tailLength, _tailLength == 0 ? 0 : Fingerprint.Hash(_tail.AsSpan(0, _tailLength)));

    /// <summary>Goes on with a segment of which an earlier process, or another file, has read a part.</summary>
    /// <param name="file">Read at its start and just before the offset.</param>
    /// <param name="fingerprint">Of the part that was read.</param>
    /// <param name="marks">The same.</param>
    /// <param name="offset">The length of that part.</param>
    /// <returns>False if the file does not begin with that part. Nothing is remembered then.</returns>
    /// <exception cref="IOException">The file system does not answer.</exception>
    public bool TryResume(ISegmentFile file, Fingerprint fingerprint, ContentMarks marks, long offset)
    {
        if (fingerprint.HeadLength == 0) return offset == 0;

        var head = new byte[Fingerprint.MaxBytes];
        if (!Fingerprint.TryFill(file, 0, head.AsSpan(0, fingerprint.HeadLength))
            || Fingerprint.Hash(head.AsSpan(0, fingerprint.HeadLength)) != fingerprint.HeadHash
            || !Fingerprint.TryFill(file, offset - fingerprint.TailLength, _tail.AsSpan(0, fingerprint.TailLength))
            || Fingerprint.Hash(_tail.AsSpan(0, fingerprint.TailLength)) != fingerprint.TailHash)
            return false;

        _headLength = fingerprint.HeadLength;
        _headHash = fingerprint.HeadHash;
        _head = _headLength < Fingerprint.MaxBytes ? head : null;
        _tailLength = fingerprint.TailLength;
        _marks = marks;
        return true;
    }

    /// <summary>Feeds the digest what was read before this process, so that it speaks of the whole segment.</summary>
    /// <param name="file">The segment.</param>
    /// <param name="offset">Up to where it was read.</param>
    /// <param name="buffer">To read with.</param>
    /// <exception cref="IOException">The file system does not answer.</exception>
    public void CatchUpDigest(ISegmentFile file, long offset, Span<byte> buffer)
    {
        if (_digest is not null && offset - _digest.Bytes > MostToCatchUp)
            throw new IOException("There is more to be read again than any segment has.");

        while (_digest is { } digest && digest.Bytes < offset)
        {
            var wanted = buffer[..(int)Math.Min(buffer.Length, offset - digest.Bytes)];
            var read = file.Read(wanted, digest.Bytes);
            if (read == 0) throw new IOException("The segment became shorter while it was being read.");
            digest.Append(wanted[..read]);
        }
    }

    /// <summary>Whether the bytes before the committed offset are still those that were counted.</summary>
    /// <param name="file">The segment.</param>
    /// <param name="offset">The committed offset.</param>
    /// <remarks>They are not after a truncation that was followed by enough new bytes to hide it.</remarks>
    /// <exception cref="IOException">The file system does not answer.</exception>
    public bool IsUnchanged(ISegmentFile file, long offset)
    {
        if (_tailLength == 0) return true;

        Span<byte> now = stackalloc byte[Fingerprint.MaxBytes];
        now = now[.._tailLength];
        return Fingerprint.TryFill(file, offset - _tailLength, now) && now.SequenceEqual(_tail.AsSpan(0, _tailLength));
    }

    /// <summary>Takes note of bytes that were consumed, in order, whether or not their line is whole.</summary>
    public void Consume(ReadOnlySpan<byte> bytes, long offset)
    {
        // Not so after a resumption: there, the digest begins with what was read before, when somebody asks.
        if (_digest?.Bytes == offset) _digest.Append(bytes);
        if (_head is null || offset != _headLength || bytes.IsEmpty) return;

        var taken = Math.Min(bytes.Length, Fingerprint.MaxBytes - _headLength);
        bytes[..taken].CopyTo(_head.AsSpan(_headLength));
        _headLength += taken;
        _headHash = Fingerprint.Hash(_head.AsSpan(0, _headLength));
        if (_digest is null) _marks = _marks.WithHead(_head.AsSpan(0, _headLength));
        if (_headLength == Fingerprint.MaxBytes) _head = null;
    }

    /// <summary>Takes note of the bytes just before the new committed offset.</summary>
    /// <param name="bytes">As many as are at hand.</param>
    /// <param name="offset">The new committed offset.</param>
    /// <param name="follow">Whether they follow the committed offset before, without a gap.</param>
    public void Commit(ReadOnlySpan<byte> bytes, long offset, bool follow)
    {
        if (bytes.Length >= _tail.Length || !follow) ReplaceTail(bytes);
        else ExtendTail(bytes);

        if (_digest is null && _marks.Want(offset))
            _marks = _marks.With(new ContentMark(offset, _tailLength, Fingerprint.Hash(_tail.AsSpan(0, _tailLength))));
    }

    private void ReplaceTail(ReadOnlySpan<byte> bytes)
    {
        _tailLength = Math.Min(bytes.Length, _tail.Length);
        bytes[^_tailLength..].CopyTo(_tail);
    }

    private void ExtendTail(ReadOnlySpan<byte> bytes)
    {
        var kept = Math.Min(_tailLength, _tail.Length - bytes.Length);
        _tail.AsSpan(_tailLength - kept, kept).CopyTo(_tail);
        bytes.CopyTo(_tail.AsSpan(kept));
        _tailLength = kept + bytes.Length;
    }
}
