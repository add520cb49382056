using LogPair.Contract;
using LogPair.Host.Doctor.Machine;
using LogPair.Host.Units;
using LogPair.Processor.Discovery;

namespace LogPair.Host.Doctor.Examinations;

/// <summary>Whether somebody writes: by the lock that the generator holds, and by the time of the last write.</summary>
internal sealed class WriterExamination : IExamination
{
    public string Name => "writer";

    public IEnumerable<Finding> Examine(Patient patient)
    {
        var newest = patient.Volume.NewestFirst.Where(file => file.Entry.Role == EntryRole.Live)
            .DistinctBy(file => StreamName.Of(file.Path)).Take(3).ToList();
        return newest.Count == 0
            ? [Finding.Skipped("there is no file yet that somebody could write")]
            : newest.Select(file => Examine(file, patient));
    }

    private static Finding Examine(in DiscoveredFile file, Patient patient)
    {
        var written = $"{file.Path} was last written {Ago(file, patient)}";
        var holders = FileLocks.Holders(patient.System, file.Path);
        if (holders.Count > 0)
            return Finding.Ok($"{written}; process {string.Join(", ", holders)} has it open for writing");
        if (!IsOfGenerator(file, patient.Volume)) return Finding.Ok(written);
        if (File.Exists(VolumeLayout.SealOf(file.Path)))
            return Finding.Ok($"{written}; it is sealed: its writer has finished it");
        if (FileLocks.IsHeld(patient.System, file.Path))
            return Finding.Ok($"{written}; its writer lives (it has the lock)");

        return Finding.Warning(
            $"{written}, it has no seal, and nobody has its lock: its writer was killed, or cannot be seen from here",
            "Nothing new is written. What is there is counted; a last line without its line feed waits.",
            "Start the application: the generator seals the segment when it starts. In a Pod: kubectl logs POD "
                + "--previous");
    }

    // Other programs take no lock, so its absence says nothing of them.
    private static bool IsOfGenerator(DiscoveredFile file, VolumeLook volume)
    {
        var stream = StreamName.Of(file.Path);
        return volume.Listing.Seals.Any(seal => StreamName.Of(seal.Path) == stream);
    }

    private static string Ago(in DiscoveredFile file, Patient patient)
    {
        var ticks = Math.Clamp(file.Facts.ModifiedTicks, 0, DateTime.MaxValue.Ticks);
        return $"{TimeWords.Of(patient.Now - new DateTimeOffset(ticks, TimeSpan.Zero))} ago";
    }
}
