namespace LogPair.Processor.Parsing.AccessLogs;

/// <summary>What is wrong with a format string as a whole.</summary>
internal static class LayoutProblems
{
    /// <returns>The layout, or null if something is wrong, which the arguments then know.</returns>
    public static Layout? Check(
        LayoutBuilder builder, Layout? layout, FormatArguments arguments, string parameter, string example)
    {
        if (layout is null)
        {
            arguments.Fail(parameter, $"the {parameter} has no values",
                $"Paste the string of the server's configuration; its values look like {example}.");
            return null;
        }

        if (builder.Adjacent is not var (left, right)) return layout;

        arguments.Fail(parameter, $"nothing stands between {left} and {right}, so nobody can tell where one ends",
            "Put a space, or anything else that neither of them has, between them in the server's configuration too.");
        return null;
    }
}
