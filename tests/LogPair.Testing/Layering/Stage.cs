namespace LogPair.Testing.Layering;

/// <summary>A row of the dependency table.</summary>
/// <param name="Name">The last part of the stage's namespace.</param>
/// <param name="KnowsNothingOf">Beside all later stages.</param>
internal sealed record Stage(string Name, params IReadOnlyList<Subject> KnowsNothingOf);
