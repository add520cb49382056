using LogPair.Processor.Framing.Multiline;
using LogPair.Processor.Parsing;

namespace LogPair.Processor.Pipeline.Counting;

/// <summary>Gives a record the exception whose frames stand in the lines below it, unless it has one.</summary>
/// <param name="fields">What rules ask for; complete.</param>
internal sealed class ExceptionField(FieldSet fields)
{
    private readonly int _slot = Enumerable.Range(0, fields.Count)
        .Where(slot => fields[slot].Members is ["@x"]).DefaultIfEmpty(-1).First();

    /// <param name="fields">Of a record that was parsed.</param>
    /// <param name="text">Of the whole event.</param>
    /// <param name="start">Where its second line begins.</param>
    public void Fill(FieldBuffer fields, ReadOnlySpan<byte> text, int start)
    {
        if (_slot < 0 || fields[_slot].Kind != FieldKind.Missing) return;

        var into = StackTraces.IndexIn(text, start);
        if (into >= 0) fields[_slot] = new FieldSlice(into, text.Length - into, FieldKind.Text);
    }
}
