using System.Buffers;

namespace LogPair.Processor.Aggregation;

/// <summary>Sums of the heaviest series, found with a bounded number of counters.</summary>
/// <remarks>
/// Space-Saving, with weights: when all counters are taken, a new series takes over the smallest and goes on from its
/// value.
/// No sum is too small; none is too great by more than the sum of everything divided by the number of counters; and
/// every series that is heavier than that has a counter. Source: Metwally, Agrawal, El Abbadi, ICDT 2005.
/// </remarks>
internal sealed class TopValues : SeriesValues, ISums
{
    private readonly int _k;
    private readonly PriorityQueue<int, (double, int)> _heaviest = new();

    // A heap, the smallest at its root: _heap[_places[slot]] == slot for every slot in use, else _places[slot] == -1.
    private double[] _sums = [];
    private int[] _heap = [];
    private int[] _places = [];
    private int _count;

    public TopValues(int k)
    {
        _k = k;
    }

    public override int Width => 1;

    public override int SlotToReplace => _heap[0];

    public override void Resize(int capacity)
    {
        var old = _places.Length;
        Array.Resize(ref _sums, capacity);
        Array.Resize(ref _heap, capacity);
        Array.Resize(ref _places, capacity);
        if (capacity > old) _places.AsSpan(old).Fill(-1);
    }

    public override void Reset(int slot)
    {
        if (_places[slot] >= 0) RemoveFromHeap(slot);
        _sums[slot] = 0;
    }

    // What replaces the smallest inherits its sum, and its place.
    public override void Replaced(int slot)
    {
    }

    public void Add(int slot, double amount)
    {
        if (_places[slot] < 0) AddToHeap(slot);
        _sums[slot] += amount;
        MoveDown(slot, _places[slot]);
    }

    public override void Export(int slot, Span<double> numbers) => numbers[0] = _sums[slot];

    public override void Write(int slot, IBufferWriter<byte> output) => SavedNumbers.Write(output, _sums[slot]);

    public override void Read(int slot, ReadOnlySpan<byte> saved)
    {
        Reset(slot);
        Add(slot, SavedNumbers.TakeDouble(ref saved));
    }

    public override void CollectShown(IReadOnlyList<int> changed, int slots, List<int> shown)
    {
        if (changed.Count > 0) shown.AddRange(Heaviest());
    }

    public override IReadOnlyList<int> Visible(IReadOnlyList<int> slots) => [.. slots.Intersect(Heaviest())];

    private List<int> Heaviest()
    {
        // Of equal ones the older, so that they do not take turns.
        _heaviest.Clear();
        for (var i = 0; i < _count; i++)
        {
            _heaviest.Enqueue(_heap[i], (_sums[_heap[i]], -_heap[i]));
            if (_heaviest.Count > _k) _heaviest.Dequeue();
        }

        var slots = new List<int>(_heaviest.Count);
        while (_heaviest.TryDequeue(out var slot, out _)) slots.Add(slot);
        return slots;
    }

    private void AddToHeap(int slot)
    {
        var place = _count++;
        for (; place > 0 && _sums[_heap[(place - 1) / 2]] > _sums[slot]; place = (place - 1) / 2)
            Put(_heap[(place - 1) / 2], place);
        Put(slot, place);
    }

    private void RemoveFromHeap(int slot)
    {
        var place = _places[slot];
        var last = _heap[--_count];
        _places[slot] = -1;
        if (last == slot) return;

        for (; place > 0 && _sums[_heap[(place - 1) / 2]] > _sums[last]; place = (place - 1) / 2)
            Put(_heap[(place - 1) / 2], place);
        Put(last, place);
        MoveDown(last, place);
    }

    private void MoveDown(int slot, int place)
    {
        while (true)
        {
            var child = (place * 2) + 1;
            if (child + 1 < _count && _sums[_heap[child + 1]] < _sums[_heap[child]]) child++;
            if (child >= _count || _sums[_heap[child]] >= _sums[slot]) break;
            Put(_heap[child], place);
            place = child;
        }

        Put(slot, place);
    }

    private void Put(int slot, int place)
    {
        _heap[place] = slot;
        _places[slot] = place;
    }
}
