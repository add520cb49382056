using System.Text;
using LogPair.Processor.Framing.Multiline;

namespace LogPair.Processor.Tests.Framing.Multiline;

/// <summary>Lines put together to events, as a join says.</summary>
internal static class Events
{
    public static List<string> Of(ILineJoin join, string text)
    {
        var events = new List<string>();
        var state = 0;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            var bytes = Encoding.UTF8.GetBytes(line);
            if (events.Count > 0 && join.Continues(bytes, ref state))
            {
                events[^1] += "\n" + line;
                continue;
            }

            state = join.Begin(bytes);
            events.Add(line);
        }

        return events;
    }

    /// <summary>How many lines each event has.</summary>
    public static IEnumerable<int> Sizes(ILineJoin join, string text) => Of(join, text).Select(one => one.Split('\n').Length);
}
