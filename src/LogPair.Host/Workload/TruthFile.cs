namespace LogPair.Host.Workload;

/// <summary>Where <c>--truth</c> puts the truth.</summary>
internal static class TruthFile
{
    /// <summary>Stands for standard output.</summary>
    public const string StandardOutput = "-";

    /// <param name="file">Replaced whole, so that whoever waits for it never reads half; null for nowhere.</param>
    /// <exception cref="IOException">It could not be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It could not be written.</exception>
    public static void Write(Truth truth, string? file, Surroundings surroundings)
    {
        if (file is null) return;

        byte[] json = [.. truth.ToJson(), (byte)'\n'];
        if (file == StandardOutput)
        {
            surroundings.Output.Write(json);
            surroundings.Output.Flush();
            return;
        }

        var temporary = file + ".tmp";
        File.WriteAllBytes(temporary, json);
        File.Move(temporary, file, overwrite: true);
    }
}
