using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;

namespace LogPair.Processor.Rules;

/// <summary>What became of a rules file: rules, or all reasons why not.</summary>
internal sealed record RulesLoadResult
{
    /// <summary>Null exactly if there are <see cref="Errors"/>.</summary>
    public RuleSet? Rules { get; init; }

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<RuleError> Errors { get; init; } = [];

    /// <summary>What is allowed but probably not meant; in the order of the file.</summary>
    public IReadOnlyList<RuleError> Warnings { get; init; } = [];

    /// <summary>
    /// The scalars of the <c>settings</c> section. Not checked here: the reader knows what they mean.
    /// </summary>
    /// <remarks>A value within a list or a mapping has a key such as <c>logs:0</c> or <c>tls:certificate</c>.</remarks>
    public IReadOnlyDictionary<string, SettingScalar> Settings { get; init; } =
        ReadOnlyDictionary<string, SettingScalar>.Empty;

    [MemberNotNullWhen(true, nameof(Rules))]
    public bool IsValid => Rules is not null;
}
