namespace Vedetta.Statistics.Intervals;

/// <summary>A closed interval of a quantity.</summary>
public readonly record struct Interval(double Low, double High)
{
    /// <summary>True when the value lies inside or on the limits.</summary>
    public bool Contains(double value) => value >= Low && value <= High;
}
