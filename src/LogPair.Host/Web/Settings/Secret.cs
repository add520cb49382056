namespace LogPair.Host.Web.Settings;

/// <summary>Text that is never to be shown: whatever prints this object prints no part of it.</summary>
internal sealed class Secret
{
    private readonly string _text;

    public Secret(string text) => _text = text;

    /// <summary>For whoever works with it. The result belongs into no message.</summary>
    public string Reveal() => _text;

    public override string ToString() => "<secret>";
}
