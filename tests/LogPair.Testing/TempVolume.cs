using System.Runtime.CompilerServices;

namespace LogPair.Testing;

/// <summary>A directory of its own for one test, named after it and removed with it.</summary>
public sealed class TempVolume : IDisposable
{
    /// <param name="test">Name of the test; filled in by the compiler.</param>
    public TempVolume([CallerMemberName] string test = "")
    {
        Path = Directory.CreateTempSubdirectory($"logpair-{test}-").FullName;
    }

    /// <summary>Absolute path.</summary>
    public string Path { get; }

    /// <summary>Absolute path of a file or directory in the volume; <paramref name="name"/> may contain slashes.</summary>
    public string this[string name] => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
