using LogPair.Contract;
using LogPair.Generator.Segments;
using Microsoft.Win32.SafeHandles;

namespace LogPair.Generator.Retention;

/// <summary>
/// Deletes finished segments with their seals. The only place of the pair where anything of a volume is deleted.
/// </summary>
/// <remarks>Not thread-safe; the sink's lock owns it.</remarks>
internal sealed class SegmentRemover(SegmentDirectory directory, Inventory inventory, Tally tally)
{
    /// <summary>Deletes a segment that is done with, then its seal unless that is the newest.</summary>
    /// <returns>False if it could not be deleted; it then stays in the inventory.</returns>
    public bool TryDelete(RetainedSegment segment)
    {
        var path = directory.PathOf(segment.Name);
        try
        {
            var keepsSeal = inventory.BearsNewestSeal(segment);
            File.Delete(path);
            if (!keepsSeal) File.Delete(VolumeLayout.SealOf(path));

            if (keepsSeal) inventory.RemoveSegmentOf(segment);
            else inventory.Remove(segment);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            tally.Failed($"{path} is acknowledged but could not be deleted: {e.Message}");
            return false;
        }
    }

    /// <summary>Deletes a segment that is not acknowledged, and books what is lost with it.</summary>
    public void GiveUp(RetainedSegment segment, long acknowledgedBytes)
    {
        var path = directory.PathOf(segment.Name);
        try
        {
            // Without a lock on it, another process could take it for a dead one's while its seal is away.
            using var held = Hold(path);
            var lines = UnreadLines.Of(segment, path, acknowledgedBytes);
            if (!TryClaim(path, out var claim))
            {
                inventory.Remove(segment);
                return;
            }

            DeleteClaimed(path, claim);
            inventory.Remove(segment);
            tally.DeletedUnread(lines, segment.Seal);
            if (lines == 0) return;

            tally.Failed($"{path} was deleted with {lines} lines that nobody has counted: the volume budget is used "
                + "up. Is a processor running?");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            tally.Failed($"{path} could not be deleted: {e.Message}");
        }
    }

    /// <summary>
    /// Two processes of one stream may give up the same segment; only one must count its lines. Renaming its seal
    /// succeeds only once. If this process is killed before the segment is deleted too, the next start finds it
    /// unsealed, and seals it again.
    /// </summary>
    private static bool TryClaim(string path, out string claim)
    {
        claim = VolumeLayout.SealOf(path) + VolumeLayout.TemporarySuffix;
        try
        {
            File.Move(VolumeLayout.SealOf(path), claim, overwrite: true);
            return true;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    private static SafeFileHandle? Hold(string path)
    {
        try
        {
            return File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
        }
        catch (FileNotFoundException)
        {
            // Only its seal is left.
            return null;
        }
    }

    private static void DeleteClaimed(string path, string claim)
    {
        try
        {
            File.Delete(path);
        }
        catch
        {
            File.Move(claim, VolumeLayout.SealOf(path));
            throw;
        }

        File.Delete(claim);
    }
}
