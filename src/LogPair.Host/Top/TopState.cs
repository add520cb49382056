using LogPair.Host.Terminal;

namespace LogPair.Host.Top;

/// <summary>What is shown of the answers, as keys have chosen. Immutable.</summary>
internal sealed record TopState
{
    public TopTab Tab { get; init; }

    /// <summary>Which of the tab's columns the rows are ordered by.</summary>
    public int Sort { get; init; }

    /// <summary>Whether the order is the other way round.</summary>
    public bool IsReversed { get; init; }

    /// <summary>Only rows with this text, in any letter case.</summary>
    public string Filter { get; init; } = "";

    /// <summary>Whether keys are characters of the filter.</summary>
    public bool IsTyping { get; init; }

    public bool IsPaused { get; init; }

    /// <summary>Rows that are scrolled past.</summary>
    public int Top { get; init; }

    /// <summary>Whether it is over.</summary>
    public bool IsEnded { get; init; }

    /// <summary>What a key makes of it.</summary>
    /// <param name="key">As <see cref="Surroundings.Key"/> gives it.</param>
    /// <param name="columns">Of the tab.</param>
    /// <param name="page">Rows that are visible.</param>
    public TopState After(char key, int columns, int page) => IsTyping ? AfterTyped(key) : key switch
    {
        'q' or 'Q' => this with { IsEnded = true },
        '1' => Show(TopTab.Files),
        '2' => Show(TopTab.Metrics),
        '3' => Show(TopTab.Troubles),
        ControlKey.Tab => Show((TopTab)(((int)Tab + 1) % Enum.GetValues<TopTab>().Length)),
        's' => this with { Sort = (Sort + 1) % columns, Top = 0 },
        'S' => this with { Sort = (Sort + columns - 1) % columns, Top = 0 },
        'r' => this with { IsReversed = !IsReversed, Top = 0 },
        'p' or ' ' => this with { IsPaused = !IsPaused },
        '/' => this with { IsTyping = true },
        ControlKey.Escape => this with { Filter = "", Top = 0 },
        'j' or ControlKey.Down => this with { Top = Top + 1 },
        'k' or ControlKey.Up => this with { Top = Math.Max(0, Top - 1) },
        ControlKey.PageDown => this with { Top = Top + page },
        ControlKey.PageUp => this with { Top = Math.Max(0, Top - page) },
        'g' => this with { Top = 0 },
        _ => this,
    };

    private TopState AfterTyped(char key) => key switch
    {
        ControlKey.Escape => this with { IsTyping = false, Filter = "", Top = 0 },
        _ when ControlKey.IsEnter(key) => this with { IsTyping = false },
        _ when ControlKey.IsBackspace(key) => this with { Filter = Filter.Length == 0 ? "" : Filter[..^1], Top = 0 },
        _ when !char.IsControl(key) => this with { Filter = Filter + key, Top = 0 },
        _ => this,
    };

    private TopState Show(TopTab tab) =>
        tab == Tab ? this : this with { Tab = tab, Sort = 0, IsReversed = false, Top = 0 };
}
