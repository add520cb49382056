using System.Text;

namespace LogPair.Processor.Parsing.Patterns;

/// <summary>A program in steps of one character, and what an automaton has to know of it. Immutable.</summary>
internal sealed class AutomatonProgram
{
    private readonly List<AutomatonStep> _steps = [];
    private readonly List<CharacterTest> _tests = [];
    private readonly Dictionary<CharacterTest, int> _numbers = [];

    public AutomatonProgram(PatternProgram program)
    {
        var first = Place(program.Instructions);
        foreach (var instruction in program.Instructions) Add(instruction, first);
        Steps = [.. _steps];
        Start = first[program.Start];
        Slots = program.Slots;
        Taking = [.. Enumerable.Range(0, Steps.Length).Where(index => Steps[index].TakesCharacters)];
        Order = Sort(out var hasCircle);
        HasCircle = hasCircle;
        AssertionKind[] assertions =
            [.. Steps.Where(step => step.Kind == InstructionKind.Assert).Select(step => step.Assertion)];
        LooksBack = assertions.Any(PlaceContexts.LooksBack);
        Classes = new CharacterClasses([.. _tests], assertions);
    }

    public AutomatonStep[] Steps { get; }

    public int Start { get; }

    /// <inheritdoc cref="PatternProgram.Slots"/>
    public int Slots { get; }

    /// <summary>Steps that take a character.</summary>
    public int[] Taking { get; }

    /// <summary>Steps that can be passed without taking a character, each after those it leads to.</summary>
    /// <remarks>As far as there is no circle.</remarks>
    public int[] Order { get; }

    /// <summary>
    /// Whether a step leads to itself without taking a character: a loop whose body can match nothing.
    /// </summary>
    public bool HasCircle { get; }

    /// <summary>Whether an assertion asks what stands before a place.</summary>
    public bool LooksBack { get; }

    public CharacterClasses Classes { get; }

    /// <summary>Words of a set of steps.</summary>
    public int Words => (Steps.Length + 63) >> 6;

    // Where each instruction's first step goes; a literal has a step for each character.
    private static int[] Place(Instruction[] instructions)
    {
        var first = new int[instructions.Length];
        var count = 0;
        for (var i = 0; i < instructions.Length; i++)
        {
            first[i] = count;
            count += instructions[i].Kind == InstructionKind.Literal ? Runes(instructions[i]).Length : 1;
        }

        return first;
    }

    private void Add(Instruction instruction, int[] first)
    {
        var next = first[instruction.Next];
        if (instruction.Kind == InstructionKind.Literal)
        {
            var runes = Runes(instruction);
            for (var i = 0; i < runes.Length; i++)
            {
                var after = i < runes.Length - 1 ? _steps.Count + 1 : next;
                var only = Number(new CharacterTest(null, runes[i]));
                _steps.Add(new AutomatonStep(InstructionKind.Set, after, after, only, 0, default));
            }

            return;
        }

        var test = instruction.Set is { } set ? Number(new CharacterTest(set, default)) : 0;
        var otherwise = instruction.Kind == InstructionKind.Split ? first[instruction.Otherwise] : next;
        _steps.Add(new AutomatonStep(instruction.Kind, next, otherwise, test, instruction.Slot, instruction.Assertion));
    }

    private static Rune[] Runes(Instruction literal) => [.. Encoding.UTF8.GetString(literal.Literal).EnumerateRunes()];

    private int Number(CharacterTest test)
    {
        if (_numbers.TryGetValue(test, out var number)) return number;

        _numbers.Add(test, _tests.Count);
        _tests.Add(test);
        return _tests.Count - 1;
    }

    private int[] Sort(out bool hasCircle)
    {
        hasCircle = false;
        var order = new List<int>();
        var begun = new bool[Steps.Length];
        var done = new bool[Steps.Length];
        for (var root = 0; root < Steps.Length; root++)
        {
            // Bottom of the stack is the root; a step leaves it after all that it leads to.
            var open = new Stack<int>([root]);
            while (open.TryPeek(out var index))
            {
                var step = Steps[index];
                if (done[index] || step.Kind == InstructionKind.Set)
                {
                    open.Pop();
                    continue;
                }

                if (!begun[index])
                {
                    begun[index] = true;
                    if (step.Kind == InstructionKind.Match) continue;
                    hasCircle |= Push(open, step.Next, begun, done);
                    if (step.Otherwise != step.Next) hasCircle |= Push(open, step.Otherwise, begun, done);
                    continue;
                }

                open.Pop();
                done[index] = true;
                order.Add(index);
            }
        }

        return [.. order];
    }

    private static bool Push(Stack<int> open, int index, bool[] begun, bool[] done)
    {
        if (begun[index]) return !done[index];

        open.Push(index);
        return false;
    }
}
