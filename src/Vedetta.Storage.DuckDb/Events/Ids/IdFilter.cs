using Vedetta.Core.Ingestion;

namespace Vedetta.Storage.DuckDb.Events.Ids;

/// <summary>
/// A Bloom filter in blocks of 512 bits, six bits an entry within one block (Putze, Sanders and Singler 2007): one cache line a
/// question. At 13 bits an entry about 0.3 % of unknown entries look known; no known one looks unknown.
/// </summary>
internal sealed class IdFilter
{
    private const int Words = 8;
    private const int BitsPerEntry = 13;
    private readonly ulong[] _words;
    private readonly ulong _blocks;

    internal IdFilter(long capacity)
    {
        _blocks = (ulong)((Math.Max(capacity, 64) * BitsPerEntry) + 511) / 512;
        _words = new ulong[_blocks * Words];
    }

    internal long Bytes => _words.LongLength * sizeof(ulong);

    internal void Add(ulong hash)
    {
        long at = Block(hash);
        ulong bits = XxHash64.Mix(hash);
        for (int i = 0; i < 6; i++, bits >>= 9)
        {
            _words[at + (int)((bits >> 6) & 7)] |= 1UL << (int)(bits & 63);
        }
    }

    internal bool MayContain(ulong hash)
    {
        long at = Block(hash);
        ulong bits = XxHash64.Mix(hash);
        for (int i = 0; i < 6; i++, bits >>= 9)
        {
            if ((_words[at + (int)((bits >> 6) & 7)] & (1UL << (int)(bits & 63))) == 0)
            {
                return false;
            }
        }

        return true;
    }

    private long Block(ulong hash) => (long)Math.BigMul(hash, _blocks, out _) * Words;
}
