using System.Text;
using LogPair.Processor.Exposition;
using Microsoft.Extensions.Time.Testing;

namespace LogPair.Processor.Tests.Exposition;

public class OutgoingTextTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task WhatIsWrittenIsReadWholeAndInItsOrder()
    {
        using var read = new MemoryStream();
        var text = new StringBuilder();
        await using (var outgoing = new OutgoingText(read, Patience, _time, CancellationToken.None))
        {
            for (var i = 0; i < 100_000; i++)
            {
                text.Append(i).Append('\n');
                await outgoing.WriteAsync(Encoding.UTF8.GetBytes($"{i}\n"), CancellationToken.None);
            }

            await outgoing.CompleteAsync();
        }

        Assert.Equal(text.ToString(), Encoding.UTF8.GetString(read.ToArray()));
    }

    [Fact]
    public async Task AShortTextIsSentAtOnceWhenItIsComplete()
    {
        using var read = new PieceReader();
        await using var outgoing = new OutgoingText(read, Patience, _time, CancellationToken.None);
        for (var i = 0; i < 1_000; i++) await outgoing.WriteAsync(Encoding.UTF8.GetBytes("line\n"), CancellationToken.None);
        Assert.Equal(0, read.Pieces);

        await outgoing.CompleteAsync();

        Assert.Equal(1, read.Pieces);
        Assert.Equal(5_000, read.Length);
    }

    [Fact]
    public async Task AWriterWaitsForASlowReaderUntilItsPatienceEnds()
    {
        using var reader = new SlowReader();
        await using var outgoing = new OutgoingText(reader, Patience, _time, CancellationToken.None);
        var piece = new byte[OutgoingText.MaxWaitingBytes / 8];
        var written = 0L;
        var writing = Task.CompletedTask;
        while (writing.IsCompleted)
        {
            written += piece.Length;
            writing = outgoing.WriteAsync(piece, CancellationToken.None).AsTask();
        }

        Assert.InRange(written, OutgoingText.MaxWaitingBytes, 2 * OutgoingText.MaxWaitingBytes);

        _time.Advance(Patience);
        await writing.WaitAsync(Deadline, TestContext.Current.CancellationToken);
        for (var i = 0; i < 100; i++, written += piece.Length)
        {
            await outgoing.WriteAsync(piece, CancellationToken.None).AsTask()
                .WaitAsync(Deadline, TestContext.Current.CancellationToken);
        }

        reader.GoOn();
        await outgoing.CompleteAsync();
        Assert.Equal(written, reader.ReadBytes);
    }

    [Fact]
    public async Task AWriterLearnsWhyNobodyReadsAnyMore()
    {
        using var reader = new SlowReader();
        await using var outgoing = new OutgoingText(reader, Patience, _time, CancellationToken.None);
        reader.Fail(new IOException("The line is dead."));

        var error = await Assert.ThrowsAsync<IOException>(async () =>
        {
            // More than any buffer holds
            for (var i = 0; i < 1_000; i++) await outgoing.WriteAsync(new byte[1 << 20], CancellationToken.None);
        });

        Assert.Equal("The line is dead.", error.Message);
    }

    [Fact]
    public async Task ATextThatDoesNotComeToItsEndDoesNotLookWhole()
    {
        using var reader = new MemoryStream();
        await using (var outgoing = new OutgoingText(reader, Patience, _time, CancellationToken.None))
            await outgoing.WriteAsync(new byte[10], CancellationToken.None);

        Assert.Equal(0, reader.Length);
    }

    private sealed class PieceReader : MemoryStream
    {
        public int Pieces { get; private set; }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Pieces++;
            return base.WriteAsync(buffer, cancellationToken);
        }
    }

    /// <summary>Takes nothing until it is told to.</summary>
    private sealed class SlowReader : MemoryStream
    {
        private readonly TaskCompletionSource _going = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public long ReadBytes { get; private set; }

        public void GoOn() => _going.SetResult();

        public void Fail(Exception error) => _going.SetException(error);

        public override async ValueTask WriteAsync(
            ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await _going.Task;
            ReadBytes += buffer.Length;
        }
    }
}
