using Vedetta.Statistics.Intervals;

namespace Vedetta.Statistics.Performance;

/// <summary>One measured metric: a value with its interval, or no value with the reason.</summary>
/// <param name="Value">The value; null where it cannot be computed.</param>
/// <param name="Interval">Its interval at the asked confidence; null where none can be given honestly.</param>
/// <param name="N">Rows (or Kish's effective rows, with weights) the value rests on.</param>
/// <param name="Note">Why a value or an interval is missing, or what a reader should know about it; null otherwise.</param>
public sealed record MetricValue(double? Value, Interval? Interval, double N, string? Note = null)
{
    /// <summary>Lower limit of the interval; null without one.</summary>
    public double? Low => Interval?.Low;

    /// <summary>Upper limit of the interval; null without one.</summary>
    public double? High => Interval?.High;

    /// <summary>No value, for this reason.</summary>
    public static MetricValue None(string reason, double n = 0) => new(null, null, n, reason);

    /// <summary>The value and its interval under an increasing function; used where one metric is a rescaling of another.</summary>
    internal MetricValue Map(Func<double, double> increasing) => this with
    {
        Value = Value is { } v ? increasing(v) : null,
        Interval = Interval is { } i ? new Interval(increasing(i.Low), increasing(i.High)) : null,
    };
}
