using System.Globalization;
using System.Text;
using Serilog.Events;
using Serilog.Parsing;

namespace LogPair.Generator.Formatting;

/// <summary>A hole of a message template that has a format, such as <c>{Elapsed:0.0000}</c>: it is rendered.</summary>
internal readonly struct Hole
{
    private readonly PropertyToken _token;
    private readonly bool _isSimple;

    private Hole(PropertyToken token)
    {
        _token = token;
        _isSimple = token.Alignment is null && Ascii.IsValid(token.Format);
    }

    /// <summary>The holes of a template that have a format, in order.</summary>
    public static Hole[] Of(MessageTemplate template)
    {
        List<Hole>? holes = null;
        foreach (var token in template.Tokens)
        {
            if (token is PropertyToken { Format: not null } property) (holes ??= []).Add(new Hole(property));
        }

        return holes is null ? [] : [.. holes];
    }

    /// <summary>Writes the rendered text as a JSON string.</summary>
    public void Write(LineBuffer line, IReadOnlyDictionary<string, LogEventPropertyValue> properties)
    {
        // Other kinds of scalar values may render themselves in their own way.
        var isDone = _isSimple && properties.TryGetValue(_token.PropertyName, out var value)
            && value.GetType() == typeof(ScalarValue)
            && RenderedScalar.TryWrite(line, ((ScalarValue)value).Value, _token.Format!);
        if (!isDone) WriteByPackage(line, properties);
    }

    private void WriteByPackage(LineBuffer line, IReadOnlyDictionary<string, LogEventPropertyValue> properties)
    {
        var text = line.EmptyScratch;
        _token.Render(properties, text, CultureInfo.InvariantCulture);
        JsonText.WriteQuoted(line, text.Text);
    }
}
