using System.Diagnostics.CodeAnalysis;

namespace LogPair.Host.Configuration;

/// <summary>One setting: all its names, its default and how its text is read.</summary>
/// <remarks><see cref="SettingTable"/> holds the only instances.</remarks>
internal abstract class Setting
{
    /// <summary>Its key under <c>settings:</c> in the rules file.</summary>
    public required string Name { get; init; }

    /// <summary>Its environment variable.</summary>
    public required string Variable { get; init; }

    /// <summary>Its flag on the command line.</summary>
    public required string Flag { get; init; }

    /// <summary>Another spelling of the flag, which users of Prometheus know; null for none.</summary>
    public string? OtherFlag { get; init; }

    /// <summary>What stands for the value in help texts, for example <c>DURATION</c>.</summary>
    public required string ValueName { get; init; }

    /// <summary>The default as a person reads it; may be a description when it depends on other settings.</summary>
    public required string DefaultText { get; init; }

    /// <summary>One or two sentences for help texts and <c>docs/configuration.md</c>.</summary>
    public required string Help { get; init; }

    /// <summary>What a right value looks like; said when a value is wrong.</summary>
    public required string Expected { get; init; }

    /// <summary>All right values, if they are few; shells offer them.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>May be given several times, or as a list separated by commas.</summary>
    public bool IsList { get; init; }

    /// <summary>False for the setting that names the file itself.</summary>
    public bool IsAllowedInFile { get; init; } = true;

    /// <summary>Whether <paramref name="text"/> is a right value.</summary>
    public abstract bool Accepts(string text);
}

/// <inheritdoc/>
/// <typeparam name="T">What the text means.</typeparam>
internal sealed class Setting<T> : Setting
{
    public delegate bool Reader(string text, [MaybeNullWhen(false)] out T value);

    public required Reader TryRead { get; init; }

    /// <summary>The text form of a value, which <see cref="TryRead"/> reads back.</summary>
    public required Func<T, string> Format { get; init; }

    public override bool Accepts(string text) => TryRead(text, out _);
}
