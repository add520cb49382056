using LogPair.FaultWriters;

namespace LogPair.EndToEnd.Tests.Faults;

/// <summary>The rules file of a scenario: what <see cref="LineTally"/> counts, as LogPair is told it.</summary>
internal static class FaultRules
{
    /// <param name="comment">Changes the file and nothing else, for reloads.</param>
    public static string Text(string comment = "") => $$"""
        # {{comment}}
        settings:
          maxLineBytes: {{FaultLines.MaxLineBytes}}
          checkpointInterval: 200ms
          logFormat: text
        metrics:
          - { name: fault_lines_total, type: counter, labels: { kind: Kind } }
          - { name: fault_slot_lines_total, type: counter, labels: { slot: Slot } }
          - { name: fault_size_total, type: counter, value: Size, labels: { kind: Kind } }
          - { name: fault_size, type: histogram, value: Size, buckets: [{{string.Join(", ", LineTally.Buckets)}}] }
        """;

    /// <summary>Replaces the file at once, as a ConfigMap's update does.</summary>
    public static void Write(string path, string comment)
    {
        File.WriteAllText(path + ".new", Text(comment));
        File.Move(path + ".new", path, overwrite: true);
    }
}
