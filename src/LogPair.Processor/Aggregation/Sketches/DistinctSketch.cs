using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;

namespace LogPair.Processor.Aggregation.Sketches;

/// <summary>Estimates how many different values it was shown, from their hashes, in at most about 4 KiB.</summary>
/// <remarks>
/// <para>Up to <see cref="MaxExact"/> values it remembers the hashes and is exact; then it is HyperLogLog with 4096
/// registers, whose standard error is 1.04 / √4096 = 1.6 %: two of three estimates are closer than that, and 95 of 100
/// closer
/// than 3.3 %. Source: Flajolet and others, 2007; the estimate is that of Ertl, arXiv:1702.01284, which needs no
/// corrections by experiment.</para>
/// <para>The order in which values come, and where sketches are merged, changes nothing.</para>
/// </remarks>
internal sealed class DistinctSketch
{
    /// <summary>Values up to which the count is exact.</summary>
    public const int MaxExact = 256;

    /// <summary>Of an estimate beyond <see cref="MaxExact"/>.</summary>
    public const double StandardError = 1.04 / 64;

    private const int Precision = 12;
    private const int Registers = 1 << Precision;
    private const int HashBits = 64 - Precision;

    // Exactly one of both: hashes in an open-addressing table at most half full, 0 for a free place; or registers.
    private ulong[]? _hashes = new ulong[16];
    private byte[]? _registers;
    private int _count;

    public void Add(ulong hash)
    {
        // Zero marks a free place. That two of 2^64 hashes are taken for one does not show.
        if (hash == 0) hash = 1;
        if (_registers is not null) Register(_registers, hash);
        else if (Remember(hash) && _count > MaxExact) BecomeDense();
    }

    public void Merge(DistinctSketch other)
    {
        if (other._hashes is { } hashes)
        {
            foreach (var hash in hashes.Where(hash => hash != 0)) Add(hash);
            return;
        }

        if (_registers is null) BecomeDense();
        for (var i = 0; i < Registers; i++) _registers![i] = Math.Max(_registers[i], other._registers![i]);
    }

    public double Estimate() => _registers is null ? _count : Estimate(_registers);

    public void Write(IBufferWriter<byte> output)
    {
        if (_registers is not null)
        {
            output.Write<byte>([1]);
            output.Write(_registers);
            return;
        }

        output.Write<byte>([0]);
        foreach (var hash in _hashes!)
        {
            if (hash == 0) continue;
            BinaryPrimitives.WriteUInt64LittleEndian(output.GetSpan(sizeof(ulong)), hash);
            output.Advance(sizeof(ulong));
        }
    }

    /// <exception cref="ArgumentException">It is not what <see cref="Write"/> writes.</exception>
    public static DistinctSketch Read(ReadOnlySpan<byte> saved)
    {
        var sketch = new DistinctSketch();
        var content = saved[1..];
        if (saved[0] == 1)
        {
            sketch._hashes = null;
            sketch._registers = content[..Registers].ToArray();
            return sketch;
        }

        for (; !content.IsEmpty; content = content[sizeof(ulong)..])
            sketch.Add(BinaryPrimitives.ReadUInt64LittleEndian(content));
        return sketch;
    }

    private bool Remember(ulong hash)
    {
        var mask = _hashes!.Length - 1;
        var place = (int)hash & mask;
        for (; _hashes[place] != 0; place = (place + 1) & mask)
        {
            if (_hashes[place] == hash) return false;
        }

        _hashes[place] = hash;
        if (++_count * 2 > _hashes.Length) Grow();
        return true;
    }

    private void Grow()
    {
        var old = _hashes!;
        _hashes = new ulong[old.Length * 2];
        _count = 0;
        foreach (var hash in old.Where(hash => hash != 0)) Remember(hash);
    }

    private void BecomeDense()
    {
        _registers = new byte[Registers];
        foreach (var hash in _hashes!.Where(hash => hash != 0)) Register(_registers, hash);
        _hashes = null;
    }

    private static void Register(byte[] registers, ulong hash)
    {
        var register = (int)(hash >> HashBits);
        var rank = (byte)(Math.Min(BitOperations.LeadingZeroCount(hash << Precision), HashBits) + 1);
        if (rank > registers[register]) registers[register] = rank;
    }

    private static double Estimate(byte[] registers)
    {
        Span<int> counts = stackalloc int[HashBits + 2];
        counts.Clear();
        foreach (var rank in registers) counts[rank]++;

        var z = Registers * Tau(1 - ((double)counts[HashBits + 1] / Registers));
        for (var rank = HashBits; rank >= 1; rank--) z = 0.5 * (z + counts[rank]);
        z += Registers * Sigma((double)counts[0] / Registers);
        return Registers / (2 * Math.Log(2)) * Registers / z;
    }

    // The sums of Ertl's estimator: for registers that are still empty, and for those that can grow no more.
    private static double Sigma(double x)
    {
        if (x == 1) return double.PositiveInfinity;

        var (sum, last, factor) = (x, double.NaN, 1.0);
        while (sum != last)
        {
            x *= x;
            last = sum;
            sum += x * factor;
            factor *= 2;
        }

        return sum;
    }

    private static double Tau(double x)
    {
        if (x is 0 or 1) return 0;

        var (sum, last, factor) = (1 - x, double.NaN, 1.0);
        while (sum != last)
        {
            x = Math.Sqrt(x);
            last = sum;
            factor *= 0.5;
            sum -= (1 - x) * (1 - x) * factor;
        }

        return sum / 3;
    }
}
