using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;

namespace LogPair.Processor.Tailing;

/// <summary>A segment's bytes from an offset on, as a <see cref="PipeReader"/> over one contiguous buffer.</summary>
/// <remarks>
/// <para>One buffer serves one lane for all segments: <see cref="Attach"/> points it at the next one. Nothing read but
/// not consumed outlives that, because reading resumes from the committed offset; this keeps the memory per open
/// segment to its handle.</para>
/// <para>Reads are synchronous and every result has a single segment. <see cref="ReadResult.IsCompleted"/> means the
/// end of what is there now. One owner thread.</para>
/// </remarks>
internal sealed class SegmentPipeReader : PipeReader
{
    private readonly byte[] _buffer;
    private ISegmentFile? _file;

    // 0 <= _consumed <= _examined <= _buffered <= _buffer.Length; _buffer[0] is the byte at _bufferOffset.
    private int _consumed;
    private int _examined;
    private int _buffered;
    private long _bufferOffset;

    /// <param name="capacity">Bytes; at least the longest line that must be seen whole, and its line feed.</param>
    public SegmentPipeReader(int capacity)
    {
        _buffer = GC.AllocateUninitializedArray<byte>(capacity, pinned: true);
    }

    /// <summary>Most bytes that it holds at a time.</summary>
    public int Capacity => _buffer.Length;

    /// <summary>Offset in the segment of the first byte not yet consumed.</summary>
    public long Offset => _bufferOffset + _consumed;

    /// <summary>Offset in the segment just past the last byte read.</summary>
    public long EndOffset => _bufferOffset + _buffered;

    /// <summary>
    /// Forgets what was buffered, and reads <paramref name="file"/> from <paramref name="offset"/> on.
    /// </summary>
    public void Attach(ISegmentFile file, long offset)
    {
        _file = file;
        _bufferOffset = offset;
        _consumed = _examined = _buffered = 0;
    }

    /// <exception cref="IOException">The file system does not answer.</exception>
    public override bool TryRead(out ReadResult result)
    {
        var file = _file ?? throw new InvalidOperationException("No segment is attached.");
        var isAtEnd = false;
        if (_examined == _buffered)
        {
            MakeRoom();
            var room = _buffer.AsSpan(_buffered);
            var read = room.IsEmpty ? 0 : file.Read(room, _bufferOffset + _buffered);
            _buffered += read;
            isAtEnd = read == 0 || (read < room.Length && file.EndsAt(EndOffset));
        }

        var unread = new ReadOnlySequence<byte>(_buffer, _consumed, _buffered - _consumed);
        result = new ReadResult(unread, isCanceled: false, isAtEnd);
        return true;
    }

    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        TryRead(out var result);
        return ValueTask.FromResult(result);
    }

    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        _consumed = consumed.GetInteger();
        _examined = examined.GetInteger();
    }

    [ExcludeFromCodeCoverage(Justification = "Reads never wait, so there is none to cancel")]
    public override void CancelPendingRead()
    {
    }

    public override void Complete(Exception? exception = null) => _file = null;

    // Only a torn line is left over, so this moves little.
    private void MakeRoom()
    {
        if (_consumed == 0) return;

        _buffer.AsSpan(_consumed, _buffered - _consumed).CopyTo(_buffer);
        _bufferOffset += _consumed;
        _buffered -= _consumed;
        _examined -= _consumed;
        _consumed = 0;
    }
}
