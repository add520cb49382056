using LogPair.Processor.Parsing;

namespace LogPair.Host.Starter;

/// <summary>What was found in log files: their formats, and the fields of all their records.</summary>
/// <remarks>Memory is bounded by the number of fields, not by that of lines.</remarks>
internal sealed class FieldSurvey
{
    private readonly Dictionary<string, FieldStatistics> _fields = new(StringComparer.Ordinal);
    private readonly List<SurveyedFile> _files = [];

    public IReadOnlyList<SurveyedFile> Files => _files;

    /// <summary>Fields that at least one record has, in the order in which they were seen.</summary>
    public IEnumerable<FieldStatistics> Fields => _fields.Values.Where(seen => seen.Count > 0);

    /// <summary>Whether there were more fields than are looked at.</summary>
    public bool IsFull { get; private set; }

    public long Records => _files.Sum(file => file.Records);

    /// <summary>A built-in field, whether any record has it or not.</summary>
    public FieldStatistics BuiltIn(string name) => Of(FieldName.BuiltIn(name));

    /// <summary>Looks at a file twice: for the names of its fields, then for their values.</summary>
    public void Add(SampledFile file)
    {
        var format = FormatFinder.Find(file);
        var names = new FieldNames(format.Input.Format);
        Read(file, format, names.Fields, names);
        IsFull |= names.IsFull;

        var found = new SurveyedFile { Path = file.Path, Format = format };
        var fields = new FieldSet();
        var slots = names.All.Select(name => (fields.Add(name.Path), Of(name))).ToArray();
        found.Lines = Read(file, format, fields, new FieldValues(slots, found, file.ModifiedTicks));
        found.IsWhole = file.IsWhole && found.Lines < SampledFile.MaxLines;
        _files.Add(found);
    }

    private static int Read(SampledFile file, FileFormat format, FieldSet fields, IEventTaker taker)
    {
        var reading = format.Input.ToReading(format.Encoding, fields);
        return new EventReader(reading, fields, taker).Read(file, SampledFile.MaxLines);
    }

    private FieldStatistics Of(FieldName name)
    {
        var key = name.Expression;
        if (!_fields.TryGetValue(key, out var field)) _fields.Add(key, field = new FieldStatistics(name));
        return field;
    }

    /// <summary>Adds the values of each record to what is known of its fields.</summary>
    private sealed class FieldValues(
        (int Slot, FieldStatistics Field)[] fields, SurveyedFile file, long modifiedTicks) : IEventTaker
    {
        private const string Time = "@t";

        public void Take(scoped in LogRecord record)
        {
            if (file.Records++ == 0) file.Behind = LineRest.Behind(file.Format.Input.Format, record.Line);
            foreach (var (slot, field) in fields)
            {
                field.Add(record, slot, modifiedTicks);
                var isTime = !field.Name.IsProperty && field.Name.Text == Time;
                if (isTime && record.TryGetTime(slot, modifiedTicks, out var ticks)) file.AddTime(ticks);
            }
        }

        public void Refuse(ParseOutcome outcome, ReadOnlySpan<byte> text, int lines) =>
            file.Unread.Add(outcome, text, lines);
    }
}
