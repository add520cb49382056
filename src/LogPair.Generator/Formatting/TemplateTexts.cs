using System.Runtime.CompilerServices;
using Serilog.Events;

namespace LogPair.Generator.Formatting;

/// <summary>The templates that an application uses again and again.</summary>
/// <remarks>
/// Bounded, and without a lock: each template has one place, which it takes from another when it is met for the second
/// time. An application that makes its templates up, a new one for each event, thus costs no memory here. Thread-safe.
/// </remarks>
internal sealed class TemplateTexts(LogPairFormat format)
{
    /// <summary>Serilog keeps as many parsed templates. At 4 KiB each, 4 MiB at most; usually a hundredth of that.</summary>
    private const int Places = 1024;

    private const int MaxLength = 1024;

    private readonly TemplateText?[] _texts = new TemplateText?[Places];

    // Hash of the template that was last met, and not found, at a place.
    private readonly int[] _met = new int[Places];

    /// <returns>Null if the template is not known, or not yet.</returns>
    public TemplateText? Find(MessageTemplate template)
    {
        var hash = RuntimeHelpers.GetHashCode(template);
        var place = hash & (Places - 1);
        var text = Volatile.Read(ref _texts[place]);
        return text?.Template == template ? text : Meet(template, hash, place);
    }

    private TemplateText? Meet(MessageTemplate template, int hash, int place)
    {
        if (_met[place] != hash)
        {
            _met[place] = hash;
            return null;
        }

        if (template.Text.Length > MaxLength) return null;

        var text = new TemplateText(template, format);
        Volatile.Write(ref _texts[place], text);
        return text;
    }
}
