using LogPair.Contract;
using LogPair.Processor.Pipeline.Committing;
using Microsoft.Extensions.Logging;

namespace LogPair.Processor.Pipeline.Checkpointing;

/// <summary>Finds the newest state that the checkpoints still hold, whatever happened to them. Never fails.</summary>
internal sealed partial class CheckpointRestorer(
    Ledger ledger, CheckpointSerializer serializer, StateDirectory directory, ILogger logger)
{
    // In one shared directory a neighbour could put anything here. A million series take some 100 MiB.
    private const int MaxFileBytes = 512 << 20;

    // How long it is tried to open a file that is there.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private bool _sawDamage;

    public RestoreOutcome Restore()
    {
        foreach (var path in directory.Checkpoints())
        {
            // The one before is only there to be fallen back to: whatever was the last one is gone.
            if (TryRestore(path))
                return _sawDamage || directory.IsPrevious(path) ? RestoreOutcome.Earlier : RestoreOutcome.Whole;
        }

        if (_sawDamage) Log.StateLost(logger, directory.CheckpointPath);
        else Log.NoCheckpoint(logger, directory.CheckpointPath);
        return _sawDamage ? RestoreOutcome.Lost : RestoreOutcome.None;
    }

    private bool TryRestore(string path)
    {
        try
        {
            var outcome = Read(path, out var file, out var problem);
            if (outcome == ContractReadOutcome.Unreadable)
            {
                _sawDamage = true;
                Log.CheckpointUnreadable(logger, path, problem!);
                return false;
            }

            var damage = problem;
            if (damage is not null || (damage = CheckpointFormat.FindDamage(file)) is not null || !TryRead(file, path, out damage))
            {
                _sawDamage = true;
                Log.CheckpointDamaged(logger, path, damage, StateDirectory.SetAside(path));
                return false;
            }

            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            _sawDamage = true;
            Log.CheckpointUnreadable(logger, path, error.Message);
            return false;
        }
    }

    /// <summary>Reads a file, and tries again for a while if it is there and cannot be read.</summary>
    /// <remarks>
    /// A want of descriptors goes by. What only the last checkpoint holds does not come back: files that it had counted to
    /// their end may be gone.
    /// </remarks>
    private static ContractReadOutcome Read(string path, out byte[] file, out string? problem)
    {
        var (outcome, content, why) = (ContractReadOutcome.Unreadable, Array.Empty<byte>(), (string?)null);
        SpinWait.SpinUntil(
            () => (outcome = AtomicFile.TryRead(path, MaxFileBytes, out content, out why)) != ContractReadOutcome.Unreadable,
            Patience);
        (file, problem) = (content, why);
        return outcome;
    }

    private bool TryRead(byte[] file, string path, out string damage)
    {
        var state = ledger.CreateState();
        ReadOnlySpan<byte> rest = file.AsSpan(CheckpointFormat.HeaderLength);
        var records = 0;
        RecordOutcome outcome;
        while ((outcome = ReadNext(ref rest, state)) == RecordOutcome.Read) records++;

        var end = file.Length - rest.Length;
        damage = outcome == RecordOutcome.Torn ? "its first record is cut short" : "its checksum does not fit its content";
        if (records == 0) return false;

        ledger.Replace(state);
        Log.Restored(logger, path, state.Segments.Count, end);
        _sawDamage |= outcome != RecordOutcome.End;
        if (outcome == RecordOutcome.Torn) Log.CheckpointTorn(logger, path, rest.Length);
        if (outcome == RecordOutcome.Damaged) Log.CheckpointPartlyDamaged(logger, path, end, records);
        return true;
    }

    private RecordOutcome ReadNext(ref ReadOnlySpan<byte> rest, LedgerState state)
    {
        var before = rest;
        var outcome = CheckpointFormat.TryReadRecord(ref rest, out var content);
        if (outcome != RecordOutcome.Read) return outcome;

        try
        {
            serializer.Read(content, state);
            return RecordOutcome.Read;
        }
        catch (Exception error) when (error is ArgumentException or OverflowException or IndexOutOfRangeException)
        {
            // A checksum that fits, of content that no version of ours has written.
            rest = before;
            return RecordOutcome.Damaged;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.NoCheckpoint, LogLevel.Information,
            "No usable checkpoint at {Path}: counting every file from its start")]
        public static partial void NoCheckpoint(ILogger logger, string path);

        [LoggerMessage(EventIds.StateLost, LogLevel.Error,
            "No checkpoint at {Path} can be used: a new life begins. Every file that is still there is counted from its "
            + "start; what was counted of files that are gone is lost. logpair_created_timestamp_seconds shows it")]
        public static partial void StateLost(ILogger logger, string path);

        [LoggerMessage(EventIds.Restored, LogLevel.Information,
            "Resuming from {Path} ({Bytes} bytes): {Segments} segments known")]
        public static partial void Restored(ILogger logger, string path, int segments, int bytes);

        [LoggerMessage(EventIds.CheckpointTorn, LogLevel.Information,
            "The last {Bytes} bytes of {Path} are half a record and are ignored: the process was killed while it saved, "
            + "or the file was cut short. What they held is counted again from the files that are still there")]
        public static partial void CheckpointTorn(ILogger logger, string path, int bytes);

        [LoggerMessage(EventIds.CheckpointPartlyDamaged, LogLevel.Error,
            "The checkpoint {Path} is damaged after byte {Offset}: resuming from the last of the {Records} records "
            + "before. What came after is counted again from the files that are still there")]
        public static partial void CheckpointPartlyDamaged(ILogger logger, string path, int offset, int records);

        [LoggerMessage(EventIds.CheckpointDamaged, LogLevel.Error,
            "The checkpoint {Path} cannot be used: {Damage}. It was moved to {Aside}")]
        public static partial void CheckpointDamaged(ILogger logger, string path, string damage, string aside);

        [LoggerMessage(EventIds.CheckpointUnreadable, LogLevel.Error,
            "The checkpoint {Path} cannot be read: {Reason}")]
        public static partial void CheckpointUnreadable(ILogger logger, string path, string reason);
    }
}
