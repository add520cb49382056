using System.Buffers;
using System.IO.Pipelines;

namespace LogPair.Processor.Exposition;

/// <summary>A text that is sent while it is written.</summary>
/// <remarks>
/// While its reader keeps up, no more than <see cref="MaxWaitingBytes"/> of it exist, however long it is. A reader that
/// does not is waited for until patience ends; from then on what it has not taken is kept in memory, so that whoever
/// writes comes to an end. A short text is sent when it is complete, without a pipe or a timer, which would wake threads.
/// One writer.
/// </remarks>
internal sealed class OutgoingText : Stream
{
    /// <summary>Most that waits for a reader who keeps up.</summary>
    public const int MaxWaitingBytes = 512 << 10;

    // Each takes the reader a system call or some, and where nothing else runs, the waking of a thread.
    private const int PieceBytes = 128 << 10;

    // The metrics of most processors, in an array that is not yet a large object.
    private const int ShortBytes = 64 << 10;

    // Whoever writes hands each piece on itself: another thread would be woken for each, in place of one that counts.
    private static readonly PipeOptions Pieces = new(
        pauseWriterThreshold: MaxWaitingBytes,
        resumeWriterThreshold: MaxWaitingBytes / 2,
        minimumSegmentSize: PieceBytes,
        readerScheduler: PipeScheduler.Inline,
        useSynchronizationContext: false);

    private readonly Stream _destination;
    private readonly TimeSpan _patience;
    private readonly TimeProvider _time;
    private readonly CancellationToken _cancel;

    // The text, until it is no longer short: _start[.._startBytes]. Then it is in the pipe, and being sent.
    private byte[] _start = ArrayPool<byte>.Shared.Rent(ShortBytes);
    private int _startBytes;
    private Pipe? _pipe;
    private Task? _sending;
    private ITimer? _waiting;
    private volatile bool _hasWaitedEnough;
    private bool _isComplete;
    private int _unsentBytes;

    /// <param name="destination">May be slow. Written to by one thread after the other, and never flushed.</param>
    /// <param name="patience">How long all waiting for the reader may take, from when there is something to send.</param>
    /// <param name="time">Measures it.</param>
    /// <param name="cancel">Gives up sending.</param>
    public OutgoingText(Stream destination, TimeSpan patience, TimeProvider time, CancellationToken cancel)
    {
        _destination = destination;
        _patience = patience;
        _time = time;
        _cancel = cancel;
    }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>All is written: waits until all is sent.</summary>
    /// <exception cref="Exception">What the destination threw.</exception>
    public async Task CompleteAsync()
    {
        _isComplete = true;
        if (_pipe is null)
        {
            await _destination.WriteAsync(_start.AsMemory(0, _startBytes), _cancel);
            return;
        }

        await _pipe.Writer.CompleteAsync();
        await _sending!;
    }

    /// <summary>If the text is not complete, what there is of it may be sent or not.</summary>
    public override async ValueTask DisposeAsync()
    {
        if (_start.Length > 0) ArrayPool<byte>.Shared.Return(_start);
        _start = [];
        if (_waiting is not null) await _waiting.DisposeAsync();
        if (_pipe is not null && !_isComplete)
        {
            await _pipe.Writer.CompleteAsync(new OperationCanceledException("The text was not written to its end."));
            await _sending!.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await base.DisposeAsync();
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_pipe is null && buffer.Length <= ShortBytes - _startBytes)
        {
            buffer.CopyTo(_start.AsMemory(_startBytes));
            _startBytes += buffer.Length;
            return ValueTask.CompletedTask;
        }

        var pipe = _pipe ?? BeginSending();
        pipe.Writer.Write(buffer.Span);
        _unsentBytes += buffer.Length;
        return _unsentBytes < PieceBytes ? ValueTask.CompletedTask : PassOnAsync(pipe, cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    // Whoever writes flushes at the end, which is when the text is completed.
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
    }

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private Pipe BeginSending()
    {
        var pipe = new Pipe(Pieces);
        pipe.Writer.Write(_start.AsSpan(0, _startBytes));
        _unsentBytes = _startBytes;
        _waiting = _time.CreateTimer(_ => EndPatience(pipe), state: null, _patience, Timeout.InfiniteTimeSpan);
        _sending = SendAsync(pipe);
        return _pipe = pipe;
    }

    private async ValueTask PassOnAsync(Pipe pipe, CancellationToken cancel)
    {
        _unsentBytes = 0;
        if (_hasWaitedEnough) pipe.Writer.CancelPendingFlush();
        var result = await pipe.Writer.FlushAsync(cancel);
        if (!result.IsCompleted) return;

        // Nobody reads any more, and here is why.
        await _sending!;
        throw new IOException("The text was read to its end before it had one.");
    }

    private async Task SendAsync(Pipe pipe)
    {
        try
        {
            await pipe.Reader.CopyToAsync(_destination, _cancel);
        }
        finally
        {
            await pipe.Reader.CompleteAsync();
        }
    }

    // A flush that waits goes on, and the text in it stays where it is.
    private void EndPatience(Pipe pipe)
    {
        _hasWaitedEnough = true;
        pipe.Writer.CancelPendingFlush();
    }
}
