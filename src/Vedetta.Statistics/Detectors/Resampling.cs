namespace Vedetta.Statistics.Detectors;

/// <summary>An endless stream without change, drawn with replacement from reference values.</summary>
internal struct Resampling(double[] reference, int block, ulong seed)
{
    private SeededRandom _random = new(seed);
    private int _at;
    private int _left;

    /// <summary>The next value: inside a block the next of the reference, which goes on at its start behind its end.</summary>
    public double Next()
    {
        if (_left == 0)
        {
            _left = block;
            _at = (int)(_random.NextDouble() * reference.Length);
        }

        _left--;
        var value = reference[_at];
        _at = _at + 1 == reference.Length ? 0 : _at + 1;
        return value;
    }
}
