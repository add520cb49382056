using System.Text;
using CsCheck;

namespace LogPair.Processor.Tests.Parsing;

/// <summary>JSON text, valid and spoilt.</summary>
internal static class JsonGen
{
    private static readonly Gen<string> Space =
        Gen.Frequency((9, Gen.Const("")), (1, Gen.OneOf(" ", "\t", "\r", "\n", "  ")));

    private static readonly Gen<string> Piece = Gen.OneOf(
        Gen.OneOf("a", "b", "c", "@", "t", "l", ".", "é", "日本", "😀", "\u007f"),
        Gen.OneOf("\\\"", "\\\\", "\\/", "\\b", "\\f", "\\n", "\\r", "\\t"),
        Gen.OneOf("\\u0040", "\\u00e9", "\\u65E5", "\\uD83D\\uDE00", "\\u0000", "\\u0061"),
        Gen.Char['a', 'z'].Array[0, 40].Select(letters => new string(letters)));

    /// <summary>What stands between the quotes of a valid string.</summary>
    public static readonly Gen<string> Text = Piece.Array[0, 5].Select(string.Concat);

    /// <summary>Names come from few, so that they repeat and meet those asked for.</summary>
    public static readonly Gen<string> Name = Gen.Frequency(
        (8, Gen.OneOf("a", "b", "c", "@t", "@l", "@@t", "", "\\u0061", "\\u0040l", "a.b")),
        (2, Text));

    public static readonly Gen<string> Number = Gen.OneOf(
        Gen.OneOf("0", "-0", "1e3", "1E+3", "-1.5e-7", "0.1", "1e400", "123456789012345678901234567890", "-0.0e0"),
        Gen.Int.Select(number => number.ToString()),
        Gen.Double.Where(double.IsFinite).Select(number => number.ToString("R")));

    /// <summary>One object, as a line would hold it.</summary>
    public static readonly Gen<string> Object = Members(3);

    /// <summary>Valid objects, the same with a few bytes changed, and soup.</summary>
    public static readonly Gen<byte[]> Line = Gen.OneOf(
        Object.Select(Encoding.UTF8.GetBytes),
        Gen.Select(Object, Gen.Select(Gen.Int[0, 1000], Gen.Int[0, 3], SoupByte()).Array[1, 3]).Select(Spoil),
        SoupByte().Array[0, 20],
        SoupByte().Array[0, 20].Select(soup => "{\"a\":"u8.ToArray().Concat(soup).Append((byte)'}').ToArray()),
        Gen.Byte.Array[0, 20]);

    private static Gen<string> Value(int depth)
    {
        var scalar = Gen.OneOf(Text.Select(text => $"\"{text}\""), Number, Gen.OneOf("true", "false", "null"));
        return depth == 0 ? scalar : Gen.Frequency((6, scalar), (1, List(depth)), (2, Members(depth)));
    }

    private static Gen<string> List(int depth) =>
        Joined(Padded(Value(depth - 1)).Array[0, 4]).Select(values => $"[{values}]");

    private static Gen<string> Members(int depth) =>
        Padded(Joined(Member(depth).Array[0, 6]).Select(members => $"{{{members}}}"));

    private static Gen<string> Member(int depth) =>
        Gen.Select(Padded(Name.Select(name => $"\"{name}\"")), Padded(Value(depth - 1)), (name, value) => $"{name}:{value}");

    private static Gen<string> Joined(Gen<string[]> parts) =>
        Gen.Select(parts, Space, (some, space) => some.Length == 0 ? space : string.Join(',', some));

    private static Gen<string> Padded(Gen<string> inner) =>
        Gen.Select(Space, inner, Space, (before, text, after) => before + text + after);

    private static Gen<byte> SoupByte() =>
        Gen.Frequency((8, Gen.OneOf("{}[]\",:\\ud8tfnrale+-.019eE \t\r\n/"u8.ToArray())), (1, Gen.Byte));

    private static byte[] Spoil(string json, (int Place, int Way, byte Byte)[] changes)
    {
        var bytes = new List<byte>(Encoding.UTF8.GetBytes(json));
        foreach (var (place, way, value) in changes)
        {
            var at = place % (bytes.Count + 1);
            if (way == 0 || at == bytes.Count) bytes.Insert(at, value);
            else if (way == 1) bytes.RemoveAt(at);
            else if (way == 2) bytes[at] = value;
            else bytes.RemoveRange(at, bytes.Count - at);
        }

        return [.. bytes];
    }
}
