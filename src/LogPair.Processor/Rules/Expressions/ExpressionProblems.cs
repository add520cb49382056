namespace LogPair.Processor.Rules.Expressions;

/// <summary>Collects what is wrong with one expression.</summary>
internal sealed class ExpressionProblems
{
    private readonly List<ExpressionProblem> _all = [];

    public IReadOnlyList<ExpressionProblem> All => _all;

    public bool HasErrors => _all.Exists(problem => problem.Severity == ProblemSeverity.Error);

    public void Error(int start, string message, string hint = "") =>
        _all.Add(new ExpressionProblem(start, message, hint, ProblemSeverity.Error));

    public void Warning(int start, string message, string hint = "") =>
        _all.Add(new ExpressionProblem(start, message, hint, ProblemSeverity.Warning));
}
