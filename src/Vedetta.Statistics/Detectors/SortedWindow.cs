namespace Vedetta.Statistics.Detectors;

/// <summary>The last values of a stream, also in ascending order.</summary>
internal sealed class SortedWindow(int size)
{
    private readonly double[] _values = new double[size];
    private readonly double[] _sorted = new double[size];
    private readonly int[] _slots = new int[size];
    private int _used;
    private int _next;

    public int Size => size;

    public bool Full => _used == size;

    /// <summary>Where the value of that age is kept; the newest has age 0.</summary>
    public int Slot(int age)
    {
        var slot = _next - 1 - age;
        return slot < 0 ? slot + size : slot;
    }

    public void Add(double value)
    {
        if (Full)
            Remove(_next);
        _values[_next] = value;
        Insert(value, _next);
        _next = _next + 1 == size ? 0 : _next + 1;
    }

    /// <summary>The largest absolute running sum of weights in ascending order of the values, equal values as one step.</summary>
    /// <param name="weights">A weight per slot.</param>
    public int LargestSum(ReadOnlySpan<sbyte> weights)
    {
        var sum = 0;
        var largest = 0;
        for (var i = 0; i < _used; i++)
        {
            sum += weights[_slots[i]];
            if (i + 1 == _used || _sorted[i + 1] != _sorted[i])
                largest = Math.Max(largest, Math.Abs(sum));
        }

        return largest;
    }

    public void Clear() => _used = _next = 0;

    public void Exchange(DetectorState state)
    {
        var (used, next) = (_used, _next);
        state.Count(ref used, size);
        state.Count(ref next, size - 1);
        state.Numbers(_values);
        (_used, _next) = (0, next);
        // Slots before the next one, going back, are those in use.
        for (var age = used - 1; age >= 0; age--)
            Insert(_values[Slot(age)], Slot(age));
    }

    private void Insert(double value, int slot)
    {
        var place = _sorted.AsSpan(0, _used).BinarySearch(value);
        if (place < 0)
            place = ~place;
        Array.Copy(_sorted, place, _sorted, place + 1, _used - place);
        Array.Copy(_slots, place, _slots, place + 1, _used - place);
        (_sorted[place], _slots[place]) = (value, slot);
        _used++;
    }

    private void Remove(int slot)
    {
        var place = Array.IndexOf(_slots, slot, 0, _used);
        _used--;
        Array.Copy(_sorted, place + 1, _sorted, place, _used - place);
        Array.Copy(_slots, place + 1, _slots, place, _used - place);
    }
}
