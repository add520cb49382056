using LogPair.FaultWriters;

namespace LogPair.EndToEnd.Tests.Faults;

/// <summary>The rules file of a scenario: what <see cref="LineTally"/> counts, as LogPair is told it.</summary>
internal static class FaultRules
{
    /// <param name="reloads">Adds so many metrics that nobody compares: the others must not notice.</param>
    private static string Text(int reloads) => $$"""
        # After {{reloads}} reloads
        settings:
          maxLineBytes: {{FaultLines.MaxLineBytes}}
          checkpointInterval: 200ms
          logFormat: text
        metrics:
          - { name: fault_lines_total, type: counter, labels: { kind: Kind } }
          - { name: fault_slot_lines_total, type: counter, labels: { slot: Slot } }
          - { name: fault_size_total, type: counter, value: Size, labels: { kind: Kind } }
          - { name: fault_size, type: histogram, value: Size, buckets: [{{string.Join(", ", LineTally.Buckets)}}] }
        {{string.Concat(Enumerable.Range(0, reloads).Select(reload => $"  - {{ name: added_{reload}_total, type: counter }}\n"))}}
        """;

    /// <summary>Replaces the file at once, as a ConfigMap's update does.</summary>
    public static void Write(string path, int reloads)
    {
        File.WriteAllText(path + ".new", Text(reloads));
        File.Move(path + ".new", path, overwrite: true);
    }
}
