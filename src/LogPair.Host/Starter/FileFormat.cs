using LogPair.Processor.Framing;

namespace LogPair.Host.Starter;

/// <summary>What was found out of how a file is to be read.</summary>
/// <param name="Input">In the words of a rules file.</param>
/// <param name="Encoding">Never <see cref="TextEncoding.Auto"/>.</param>
/// <param name="Confidence">
/// Percent of the first lines that look like it; 0 if it was chosen for want of a better one.
/// </param>
/// <param name="Lines">That were looked at for this.</param>
internal sealed record FileFormat(StarterInput Input, TextEncoding Encoding, int Confidence, int Lines)
{
    /// <summary>For people: <c>json in docker, events joined as java</c>.</summary>
    public string Describe() => Input.Format
        + (Input.Wrapper is { } wrapper ? $" in {wrapper}" : "")
        + (Input.Multiline is { } multiline ? $", lines joined as {multiline}" : "")
        + (Encoding == TextEncoding.Utf8 ? "" : $", {TextEncodings.NameOf(Encoding)}");
}
