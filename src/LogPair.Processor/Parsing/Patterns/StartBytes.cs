using System.Buffers;

namespace LogPair.Processor.Parsing.Patterns;

/// <summary>What a program can go on with from a step, found out once so that matching need not try in vain.</summary>
internal static class StartBytes
{
    // A way that branches more often than this is not looked into: compiling stays quick, matching stays right.
    private const int MaxSteps = 200;

    /// <summary>The bytes that a match can begin with; null if it can be any, or none at all.</summary>
    public static SearchValues<byte>? Of(PatternProgram program) =>
        From(program.Instructions, program.Start) is { } bytes ? SearchValues.Create([.. bytes.Members]) : null;

    /// <summary>Whether every match begins at the start of the text.</summary>
    public static bool IsAnchored(PatternProgram program)
    {
        var step = program.Instructions[program.Start];
        while (step.Kind == InstructionKind.Save) step = program.Instructions[step.Next];
        return step is { Kind: InstructionKind.Assert, Assertion: AssertionKind.Start };
    }

    /// <summary>Tells every split and every run what its ways can begin with.</summary>
    public static void Note(Instruction[] program)
    {
        foreach (var step in program)
        {
            if (step.Kind is not (InstructionKind.Split or InstructionKind.Run)) continue;

            step.NextStarts = From(program, step.Next);
            if (step.Kind == InstructionKind.Split) step.OtherwiseStarts = From(program, step.Otherwise);
            else step.IsFinal = step.NextStarts?.IsDisjoint(step.Set!) is true;
        }
    }

    private static ByteSet? From(Instruction[] program, int start)
    {
        var bytes = new ByteSet();
        var seen = new HashSet<int>();
        var open = new Stack<int>([start]);
        while (open.TryPop(out var index))
        {
            if (!seen.Add(index)) continue;

            var step = program[index];
            if (step.Kind == InstructionKind.Match || seen.Count > MaxSteps) return null;
            if (step.Kind == InstructionKind.Literal) bytes.Add(step.Literal[0]);
            if (step.Set is { } set) bytes.Add(set);
            if (step.Kind is InstructionKind.Literal or InstructionKind.Set) continue;

            open.Push(step.Next);
            if (step.Kind == InstructionKind.Split) open.Push(step.Otherwise);
        }

        return bytes;
    }
}
