using LogPair.Processor.Parsing;
using LogPair.Processor.Parsing.Formats;
using LogPair.Processor.Parsing.Wrapping;
using LogPair.Processor.Pipeline.Recognizing;
using LogPair.Processor.Rules;

namespace LogPair.Host.Starter;

/// <summary>Finds out how a file is to be read: as <c>format: auto</c> does, and what that leaves open.</summary>
internal static class FormatFinder
{
    // Enough to see traces, and to try every way to join lines in a moment.
    private const int TrialLines = 5_000;

    private static readonly string[] Joins = ["dotnet", "java", "python", "go", "indent"];

    // Formats whose every line is an event, whatever it says.
    private static readonly HashSet<string> OneLineFormats = new(StringComparer.Ordinal)
    {
        "json", "clef", "combined", "common", "w3c", "syslog",
    };

    public static FileFormat Find(SampledFile file)
    {
        var head = file.Content.Span[..Math.Min(file.Content.Length, FormatDetector.MaxBytes)];
        var isWhole = file.IsWhole && head.Length == file.Content.Length;
        var choice = FormatDetector.Detect(head, isWhole, InputReading.Default);
        var wrapper = choice.Wrapper is { } found and not LineWrapper.None ? LineWrappers.NameOf(found) : null;
        if (choice.Format != LineFormats.Auto.Name)
        {
            var input = new StarterInput(choice.Format!, wrapper);
            var known = new FileFormat(input, choice.Encoding, choice.Confidence, choice.Lines);
            return OneLineFormats.Contains(choice.Format!) ? known : Join(file, known);
        }

        if (wrapper is null && ColumnsFinder.Find(head, isWhole, choice.Encoding) is { } columns)
            return new FileFormat(new StarterInput(columns.Format), choice.Encoding, columns.Percent, columns.Lines);

        var plain = new StarterInput(LineFormats.Plain.Name, wrapper);
        return Join(file, new FileFormat(plain, choice.Encoding, Confidence: 0, choice.Lines));
    }

    /// <summary>Joins lines to events where that leaves fewer lines over.</summary>
    private static FileFormat Join(SampledFile file, FileFormat format)
    {
        var best = format;
        var least = Leftovers(file, format);
        foreach (var join in Joins)
        {
            if (least == 0) break;

            var joined = format with { Input = format.Input with { Multiline = join } };
            var leftovers = Leftovers(file, joined);
            if (leftovers < least) (best, least) = (joined, leftovers);
        }

        return best;
    }

    private static int Leftovers(SampledFile file, FileFormat format)
    {
        var fields = new FieldSet();
        var trial = new JoinTrial(fields);
        new EventReader(format.Input.ToReading(format.Encoding, fields), fields, trial).Read(file, TrialLines);
        return trial.Leftovers;
    }

    /// <summary>Counts events that do not look like the first line of one.</summary>
    private sealed class JoinTrial : IEventTaker
    {
        private readonly int _time;
        private readonly int _level;
        private int _headed;
        private int _headless;
        private int _refused;

        public JoinTrial(FieldSet fields)
        {
            _time = fields.Add(new FieldPath("@t"));
            _level = fields.Add(new FieldPath("@l"));
        }

        // Where no line has a time or a level, that they have none says nothing.
        public int Leftovers => _refused + (_headed > 0 ? _headless : 0);

        public void Take(scoped in LogRecord record)
        {
            if (record.Kind(_time) == FieldKind.Missing && record.Kind(_level) == FieldKind.Missing) _headless++;
            else _headed++;
        }

        public void Refuse(ParseOutcome outcome, ReadOnlySpan<byte> text, int lines)
        {
            if (outcome is not (ParseOutcome.Comment or ParseOutcome.Blank)) _refused++;
        }
    }
}
