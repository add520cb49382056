using LogPair.Host.Units;

namespace LogPair.Host.Doctor.Examinations;

/// <summary>Compares the times of the newest events with the clock: with that of their file, and with that of this
/// machine.</summary>
internal sealed class ClockExamination : IExamination
{
    // Buffers of loggers, and clocks of neighbouring hosts, differ by less.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(2);

    // Offsets of time zones are multiples of it, up to 14 hours.
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan MostOffset = TimeSpan.FromHours(14);

    private const string Why =
        "Times of events are wrong: event lag, gauges by event time, and a replay with --timestamps.";

    public string Name => "clock";

    public IEnumerable<Finding> Examine(Patient patient) => patient.Samples.Count == 0
        ? [Finding.Skipped("there are no events yet to compare it with")]
        : patient.Samples.Select(sample => Judge(sample, patient));

    private static Finding Judge(FileSample sample, Patient patient)
    {
        var file = sample.File;
        if (sample.LastEvent is not { } time)
            return Finding.Skipped($"the last lines of {file.Path} have no time that its format knows");

        var written =
            new DateTimeOffset(Math.Clamp(file.Facts.ModifiedTicks, 0, DateTime.MaxValue.Ticks), TimeSpan.Zero);
        var ahead = time - written;
        if (ahead.Duration() <= Tolerance)
        {
            return time - patient.Now <= Tolerance
                ? Finding.Ok($"{file.Path}: its last event is of {time:u}, as is its last write")
                : Behind(file.Path, time, patient.Now);
        }

        return IsOffset(ahead) ? Zone(file.Path, ahead) : Apart(file.Path, ahead);
    }

    private static bool IsOffset(TimeSpan ahead)
    {
        var rest = TimeSpan.FromTicks(ahead.Duration().Ticks % Step.Ticks);
        return ahead.Duration() <= MostOffset + Tolerance && (rest <= Tolerance || Step - rest <= Tolerance);
    }

    private static Finding Zone(string path, TimeSpan ahead)
    {
        var offset = TimeSpan.FromTicks((long)Math.Round(ahead / Step) * Step.Ticks);
        return Finding.Warning(
            $"{path}: its last event is {TimeWords.Of(offset)} {(ahead > TimeSpan.Zero ? "ahead of" : "behind")} "
                + "the time at which it was "
                + "written: the log most likely says local time without its offset, which is read as UTC",
            Why,
            "Run the application in UTC (TZ=UTC), or have it write the offset: zzz in Serilog's template, XXX in "
                + "Java's, %z in Python's.");
    }

    private static Finding Apart(string path, TimeSpan ahead) => ahead > TimeSpan.Zero
        ? Finding.Warning(
            $"{path}: its last event is {TimeWords.Of(ahead)} later than the time at which it was written: clocks "
                + "differ",
            Why, "Compare the clocks of the application's machine and of this one: date -u; timedatectl")
        : Finding.Ok($"{path}: its last event is {TimeWords.Of(ahead)} older than the file's last change, as in a "
            + "file that was copied");

    private static Finding Behind(string path, DateTimeOffset time, DateTimeOffset now) => Finding.Warning(
        $"{path}: its last event, and its last write, are {TimeWords.Of(time - now)} ahead of the clock of this "
            + "machine",
        Why, "Set the clock of this machine, or that of the one that wrote: date -u; timedatectl");
}
