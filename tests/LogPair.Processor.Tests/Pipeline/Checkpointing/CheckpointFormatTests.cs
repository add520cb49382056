using System.Buffers;
using LogPair.Processor.Pipeline.Checkpointing;

namespace LogPair.Processor.Tests.Pipeline.Checkpointing;

/// <summary>What is told of records that are not as they were written: a kill cuts, everything else is damage.</summary>
public sealed class CheckpointFormatTests
{
    private static readonly byte[] Records = Make("first record", "", "third");

    [Fact]
    public void EveryFlippedBitIsDamage()
    {
        for (var bit = 0; bit < 8 * Records.Length; bit++)
        {
            var spoiled = Records.ToArray();
            spoiled[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.True(ReadAll(spoiled) == RecordOutcome.Damaged, $"bit {bit % 8} of byte {bit / 8}");
        }
    }

    [Fact]
    public void EveryCutIsTornOrAnEnd()
    {
        for (var length = 0; length <= Records.Length; length++)
            Assert.True(ReadAll(Records.AsSpan(0, length)) is RecordOutcome.Torn or RecordOutcome.End, $"{length} bytes");
    }

    [Fact]
    public void ZerosWhereARecordShouldBeAreDamage() =>
        Assert.Equal(RecordOutcome.Damaged, ReadAll([.. Records, .. new byte[CheckpointFormat.RecordHeaderLength]]));

    private static RecordOutcome ReadAll(ReadOnlySpan<byte> records)
    {
        RecordOutcome outcome;
        do outcome = CheckpointFormat.TryReadRecord(ref records, out _);
        while (outcome == RecordOutcome.Read);
        return outcome;
    }

    private static byte[] Make(params string[] contents)
    {
        var output = new ArrayBufferWriter<byte>();
        foreach (var content in contents)
        {
            var start = CheckpointFormat.BeginRecord(output);
            CheckpointFormat.WriteText(output, content);
            CheckpointFormat.EndRecord(output, start);
        }

        return output.WrittenSpan.ToArray();
    }
}
