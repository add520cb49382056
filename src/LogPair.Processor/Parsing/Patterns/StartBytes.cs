using System.Buffers;

namespace LogPair.Processor.Parsing.Patterns;

/// <summary>Where in a text a program can start to match.</summary>
internal static class StartBytes
{
    /// <summary>The bytes that a match can begin with; null if it can be any, or none at all.</summary>
    public static SearchValues<byte>? Of(PatternProgram program)
    {
        var bytes = new bool[256];
        if (!TryCollect(program, bytes)) return null;

        return SearchValues.Create([.. Enumerable.Range(0, 256).Where(value => bytes[value]).Select(value => (byte)value)]);
    }

    /// <summary>Whether every match begins at the start of the text.</summary>
    public static bool IsAnchored(PatternProgram program)
    {
        var step = program.Instructions[program.Start];
        while (step.Kind == InstructionKind.Save) step = program.Instructions[step.Next];
        return step is { Kind: InstructionKind.Assert, Assertion: AssertionKind.Start };
    }

    private static bool TryCollect(PatternProgram program, bool[] bytes)
    {
        var seen = new HashSet<int>();
        var open = new Stack<int>([program.Start]);
        while (open.TryPop(out var index))
        {
            if (!seen.Add(index)) continue;

            var step = program.Instructions[index];
            if (step.Kind == InstructionKind.Match) return false;
            if (step.Kind == InstructionKind.Literal) bytes[step.Literal[0]] = true;
            if (step.Set is { } set) Add(set, bytes);
            if (step.Kind is InstructionKind.Literal or InstructionKind.Set) continue;

            open.Push(step.Next);
            if (step.Kind == InstructionKind.Split) open.Push(step.Otherwise);
        }

        return true;
    }

    private static void Add(RuneSet set, bool[] bytes)
    {
        for (var value = 0; value < 256; value++)
            bytes[value] |= value < 128 ? set.ContainsAscii((byte)value) : set.BeyondAscii != false;
    }
}
