using System.Runtime.CompilerServices;
using System.Text;

namespace LogPair.Processor.Parsing;

/// <summary>Fields that no line says, because they are the same for every line of a segment.</summary>
/// <remarks>One owner thread. Costs nothing for those that nobody asked for, and no copy for the others.</remarks>
internal sealed class SegmentFields
{
    // By Names: where the field is wanted, or -1; and what it reads for the segment that was entered last.
    private readonly int[] _slots;
    private readonly FieldSlice[] _slices;
    private string _path = "";

    /// <param name="fields">What somebody asks for; complete.</param>
    public SegmentFields(FieldSet fields)
    {
        _slots = [.. Names.Select(name => fields.IndexOf(new FieldPath(name)))];
        _slices = new FieldSlice[Names.Count];
        IsUsed = _slots.Any(slot => slot >= 0);
    }

    /// <summary>Name of the file without its directory, whole path, and name of the stream.</summary>
    public static IReadOnlyList<string> Names { get; } = ["@file", "@path", "@stream"];

    private bool IsUsed { get; }

    /// <summary>From now on lines are of this segment.</summary>
    /// <param name="path">The name that it had before it was rolled.</param>
    /// <param name="stream">Of the segment.</param>
    /// <param name="fields">Keeps the values for all its records.</param>
    public void Enter(string path, string stream, FieldBuffer fields)
    {
        if (path == _path || !IsUsed) return;

        _path = path;
        fields.Keep([Utf8(Path.GetFileName(path)), Utf8(path), Utf8(stream)], _slices);
    }

    /// <summary>Puts the values into the record that was parsed last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply(FieldBuffer fields)
    {
        if (IsUsed) Put(fields);
    }

    private void Put(FieldBuffer fields)
    {
        for (var i = 0; i < _slots.Length; i++)
        {
            if (_slots[i] >= 0) fields[_slots[i]] = _slices[i];
        }
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
