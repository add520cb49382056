using System.Text;
using LogPair.Processor.Parsing;
using LogPair.Processor.Pipeline.Committing;
using LogPair.Processor.Pipeline.Counting;
using LogPair.Processor.Pipeline.Recognizing;
using LogPair.Processor.Rules;
using LogPair.Processor.Rules.Expressions;
using LogPair.Processor.Rules.Expressions.Compilation;
using LogPair.Processor.Rules.Expressions.Evaluation;

namespace LogPair.Processor.Pipeline.Inspection;

/// <summary>Tries an expression on lines that were sampled, each read as its file is.</summary>
internal sealed class ExpressionTrial
{
    /// <summary>Longest expression that is tried, in characters.</summary>
    public const int MaxLength = 300;

    // Whoever may look may ask, again and again; a rule's author has far more.
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(200);

    private readonly IReadOnlyList<InputRule> _inputs;
    private readonly Ledger _ledger;
    private readonly TimeProvider _time;

    public ExpressionTrial(IReadOnlyList<InputRule> inputs, Ledger ledger, TimeProvider time)
    {
        _time = time;
        _inputs = inputs;
        _ledger = ledger;
    }

    /// <param name="expression">As in a rules file; at most <see cref="MaxLength"/> characters.</param>
    /// <param name="samples">To try it on; their beginnings are all there is of them. The rest is left out when it takes long.</param>
    public TrialResult Try(string expression, IEnumerable<LineSample> samples)
    {
        var fields = new FieldSet();
        var problems = new ExpressionProblems();
        if (expression.Length > MaxLength) problems.Error(0, $"the expression is longer than {MaxLength} characters");
        if (problems.HasErrors) return Refuse(problems);

        var node = ExpressionCompiler.Compile(expression, fields, problems);
        if (problems.HasErrors) return Refuse(problems);

        var readings = new InputReadings(_inputs.Select(input => input.Reading), fields);
        var progress = _ledger.KnownSegments().Select(known => known.Value).ToLookup(known => known.Path, StringComparer.Ordinal);
        var buffer = new FieldBuffer(fields);
        var began = _time.GetTimestamp();
        return new TrialResult(
            [],
            [
                .. samples.TakeWhile(_ => _time.GetElapsedTime(began) < Longest)
                    .Select(sample => Try(node, sample, progress[sample.Path], readings, buffer)),
            ]);
    }

    private static TrialResult Refuse(ExpressionProblems problems) => new(
        [.. problems.All.Select(problem => new TrialProblem(problem.Start + 1, problem.Message, problem.Hint))], []);

    private TrialValue Try(
        Node node, LineSample sample, IEnumerable<SegmentProgress> known, InputReadings readings, FieldBuffer buffer)
    {
        var line = Encoding.UTF8.GetBytes(sample.Text);
        var progress = known.FirstOrDefault();
        var choice = progress.Reading ?? FormatDetector.Detect(line, isWhole: true, readings.Said(progress.Input));
        var parser = readings.For(progress.Input, choice).Parser;
        if (parser is IHeadedLineParser headed && progress.Header is { } header) parser = headed.With(header);

        var format = choice.Format ?? _inputs[Math.Min(progress.Input, _inputs.Count - 1)].Reading.Format.Name;
        var outcome = parser.Parse(line, buffer);
        if (outcome != ParseOutcome.Parsed)
            return new TrialValue(sample.Text, format, MetricCatalog.ReasonName($"{outcome}"), "");

        var scratch = new TextScratch();
        var value = node.Evaluate(new LogRecord(line, buffer), scratch);
        return scratch.IsTooCostly
            ? new TrialValue(sample.Text, format, MetricCatalog.ReasonName($"{MeasureOutcome.TooCostly}"), "")
            : new TrialValue(
                sample.Text, format, $"{value.Kind}".ToLowerInvariant(), Encoding.UTF8.GetString(value.ToLabel(scratch)));
    }
}
