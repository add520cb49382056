using LogPair.Processor.Pipeline;

namespace LogPair.Host.Web.Api;

/// <summary>Puts together what there is to say at a glance.</summary>
internal static class StatusReport
{
    public static StatusAnswer Of(IInspectedSource source, DateTimeOffset now)
    {
        var status = source.Status;
        var inspector = source.Inspector;
        var totals = inspector.Totals();
        return new StatusAnswer
        {
            Version = ProductVersion.Text,
            Time = now,
            StartTime = status.StartTime,
            Created = status.Created,
            State = status.State,
            IsReady = status.IsReady,
            Health = HealthWords.Of(status, inspector, source.Configuration, now),
            Lines = status.Counts.Lines,
            Bytes = status.Counts.Bytes,
            UnparsedLines = status.Counts.Unparsed,
            UnmatchedLines = totals.Unmatched,
            LostLines = status.Counts.Lost,
            LostBytes = status.Counts.LostBytes,
            FoldedMeasurements = totals.Folded,
            LagBytes = status.LagBytes,
            LagSeconds = status.LagTime.TotalSeconds,
            OpenFiles = status.Segments,
            RefusedFiles = status.RefusedFiles,
            HeldBytes = status.HeldBytes,
            IsWatching = status.IsWatching,
            Series = totals.Series,
            MaxSeries = inspector.MaxSeries,
            LastCheckpoint = status.LastCheckpoint,
            CpuSeconds = Environment.CpuUsage.TotalTime.TotalSeconds,
            ResidentBytes = ResidentMemory.Bytes,
        };
    }
}
