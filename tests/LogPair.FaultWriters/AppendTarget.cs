using System.Globalization;
using System.Text;

namespace LogPair.FaultWriters;

/// <summary>
/// A plain program that appends to one file: whole lines, and sometimes a line in two or three pieces.
/// </summary>
internal sealed class AppendTarget : IFaultTarget
{
    private readonly string _path;
    private readonly Tearing _tearing;
    private readonly Random _random;
    private readonly LineTally _written;
    private readonly StringBuilder _line = new();
    private readonly MemoryStream _pending = new();
    private FileStream _file;

    public AppendTarget(string path, Tearing tearing, int seed, LineTally written)
    {
        _path = path;
        _tearing = tearing;
        _random = new Random(seed);
        _written = written;
        _file = Open();
    }

    public void Write(in FaultLine line)
    {
        _line.Clear()
            .Append(CultureInfo.InvariantCulture, $$"""{"@t":"{{TimeProvider.System.GetUtcNow():O}}","@mt":"Fault",""")
            .Append(CultureInfo.InvariantCulture, $$""" "Kind":"{{FaultLine.Label(line.Kind)}}","Slot":{{line.Slot}},""")
            .Append(CultureInfo.InvariantCulture, $$""" "Life":{{line.Life}},""")
            .Append(CultureInfo.InvariantCulture, $$""" "Seq":{{line.Seq}},"Size":{{line.Size}},"Text":"{{line.Text}}"}""")
            .Append('\n');
        var bytes = Encoding.UTF8.GetBytes(_line.ToString());
        _written.Add(bytes);
        _pending.Write(bytes);
    }

    public void EndTick()
    {
        var bytes = _pending.GetBuffer().AsSpan(0, (int)_pending.Length);
        if (_tearing == Tearing.Often && bytes.Length > 2 && _random.Next(4) == 0)
        {
            var cut = _random.Next(1, bytes.Length - 1);
            Put(bytes[..cut]);
            if (_random.Next(2) == 0)
            {
                // The rest comes a tick later: a reader sees the torn line for a while.
                bytes[cut..].CopyTo(bytes);
                _pending.SetLength(bytes.Length - cut);
                return;
            }

            bytes = bytes[cut..];
        }

        Put(bytes);
        _pending.SetLength(0);
    }

    public void WriteOut()
    {
        Put(_pending.GetBuffer().AsSpan(0, (int)_pending.Length));
        _pending.SetLength(0);
    }

    public void Reopen()
    {
        WriteOut();
        _file.Dispose();
        _file = Open();
    }

    public void Dispose()
    {
        WriteOut();
        _file.Dispose();
        _pending.Dispose();
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.IsEmpty) _file.Write(bytes);
    }

    // FileMode.Append would remember its own position; a truncation must not leave a hole of NULs.
    private FileStream Open() => AppendingFile.Open(_path);
}
