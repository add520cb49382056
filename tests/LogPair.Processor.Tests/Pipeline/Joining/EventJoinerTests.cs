using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using LogPair.Processor.Framing.Multiline;
using LogPair.Processor.Parsing.Wrapping;
using LogPair.Processor.Pipeline.Joining;

namespace LogPair.Processor.Tests.Pipeline.Joining;

public sealed partial class EventJoinerTests
{
    private const int LineBytes = 10;
    private const int Unlimited = 1_000_000;

    private static readonly MultilineRule StartingWithS = new(new StartPattern(new RegexPattern("^s")));

    private static readonly MultilineRule Bridged = new(new Bridge());

    private static readonly Gen<Line[]> Lines = Gen.Select(Gen.Bool, Gen.Bool, Gen.Int[0, 2], Gen.Int[0, 5])
        .Select(line => new Line(IsError: line.Item1, IsStart: line.Item2, IsPartial: line.Item3 == 0, Seconds: line.Item4))
        .Array[0, 30];

    [Fact]
    public void EveryLineIsInTheEventThatAPlainModelPutsItIn() => Gen.Select(Lines, Gen.Bool).Sample((lines, isMultiline) =>
    {
        var rule = isMultiline ? StartingWithS : null;

        var events = Joined(lines, [], rule, TimeSpan.MaxValue, Unlimited);

        Assert.Equal(Model(lines, isMultiline).Order(), events.Order());
    });

    [Fact]
    public void WhereReadsBeginAndEndChangesNothing()
    {
        var reads = Gen.Int[0, 30].Array[0, 10];
        MultilineRule?[] rules = [null, StartingWithS with { MaxLines = 4 }, Bridged, Bridged with { MaxLines = 4 }];
        Gen.Select(Lines, reads, Gen.Int[0, 3], Gen.Int[1, 12]).Sample((lines, ends, chosen, limit) =>
        {
            var rule = rules[chosen];
            var silence = TimeSpan.FromSeconds(5);

            var events = Joined(lines, [], rule, silence, limit * LineBytes);

            Assert.Equal(events, Joined(lines, [.. ends.Order()], rule, silence, limit * LineBytes));
            Assert.Equal(Enumerable.Range(0, lines.Length), events.SelectMany(Ids).Order());
        });
    }

    [Fact]
    public void AStreamThatFellSilentDoesNotHoldTheOther()
    {
        Line[] lines = [new(IsError: true, IsStart: true), .. Enumerable.Repeat(new Line(IsStart: true, Seconds: 1), 10)];
        var sink = new Sink();
        var joiner = new EventJoiner(sink);

        joiner.Begin(StartingWithS, TimeSpan.FromSeconds(5), Unlimited, default);
        Add(joiner, lines, 0, lines.Length);

        Assert.Equal(new LinePlace(10 * LineBytes, 10), joiner.Held);
        Assert.Equal(10, sink.Events.Count);
    }

    [Fact]
    public void WhatIsTooLongIsCutAndSaid()
    {
        Line[] lines = [new(IsStart: true), .. Enumerable.Repeat(new Line(), 7), new(IsPartial: true), new(IsPartial: true)];
        var sink = new Sink();
        var joiner = new EventJoiner(sink);

        joiner.Begin(StartingWithS with { MaxLines = 3 }, TimeSpan.FromSeconds(1), Unlimited, default);
        Add(joiner, lines, 0, lines.Length);
        joiner.End();

        Assert.Equal(["0 1 2 MaxLines", "3 4 5 MaxLines", "6 7 MaxLines", "8 9 Timeout"], sink.Events);
    }

    [Fact]
    public void ALineBetweenBelongsToTheEventIfTheNextOneDoes()
    {
        var lines = "scscccsssc".Select(first => new Line(IsStart: first == 's')).ToArray();

        var events = Joined(lines, [], Bridged, TimeSpan.MaxValue, Unlimited);

        Assert.Equal(["0 1 2", "3", "4 5 6", "7", "8", "9"], events);
        Assert.Equal(
            ["0 MaxLines", "1", "2"],
            Joined(lines[..3], [], Bridged with { MaxLines = 2 }, TimeSpan.MaxValue, Unlimited));
    }

    [Fact]
    public void ALineThatIsTooLongEndsWhatCameBefore()
    {
        var sink = new Sink();
        var joiner = new EventJoiner(sink);
        joiner.Begin(null, TimeSpan.FromSeconds(1), Unlimited, default);

        joiner.Add(new WrappedLine { Text = "c[0]"u8, IsPartial = true }, default, new LinePlace(10, 1), isValid: true);
        joiner.Add(new WrappedLine { Text = "c[1]"u8 }, new LinePlace(50, 1), new LinePlace(60, 2), isValid: true);

        Assert.Equal(["0 MaxBytes", "1"], sink.Events);
        Assert.Equal(new LinePlace(60, 2), joiner.Held);
    }

    /// <summary>Reads up to each of the ends, each time from what was held; then to the end.</summary>
    private static List<string> Joined(Line[] lines, int[] ends, MultilineRule? rule, TimeSpan silence, int limit)
    {
        var sink = new Sink();
        var joiner = new EventJoiner(sink);
        var held = default(LinePlace);
        foreach (var end in ends.Where(end => end < lines.Length).Append(lines.Length))
        {
            var first = (int)(held.Offset / LineBytes);
            joiner.Begin(rule, silence, limit, held with { Number = 0 });
            Add(joiner, lines, first, Math.Max(first, end));
            if (end == lines.Length) joiner.End();
            held = joiner.Held;
        }

        Assert.Equal(lines.Length * LineBytes, held.Offset);
        return sink.Events;
    }

    private static void Add(EventJoiner joiner, Line[] lines, int first, int end)
    {
        var seconds = lines.Take(first).Sum(line => line.Seconds);
        for (var i = first; i < end; i++)
        {
            seconds += lines[i].Seconds;
            var text = Encoding.UTF8.GetBytes($"{(lines[i].IsStart ? 's' : 'c')}[{i}]");
            var time = Encoding.UTF8.GetBytes($"2026-11-22T10:{seconds / 60:00}:{seconds % 60:00}Z");
            var wrapped = new WrappedLine
            {
                Text = text,
                Time = time,
                Stream = lines[i].IsError ? "stderr"u8 : "stdout"u8,
                IsPartial = lines[i].IsPartial,
            };
            var place = new LinePlace(i * LineBytes, i - first);
            joiner.Add(wrapped, place, new LinePlace(place.Offset + LineBytes, place.Number + 1), isValid: true);
        }
    }

    /// <summary>The rules again, as plainly as they can be said.</summary>
    private static List<string> Model(Line[] lines, bool isMultiline)
    {
        var events = new List<string>();
        foreach (var isError in new[] { false, true })
        {
            var ids = Enumerable.Range(0, lines.Length).Where(i => lines[i].IsError == isError).ToList();
            var whole = new List<List<int>>();
            var goesOn = false;
            foreach (var id in ids)
            {
                if (goesOn) whole[^1].Add(id);
                else whole.Add([id]);
                goesOn = lines[id].IsPartial;
            }

            var groups = new List<List<int>>();
            foreach (var line in whole)
            {
                if (isMultiline && groups.Count > 0 && !lines[line[0]].IsStart) groups[^1].AddRange(line);
                else groups.Add([.. line]);
            }

            events.AddRange(groups.Select(group =>
                string.Join(' ', group) + (goesOn && group == groups[^1] ? " Timeout" : "")));
        }

        return events;
    }

    private static IEnumerable<int> Ids(string one) =>
        one.Split(' ').Where(id => char.IsAsciiDigit(id[0])).Select(id => int.Parse(id, null));

    [GeneratedRegex(@"\[(\d+)\]")]
    private static partial Regex Id();

    /// <summary>A line that begins with c belongs to what is above it if one follows that begins with s.</summary>
    private sealed class Bridge : ILineJoin
    {
        public int Begin(ReadOnlySpan<byte> line) => 0;

        public bool Continues(ReadOnlySpan<byte> line, ref int state)
        {
            if (state == 0 || !line.StartsWith("s"u8)) return false;

            state = 0;
            return true;
        }

        public bool MayLieWithin(ReadOnlySpan<byte> line, ref int state)
        {
            if (state != 0 || !line.StartsWith("c"u8)) return false;

            state = 1;
            return true;
        }
    }

    private readonly record struct Line(bool IsError = false, bool IsStart = false, bool IsPartial = false, int Seconds = 0);

    private sealed class Sink : IEventSink
    {
        /// <summary>The lines of each, and why it was cut.</summary>
        public List<string> Events { get; } = [];

        public void Take(scoped in JoinedEvent joined)
        {
            var ids = Id().Matches(Encoding.UTF8.GetString(joined.Text)).Select(match => match.Groups[1].Value).ToList();
            Assert.Equal(joined.Lines, ids.Count);
            Events.Add(string.Join(' ', ids) + (joined.Cut == CutReason.None ? "" : $" {joined.Cut}"));
        }
    }
}
