using Serilog.Events;

namespace LogPair.Generator.Tests.Formatting;

/// <summary>Renders itself in its own way, and uses the writer's culture for it; as JSON it is as any other.</summary>
internal sealed class OddScalar(object? value) : ScalarValue(value)
{
    private static readonly char[] Chars = ['a', '"'];

    public override void Render(TextWriter output, string? format = null, IFormatProvider? formatProvider = null)
    {
        output.Write("odd ");
        output.Write(-1.5);
        output.WriteLine(Chars);
        output.Write("{0}|{1}", format, Value);
    }
}
