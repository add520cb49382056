using System.Net;
using System.Net.Sockets;
using LogPair.Processor.Parsing;
using LogPair.Processor.Rules.Expressions.Evaluation;

namespace LogPair.Processor.Rules.Expressions.Functions;

/// <summary>An IP address with its last bits zeroed, without port: <c>10.1.2.3:80</c> → <c>10.1.2.0</c>.</summary>
/// <remarks>Undefined for anything else. Allocates one address for each record.</remarks>
internal sealed class IpNode(Node text, int v4Prefix, int v6Prefix) : Node
{
    // The longest text of an address of version 6, and some more for a port and brackets.
    private const int LongestText = 64;

    public override Value Evaluate(scoped in LogRecord record, TextScratch scratch)
    {
        var value = text.Evaluate(record, scratch);
        if (!value.IsText || value.Bytes.Length > LongestText || !TryParse(value.Bytes, out var address)) return Value.Undefined;

        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out var length);
        Mask(bytes[..length], address.AddressFamily == AddressFamily.InterNetwork ? v4Prefix : v6Prefix);
        var space = scratch.Take(LongestText);
        return new IPAddress(bytes[..length]).TryFormat(space, out var written) ? Value.Text(space[..written]) : Value.Undefined;
    }

    private static bool TryParse(ReadOnlySpan<byte> text, out IPAddress address)
    {
        address = IPAddress.None;
        text = WithoutPort(text);

        // .NET also takes 127.1 and a lone number for addresses; a log that means one writes four parts.
        var isV6 = text.Contains((byte)':');
        if (!isV6 && text.Count((byte)'.') != 3) return false;
        if (!IPAddress.TryParse(text, out var parsed)) return false;

        address = parsed.IsIPv4MappedToIPv6 ? parsed.MapToIPv4() : parsed;
        return true;
    }

    private static ReadOnlySpan<byte> WithoutPort(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith("["u8) && text.IndexOf((byte)']') is var end and > 0) return text[1..end];
        return text.Count((byte)':') == 1 ? text[..text.IndexOf((byte)':')] : text;
    }

    private static void Mask(Span<byte> address, int prefix)
    {
        for (var i = 0; i < address.Length; i++)
        {
            var kept = Math.Clamp(prefix - (i * 8), 0, 8);
            address[i] &= (byte)(0xFF << (8 - kept));
        }
    }
}
