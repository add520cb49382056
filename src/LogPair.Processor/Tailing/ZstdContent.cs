using System.Buffers;
using ZstdSharp;
using ZstdSharp.Unsafe;

namespace LogPair.Processor.Tailing;

/// <summary>The content of zstd frames, one after the other, as far as there are bytes to make it of.</summary>
/// <remarks>
/// The package's own stream gives nothing of what it made when the end of a frame is missing; this one gives all, and
/// says so. Frames that a window of more than 8 MiB is needed for are refused: RFC 8878 (section 3.1.1.1.2) asks no more
/// of a decoder, all levels up to 19 stay within, and a sidecar has little memory.
/// </remarks>
internal sealed class ZstdContent : IDisposable
{
    private const int MaxWindowLog = 23;
    private const int InputBytes = 64 * 1024;

    private readonly Decompressor _decompressor = new();
    private readonly Stream _packed;
    private readonly byte[] _input = new byte[InputBytes];

    // _start <= _end: the input that was read and not used.
    private int _start;
    private int _end;
    private bool _isInFrame;

    /// <param name="packed">From the start of a frame. Not disposed of.</param>
    public ZstdContent(Stream packed)
    {
        _packed = packed;
        _decompressor.SetParameter(ZSTD_dParameter.ZSTD_d_windowLogMax, MaxWindowLog);
    }

    /// <summary>Whether the packed bytes ended within a frame.</summary>
    public bool IsCutShort { get; private set; }

    /// <returns>Bytes made; 0 at the end.</returns>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public int Read(Span<byte> destination)
    {
        while (destination.Length > 0 && !IsCutShort)
        {
            var written = Unpack(destination, out var isStuck);
            if (written > 0) return written;
            if (isStuck && !TryFill()) return 0;
        }

        return 0;
    }

    public void Dispose() => _decompressor.Dispose();

    private int Unpack(Span<byte> destination, out bool isStuck)
    {
        try
        {
            var status = _decompressor.UnwrapStream(
                _input.AsSpan(_start, _end - _start), destination, out var used, out var written);
            if (status == OperationStatus.InvalidData) throw new InvalidDataException("Not a zstd frame.");

            _start += used;
            isStuck = used == 0 && written == 0;
            if (!isStuck) _isInFrame = status != OperationStatus.Done;
            return written;
        }
        catch (ZstdException error)
        {
            throw new InvalidDataException(error.Message, error);
        }
    }

    private bool TryFill()
    {
        if (_start < _end) throw new InvalidDataException("Not a zstd frame.");

        _start = 0;
        _end = _packed.Read(_input);
        IsCutShort = _end == 0 && _isInFrame;
        return _end > 0;
    }
}
