namespace Vedetta.Statistics.Detectors;

/// <summary>Where a detector that samples gets its whole random numbers from.</summary>
internal interface IDraws
{
    /// <summary>A number from 0 up to, not including, the limit.</summary>
    int Below(int limit);

    /// <summary>Starts the sequence again.</summary>
    void Restart();

    void Exchange(DetectorState state);
}

/// <summary>Draws that are the same on every machine and release.</summary>
internal sealed class SeededDraws(ulong seed) : IDraws
{
    private readonly ulong _start = Profiles.Hashing.Mix(seed);
    private ulong _place;

    public int Below(int limit)
    {
        var bits = Profiles.Hashing.Mix(_start + (_place++ * 0x9E37_79B9_7F4A_7C15));
        return (int)(((bits >> 32) * (ulong)limit) >> 32);
    }

    public void Restart() => _place = 0;

    public void Exchange(DetectorState state) => state.Bits(ref _place);
}
