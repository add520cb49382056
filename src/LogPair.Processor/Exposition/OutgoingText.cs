using System.Buffers;
using System.IO.Pipelines;

namespace LogPair.Processor.Exposition;

/// <summary>A text that is sent while it is written.</summary>
/// <remarks>
/// While its reader keeps up, no more than <see cref="MaxWaitingBytes"/> of it exist, however long it is. A reader that
/// does not is waited for until patience ends; from then on what it has not taken is kept in memory, so that whoever
/// writes comes to an end. One writer.
/// </remarks>
internal sealed class OutgoingText : Stream
{
    /// <summary>Most that waits for a reader who keeps up.</summary>
    public const int MaxWaitingBytes = 512 << 10;

    // Each takes the reader a system call or some, and where nothing else runs, the waking of a thread.
    private const int PieceBytes = 128 << 10;

    private readonly Pipe _pipe = new(new PipeOptions(
        pauseWriterThreshold: MaxWaitingBytes,
        resumeWriterThreshold: MaxWaitingBytes / 2,
        minimumSegmentSize: PieceBytes,
        useSynchronizationContext: false));

    private readonly ITimer _patience;
    private readonly Task _sending;
    private volatile bool _hasWaitedEnough;
    private bool _isComplete;
    private int _unsentBytes;

    /// <param name="destination">May be slow. Written to by one thread after the other, and never flushed.</param>
    /// <param name="patience">How long all waiting for the reader may take, from now on.</param>
    /// <param name="time">Measures it.</param>
    /// <param name="cancel">Gives up sending.</param>
    public OutgoingText(Stream destination, TimeSpan patience, TimeProvider time, CancellationToken cancel)
    {
        _patience = time.CreateTimer(_ => EndPatience(), state: null, patience, Timeout.InfiniteTimeSpan);
        _sending = SendAsync(destination, cancel);
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
        await _pipe.Writer.CompleteAsync();
        await _sending;
    }

    /// <summary>If the text is not complete, what there is of it may be sent or not.</summary>
    public override async ValueTask DisposeAsync()
    {
        await _patience.DisposeAsync();
        if (!_isComplete)
        {
            await _pipe.Writer.CompleteAsync(new OperationCanceledException("The text was not written to its end."));
            await _sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await base.DisposeAsync();
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _pipe.Writer.Write(buffer.Span);
        _unsentBytes += buffer.Length;
        return _unsentBytes < PieceBytes ? ValueTask.CompletedTask : PassOnAsync(cancellationToken);
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

    private async ValueTask PassOnAsync(CancellationToken cancel)
    {
        _unsentBytes = 0;
        if (_hasWaitedEnough) _pipe.Writer.CancelPendingFlush();
        var result = await _pipe.Writer.FlushAsync(cancel);
        if (!result.IsCompleted) return;

        // Nobody reads any more, and here is why.
        await _sending;
        throw new IOException("The text was read to its end before it had one.");
    }

    private async Task SendAsync(Stream destination, CancellationToken cancel)
    {
        try
        {
            await _pipe.Reader.CopyToAsync(destination, cancel);
        }
        finally
        {
            await _pipe.Reader.CompleteAsync();
        }
    }

    // A flush that waits goes on, and the text in it stays where it is.
    private void EndPatience()
    {
        _hasWaitedEnough = true;
        _pipe.Writer.CancelPendingFlush();
    }
}
