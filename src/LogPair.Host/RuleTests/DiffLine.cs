namespace LogPair.Host.RuleTests;

/// <summary>One line of what differs between what a test expects and what came out.</summary>
/// <param name="Kind">What kind of line it is.</param>
/// <param name="Text">A series with its value, for example.</param>
/// <param name="Note">What helps to understand it; may be empty.</param>
internal readonly record struct DiffLine(DiffKind Kind, string Text, string Note = "")
{
    public override string ToString()
    {
        var sign = Kind switch
        {
            DiffKind.Expected => "- ",
            DiffKind.Actual => "+ ",
            _ => "  ",
        };
        return Note.Length == 0 ? sign + Text : $"{sign}{Text}    {Note}";
    }
}
