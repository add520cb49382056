using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;
using LogPair.Benchmarks.Measuring;
using LogPair.Benchmarks.Workload;
using Microsoft.Win32.SafeHandles;

namespace LogPair.Benchmarks.Throughput;

/// <summary>
/// What the <c>nginx</c> set costs a program that can do nothing else: one layout, three metrics, values of few bytes, and
/// trust in the file.
/// </summary>
/// <remarks>
/// It is told where every value ends by the byte that is expected there, believes each number and keeps no state. What
/// <c>logpair replay</c> takes above this is the price of rules, of formats, and of lines that are not as expected.
/// </remarks>
internal sealed class HandWrittenNginx
{
    public const string Name = "by hand, this layout only";

    /// <summary>As the floor reads.</summary>
    private const int ReadBytes = 256 * 1024;

    private const int Slack = 64;
    private const long WarmUpBytes = 64 * 1024 * 1024;
    private const int Passes = 3;

    /// <summary>Of a sum, relative: it adds in another order than the truth.</summary>
    private const double MostError = 1e-9;

    private const int Cells = 256;
    private const int CellBuckets = 16;
    private const int WordBits = 64;
    private const ulong Factor = 0x9E3779B97F4A7C15;

    private static readonly Encoding Ascii = Encoding.ASCII;

    // By cell: one for each method and status.
    private readonly Key[] _keys = new Key[Cells];
    private readonly double[] _seconds = new double[Cells];
    private readonly long[] _buckets = new long[Cells * CellBuckets];

    private readonly Vector256<double>[] _bounds;

    /// <param name="bounds">Of the histogram's buckets, in seconds; three vectors at most.</param>
    private HandWrittenNginx(IReadOnlyList<double> bounds)
    {
        Span<double> padded = stackalloc double[3 * Vector256<double>.Count];
        padded.Fill(double.PositiveInfinity);
        for (var i = 0; i < bounds.Count; i++) padded[i] = bounds[i];
        _bounds = [.. MemoryMarshal.Cast<double, Vector256<double>>(padded)];
    }

    /// <summary>Lines by method and status, in no order.</summary>
    private IEnumerable<RequestCount> Requests =>
        from cell in Enumerable.Range(0, Cells)
        where _keys[cell].Method != 0
        select new RequestCount(
            Text(_keys[cell].Method), Text(_keys[cell].Status), _buckets.Skip(cell * CellBuckets).Take(CellBuckets).Sum());

    /// <summary>Counts a file several times, and gives this process's own time for one of them.</summary>
    /// <exception cref="InvalidDataException">The result is not the truth.</exception>
    public static Measured Measure(string path, Truth truth)
    {
        using var file = File.OpenHandle(path, options: FileOptions.SequentialScan);
        new HandWrittenNginx(truth.Bounds).Count(file, WarmUpBytes);

        var before = Usage.OfThisProcess();
        for (var pass = 0; pass < Passes; pass++)
        {
            var counted = new HandWrittenNginx(truth.Bounds);
            counted.Count(file, truth.Bytes);
            counted.Require(truth);
        }

        return new Measured(Name, (Usage.OfThisProcess() - before) / Passes, PeakBytes: 0);
    }

    private void Require(Truth truth)
    {
        var seconds = truth.Durations.Sum(duration => duration.Sum);
        if (!Requests.ToHashSet().SetEquals(truth.Requests) || Math.Abs(_seconds.Sum() - seconds) > seconds * MostError)
            throw new InvalidDataException($"{Name} does not count what there is.");
    }

    private void Count(SafeFileHandle file, long end)
    {
        var buffer = new byte[ReadBytes + Slack];
        var kept = 0;
        for (var offset = 0L; offset < end;)
        {
            var read = RandomAccess.Read(file, buffer.AsSpan(kept, ReadBytes - kept), offset);
            if (read == 0) break;

            offset += read;
            var filled = buffer.AsSpan(0, kept + read);
            var rest = filled[Count(filled)..];
            kept = rest.Length;
            rest.CopyTo(buffer);
        }
    }

    /// <summary>Counts all whole lines.</summary>
    /// <param name="text">Is followed by as many bytes that may be read as a vector has.</param>
    /// <returns>Bytes of them.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Count(ReadOnlySpan<byte> text)
    {
        var end = text.LastIndexOf((byte)'\n') + 1;
        ref var at = ref MemoryMarshal.GetReference(text);
        ref var last = ref Unsafe.Add(ref at, end);
        while (Unsafe.IsAddressLessThan(ref at, ref last))
        {
            at = ref Past(ref at, (byte)' ', 3);
            at = ref Past(ref at, (byte)' ', 2);
            ref var method = ref Past(ref at, (byte)']', 3);
            ref var target = ref Past(ref method, (byte)' ', 1);
            ref var status = ref PastQuoted(ref target, 2);
            at = ref Past(ref status, (byte)' ', 1);
            var cell = CellOf(Word(ref method, ref target), Word(ref status, ref at));
            at = ref Past(ref at, (byte)' ', 2);
            at = ref PastQuoted(ref at, 3);
            ref var time = ref PastQuoted(ref at, 2);
            at = ref Past(ref time, (byte)'\n', 1);
            Observe(cell, Number(ref time, (int)Unsafe.ByteOffset(ref time, ref at) - 1));
        }

        return end;
    }

    /// <summary>Past the next stop and what follows it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref byte Past(ref byte at, byte stop, int length)
    {
        while (true)
        {
            var found = Vector256.Equals(Vector256.LoadUnsafe(ref at), Vector256.Create(stop)).ExtractMostSignificantBits();
            if (found != 0) return ref Unsafe.Add(ref at, BitOperations.TrailingZeroCount(found) + length);

            at = ref Unsafe.Add(ref at, Vector256<byte>.Count);
        }
    }

    /// <summary>The same for the next quote that is not escaped.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref byte PastQuoted(ref byte at, int length)
    {
        while (true)
        {
            var bytes = Vector256.LoadUnsafe(ref at);
            var found = (Vector256.Equals(bytes, Vector256.Create((byte)'"'))
                | Vector256.Equals(bytes, Vector256.Create((byte)'\\'))).ExtractMostSignificantBits();
            if (found == 0)
            {
                at = ref Unsafe.Add(ref at, Vector256<byte>.Count);
                continue;
            }

            at = ref Unsafe.Add(ref at, BitOperations.TrailingZeroCount(found));
            if (at == '"') return ref Unsafe.Add(ref at, length);

            at = ref Unsafe.Add(ref at, 2);
        }
    }

    /// <summary>A value of one to seven bytes and the byte that follows it, as a number without the latter.</summary>
    private static ulong Word(ref byte value, ref byte next) =>
        Unsafe.ReadUnaligned<ulong>(ref value) & (ulong.MaxValue >> (WordBits + 8 - (8 * (int)Unsafe.ByteOffset(ref value, ref next))));

    private static string Text(ulong word) => Ascii.GetString(BitConverter.GetBytes(word)).TrimEnd('\0');

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int CellOf(ulong method, ulong status)
    {
        var hash = BinaryPrimitives.ReverseEndianness((BinaryPrimitives.ReverseEndianness(method * Factor) ^ status) * Factor);
        for (var cell = (int)(hash % Cells); ; cell = (cell + 1) % Cells)
        {
            ref var key = ref _keys[cell];
            if (key.Method == 0) key = new Key(method, status);
            if (key.Method == method && key.Status == status) return cell;
        }
    }

    /// <summary>Reads one to eight bytes that are digits, or digits, a point and digits.</summary>
    private static double Number(ref byte text, int length)
    {
        var (digits, decimals) = (0u, -1);
        for (var i = 0; i < length; i++)
        {
            var next = Unsafe.Add(ref text, i);
            if (next == '.') decimals = length - 1 - i;
            else digits = (digits * 10) + next - '0';
        }

        return decimals < 0 ? digits : digits / PowerOfTen(decimals);
    }

    private static double PowerOfTen(int exponent)
    {
        ReadOnlySpan<double> powers = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7];
        return powers[exponent];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Observe(int cell, double value)
    {
        var bucket = 0;
        foreach (var bounds in _bounds)
            bucket += BitOperations.PopCount(Vector256.GreaterThan(Vector256.Create(value), bounds).ExtractMostSignificantBits());
        _seconds[cell] += value;
        _buckets[(cell * CellBuckets) + bucket]++;
    }

    private readonly record struct Key(ulong Method, ulong Status);
}
