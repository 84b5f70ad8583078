namespace Vedetta.Core.Ingestion.Commit;

/// <summary>
/// A Bloom filter in blocks of 512 bits, six bits an entry within one block (Putze, Sanders and Singler 2007): one cache
/// line a question. At 10 bits an entry about 1.3 % of unknown entries look known; no known one looks unknown.
/// </summary>
internal sealed class BlockedBloom
{
    private const int Words = 8;
    private const int BitsPerEntry = 10;
    private readonly ulong[] _words;
    private readonly ulong _blocks;

    public BlockedBloom(long capacity)
    {
        Capacity = Math.Max(capacity, 64);
        _blocks = (ulong)((Capacity * BitsPerEntry) + 511) / 512;
        _words = new ulong[_blocks * Words];
    }

    /// <summary>Entries it was made for.</summary>
    public long Capacity { get; }

    /// <summary>Entries added.</summary>
    public long Count { get; private set; }

    public long Bytes => _words.LongLength * 8;

    public void Add(ulong hash)
    {
        var at = Block(hash);
        var bits = XxHash64.Mix(hash);
        for (var i = 0; i < 6; i++, bits >>= 9) _words[at + (int)((bits >> 6) & 7)] |= 1UL << (int)(bits & 63);
        Count++;
    }

    public bool MayContain(ulong hash)
    {
        var at = Block(hash);
        var bits = XxHash64.Mix(hash);
        for (var i = 0; i < 6; i++, bits >>= 9)
            if ((_words[at + (int)((bits >> 6) & 7)] & (1UL << (int)(bits & 63))) == 0) return false;
        return true;
    }

    private long Block(ulong hash) => (long)Math.BigMul(hash, _blocks, out _) * Words;
}
