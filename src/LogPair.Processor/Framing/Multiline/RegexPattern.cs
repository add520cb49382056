using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace LogPair.Processor.Framing.Multiline;

/// <summary>A regular expression whose time grows with the line and no faster, whatever the line.</summary>
internal sealed class RegexPattern : ILinePattern
{
    private const int MostOnStack = 512;

    private readonly Regex _regex;

    /// <exception cref="ArgumentException">It is not an expression, or one that needs backtracking.</exception>
    public RegexPattern(string pattern)
    {
        try
        {
            _regex = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (NotSupportedException error)
        {
            throw new ArgumentException("Look-around, back-references and atomic groups need backtracking.", error);
        }
    }

    public bool IsMatch(ReadOnlySpan<byte> line)
    {
        if (line.Length <= MostOnStack)
        {
            Span<char> few = stackalloc char[MostOnStack];
            return IsMatch(line, few);
        }

        var rented = ArrayPool<char>.Shared.Rent(line.Length);
        try
        {
            return IsMatch(line, rented);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(rented);
        }
    }

    private bool IsMatch(ReadOnlySpan<byte> line, Span<char> text) =>
        _regex.IsMatch(text[..Encoding.UTF8.GetChars(line, text)]);
}
