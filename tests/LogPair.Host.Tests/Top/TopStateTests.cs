using LogPair.Host.Terminal;

namespace LogPair.Host.Top;

/// <summary>What keys do, step by step.</summary>
public sealed class TopStateTests
{
    private const int Columns = 4;
    private const int Page = 10;

    [Fact]
    public void EachKeyDoesWhatTheHintSays()
    {
        (string Keys, TopState Expected)[] steps =
        [
            ("", new TopState()),
            ("2", new TopState { Tab = TopTab.Metrics }),
            ("s", new TopState { Tab = TopTab.Metrics, Sort = 1 }),
            ("SS", new TopState { Tab = TopTab.Metrics, Sort = 3 }),
            ("s", new TopState { Tab = TopTab.Metrics }),
            ("rp", new TopState { Tab = TopTab.Metrics, IsReversed = true, IsPaused = true }),
            ("2", new TopState { Tab = TopTab.Metrics, IsReversed = true, IsPaused = true }),
            ("3 ", new TopState { Tab = TopTab.Troubles }),
            ($"{ControlKey.Tab}jj{ControlKey.Down}k", new TopState { Top = 2 }),
            ($"{ControlKey.PageDown}", new TopState { Top = 12 }),
            ($"{ControlKey.PageUp}{ControlKey.PageUp}{ControlKey.Up}", new TopState()),
            ("j/qs1", new TopState { IsTyping = true, Filter = "qs1" }),
            ($"\u007f\b{ControlKey.Down}é", new TopState { IsTyping = true, Filter = "qé" }),
            ("\r", new TopState { Filter = "qé" }),
            ($"{ControlKey.Escape}", new TopState()),
            ($"/x{ControlKey.Escape}", new TopState()),
            ("q", new TopState { IsEnded = true }),
        ];

        var state = new TopState();
        foreach (var (keys, expected) in steps)
        {
            foreach (var key in keys) state = state.After(key, Columns, Page);
            Assert.Equal(expected, state);
        }
    }
}
