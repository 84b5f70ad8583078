using Vedetta.Statistics.Detectors;

namespace Vedetta.Statistics.Tests.Detectors;

/// <summary>
/// The draws of Python's random.Random(seed): MT19937 (Matsumoto and Nishimura 1998) started from an array of one word, and
/// numbers below a limit by rejecting too large ones. Needed only to meet published indexes of a detector that samples.
/// </summary>
internal sealed class PythonDraws : IDraws
{
    private const int N = 624;
    private const int M = 397;
    private readonly uint _seed;
    private readonly uint[] _words = new uint[N];
    private int _next;

    public PythonDraws(uint seed)
    {
        _seed = seed;
        Restart();
    }

    public int Below(int limit)
    {
        var bits = 32 - System.Numerics.BitOperations.LeadingZeroCount((uint)limit);
        while (true)
        {
            var drawn = Next() >> (32 - bits);
            if (drawn < (uint)limit)
                return (int)drawn;
        }
    }

    public void Restart()
    {
        _words[0] = 19650218;
        for (var i = 1; i < N; i++)
            _words[i] = (1812433253u * (_words[i - 1] ^ (_words[i - 1] >> 30))) + (uint)i;
        var at = 1;
        for (var k = 0; k < N; k++)
        {
            _words[at] = (_words[at] ^ ((_words[at - 1] ^ (_words[at - 1] >> 30)) * 1664525u)) + _seed;
            at = Advance(at);
        }

        for (var k = 0; k < N - 1; k++)
        {
            _words[at] = (_words[at] ^ ((_words[at - 1] ^ (_words[at - 1] >> 30)) * 1566083941u)) - (uint)at;
            at = Advance(at);
        }

        _words[0] = 0x8000_0000;
        _next = N;
    }

    public void Exchange(DetectorState state) => throw new NotSupportedException("Draws of a test are not saved.");

    private int Advance(int at)
    {
        if (at + 1 < N)
            return at + 1;
        _words[0] = _words[N - 1];
        return 1;
    }

    private uint Next()
    {
        if (_next == N)
        {
            for (var i = 0; i < N; i++)
            {
                var y = (_words[i] & 0x8000_0000) | (_words[(i + 1) % N] & 0x7FFF_FFFF);
                _words[i] = _words[(i + M) % N] ^ (y >> 1) ^ ((y & 1) == 0 ? 0 : 0x9908_B0DF);
            }

            _next = 0;
        }

        var word = _words[_next++];
        word ^= word >> 11;
        word ^= (word << 7) & 0x9D2C_5680;
        word ^= (word << 15) & 0xEFC6_0000;
        return word ^ (word >> 18);
    }
}
