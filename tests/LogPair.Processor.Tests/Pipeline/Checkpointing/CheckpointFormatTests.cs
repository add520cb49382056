using System.Buffers;
using LogPair.Processor.Pipeline.Checkpointing;

namespace LogPair.Processor.Tests.Pipeline.Checkpointing;

/// <summary>What is told of records that are not as they were written: a kill cuts, everything else is damage.</summary>
public sealed class CheckpointFormatTests
{
    private static readonly string[] Contents = ["first record", "", "third"];
    private static readonly byte[] Records = Make(Contents);

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
    public void EveryCutButBetweenTwoRecordsIsTorn()
    {
        var ends = Enumerable.Range(0, Contents.Length + 1).Select(records => Make(Contents[..records]).Length).ToHashSet();
        for (var length = 0; length <= Records.Length; length++)
        {
            var expected = ends.Contains(length) ? RecordOutcome.End : RecordOutcome.Torn;
            Assert.True(ReadAll(Records.AsSpan(0, length)) == expected, $"{length} bytes");
        }
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
