namespace Vedetta.Statistics.Detectors;

/// <summary>The last values of a stream of bits and how many of them are ones.</summary>
internal sealed class LastBits(int size)
{
    private readonly ulong[] _words = new ulong[(size + 63) / 64];
    private int _used;
    private int _next;
    private int _ones;

    public int Used => _used;

    public int Ones => _ones;

    public bool Full => _used == size;

    /// <summary>Takes a bit; the oldest one leaves when there was no room.</summary>
    /// <returns>The bit that left; null when none did.</returns>
    public bool? Add(bool bit)
    {
        ref var word = ref _words[_next >> 6];
        var mask = 1UL << (_next & 63);
        bool? left = Full ? (word & mask) != 0 : null;
        if (left == true)
            _ones--;
        word = bit ? word | mask : word & ~mask;
        if (bit)
            _ones++;
        _next = _next + 1 == size ? 0 : _next + 1;
        if (left is null)
            _used++;
        return left;
    }

    public void Clear() => _used = _next = _ones = 0;

    public void Exchange(DetectorState state)
    {
        state.Count(ref _used, size);
        state.Count(ref _next, size - 1);
        state.Count(ref _ones, size);
        foreach (ref var word in _words.AsSpan())
            state.Bits(ref word);
    }
}
