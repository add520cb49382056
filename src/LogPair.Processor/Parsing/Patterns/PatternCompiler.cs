using System.Text;

namespace LogPair.Processor.Parsing.Patterns;

/// <summary>Turns a parsed pattern into steps, from its end to its beginning.</summary>
internal sealed class PatternCompiler
{
    /// <summary>Most steps of a program. Time and memory for a line grow with their number.</summary>
    /// <remarks>The largest of the patterns that come with grok has a few thousand.</remarks>
    public const int MaxInstructions = 20_000;

    private readonly List<Instruction> _instructions = [];
    private readonly PatternGroups _groups;
    private int _memos;

    private PatternCompiler(PatternGroups groups)
    {
        _groups = groups;
    }

    private bool IsTooLarge => _instructions.Count > MaxInstructions;

    /// <returns>Null if the program would be too large.</returns>
    public static PatternProgram? Compile(PatternNode pattern, PatternGroups groups)
    {
        var compiler = new PatternCompiler(groups);
        var end = compiler.Add(new Instruction(InstructionKind.Match));
        var start = compiler.Emit(pattern, end);
        if (compiler.IsTooLarge) return null;

        Instruction[] instructions = [.. compiler._instructions];
        StartBytes.Note(instructions);
        return new PatternProgram(instructions, start, compiler._memos, groups.Count * 2);
    }

    /// <returns>The first step of <paramref name="node"/>, after whose last one comes <paramref name="next"/>.</returns>
    private int Emit(PatternNode node, int next)
    {
        if (IsTooLarge) return next;

        return SingleCharacter.Simplify(node) switch
        {
            LiteralNode literal => EmitLiteral([literal], next),
            SetNode set => Add(new Instruction(InstructionKind.Set) { Set = set.Set, Next = next }),
            SequenceNode sequence => EmitSequence(sequence.Parts, next),
            ChoiceNode choice => EmitChoice(choice.Choices, next),
            RepeatNode repeat => EmitRepeat(repeat, next),
            GroupNode group => EmitGroup(group, next),
            AssertionNode assertion =>
                Add(new Instruction(InstructionKind.Assert) { Assertion = assertion.Kind, Next = next }),
            _ => throw new InvalidOperationException($"no steps for {node.GetType()}"),
        };
    }

    private int EmitSequence(IReadOnlyList<PatternNode> parts, int next)
    {
        for (var i = parts.Count - 1; i >= 0; i--)
        {
            var last = i;
            while (i > 0 && parts[last] is LiteralNode && parts[i - 1] is LiteralNode) i--;
            next = parts[i] is LiteralNode
                ? EmitLiteral([.. parts.Skip(i).Take(last - i + 1).Cast<LiteralNode>()], next)
                : Emit(parts[i], next);
        }

        return next;
    }

    private int EmitLiteral(LiteralNode[] characters, int next)
    {
        var bytes = Encoding.UTF8.GetBytes(string.Concat(characters.Select(character => character.Rune)));
        return Add(new Instruction(InstructionKind.Literal) { Literal = bytes, Next = next });
    }

    private int EmitChoice(IReadOnlyList<PatternNode> choices, int next)
    {
        var start = Emit(choices[^1], next);
        for (var i = choices.Count - 2; i >= 0; i--) start = AddSplit(Emit(choices[i], next), start);
        return start;
    }

    private int EmitGroup(GroupNode group, int next)
    {
        var slot = (_groups.Number(group.Group) - 1) * 2;
        var end = Add(new Instruction(InstructionKind.Save) { Slot = slot + 1, Next = next });
        return Add(new Instruction(InstructionKind.Save) { Slot = slot, Next = Emit(group.Body, end) });
    }

    private int EmitRepeat(RepeatNode repeat, int next)
    {
        var copies = repeat.Min;
        if (repeat.Max is { } max) next = EmitOptional(repeat, max - repeat.Min, next);
        else if (!repeat.IsLazy && SingleCharacter.AsSet(repeat.Body) is { } set) next = EmitRun(set, next);
        else next = EmitLoop(repeat, next, ref copies);

        for (; copies > 0 && !IsTooLarge; copies--) next = Emit(repeat.Body, next);
        return next;
    }

    private int EmitOptional(RepeatNode repeat, int times, int next)
    {
        var start = next;
        for (var i = 0; i < times && !IsTooLarge; i++) start = AddChoice(Emit(repeat.Body, start), next, repeat.IsLazy);
        return start;
    }

    private int EmitRun(RuneSet set, int next) =>
        Add(new Instruction(InstructionKind.Run) { Set = set, Next = next, Memo = _memos++ });

    private int EmitLoop(RepeatNode repeat, int next, ref int copies)
    {
        var loop = AddSplit(next, next);
        var body = Emit(repeat.Body, loop);
        var split = _instructions[loop];
        (split.Next, split.Otherwise) = repeat.IsLazy ? (next, body) : (body, next);
        if (copies > 0)
        {
            // Entered by its body, the loop has passed once.
            copies--;
            return body;
        }

        // A body that took nothing comes to the split for a second time and ends there; the first must be another one.
        return repeat.Body.IsNullable ? AddChoice(body, next, repeat.IsLazy) : loop;
    }

    private int AddChoice(int body, int next, bool isLazy) => isLazy ? AddSplit(next, body) : AddSplit(body, next);

    private int AddSplit(int first, int second) =>
        Add(new Instruction(InstructionKind.Split) { Next = first, Otherwise = second, Memo = _memos++ });

    private int Add(Instruction instruction)
    {
        _instructions.Add(instruction);
        return _instructions.Count - 1;
    }
}
