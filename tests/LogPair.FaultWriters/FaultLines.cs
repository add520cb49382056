namespace LogPair.FaultWriters;

/// <summary>
/// An endless, seeded series of lines: mostly a few hundred bytes, some of kilobytes, a few too long.
/// </summary>
internal sealed class FaultLines
{
    /// <summary>Slots are counted round: by the time a number comes again, its file is long gone.</summary>
    public const int Slots = 64;

    /// <summary>The processor is told to give up longer lines.</summary>
    public const int MaxLineBytes = 64 * 1024;

    private static readonly string Filler = new('x', 2 * MaxLineBytes);

    private readonly Random _random;
    private readonly int _life;
    private long _seq;

    public FaultLines(int seed, int life, int slot)
    {
        _random = new Random(HashCode.Combine(seed, life));
        _life = life;
        Slot = slot;
    }

    /// <summary>Of the file that is being written.</summary>
    public int Slot { get; private set; }

    public void NextSlot() => Slot = (Slot + 1) % Slots;

    public FaultLine Next() => Make(Length());

    /// <summary>A short one, to end a file with: once it is counted, so is everything before it in the file.</summary>
    public FaultLine Last() => Make(size: 10);

    private FaultLine Make(int size)
    {
        var kind = Math.Min(_random.Next(FaultLine.Kinds), _random.Next(FaultLine.Kinds));
        return new FaultLine(kind, Slot, _life, _seq++, size, Filler[..size]);
    }

    private int Length() => _random.Next(100_000) switch
    {
        < 3 => _random.Next(MaxLineBytes, 2 * MaxLineBytes),
        < 60 => _random.Next(5_000, MaxLineBytes - 300),
        < 12_000 => _random.Next(400, 2_000),
        _ => _random.Next(20, 400),
    };
}
