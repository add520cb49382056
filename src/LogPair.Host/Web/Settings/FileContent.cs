namespace LogPair.Host.Web.Settings;

/// <summary>What was in a file at one moment.</summary>
/// <param name="Bytes">Null if it could not be read.</param>
/// <param name="Problem">Why it could not be read, without a full stop; else null.</param>
internal readonly record struct FileContent(byte[]? Bytes, string? Problem)
{
    // A ConfigMap or a Secret holds at most 1 MiB.
    private const int MaxBytes = 1 << 20;

    /// <summary>Reads it to its end; links are followed.</summary>
    public static FileContent Of(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            if (file.Length > MaxBytes) return new(null, $"has more than {MaxBytes} bytes");

            // A file that grows or shrinks meanwhile is looked at again: its next content is another one.
            var bytes = new byte[file.Length];
            var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return new(bytes[..length], null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return new(null, $"cannot be read: {exception.Message.TrimEnd('.')}");
        }
    }
}
