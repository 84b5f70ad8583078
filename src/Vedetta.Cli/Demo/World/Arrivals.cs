namespace Vedetta.Cli.Demo.World;

/// <summary>Moments of an hour at which rows come, in order: the order statistics of uniform moments, made one by one.</summary>
internal ref struct Arrivals(DemoHour hour, int count)
{
    private readonly DemoHour _hour = hour;
    private double _passed;
    private int _left = count;

    /// <summary>The next moment, or false when all have come.</summary>
    public bool Next(ref Dice dice, out DateTimeOffset at)
    {
        at = default;
        if (_left == 0) return false;
        _passed = 1 - ((1 - _passed) * Math.Pow(1 - dice.Uniform(), 1.0 / _left));
        _left--;
        at = _hour.From.AddMicroseconds(Math.Floor(_passed * 3_599_999_999));
        return true;
    }
}
