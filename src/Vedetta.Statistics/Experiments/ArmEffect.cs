using Vedetta.Statistics.Intervals;

namespace Vedetta.Statistics.Experiments;

/// <summary>Effect of the treatment on one metric: treatment less control.</summary>
/// <param name="Difference">The difference.</param>
/// <param name="Interval">Its interval at the asked confidence.</param>
/// <param name="StandardError">Its standard error.</param>
/// <param name="Statistic">z or t of no difference.</param>
/// <param name="PValue">Two-sided p-value of no difference.</param>
/// <param name="Control">The metric in the control arm.</param>
/// <param name="Treatment">The metric in the treatment arm.</param>
/// <param name="ControlUnits">Units of the control arm.</param>
/// <param name="TreatmentUnits">Units of the treatment arm.</param>
public sealed record ArmEffect(
    double Difference, Interval Interval, double StandardError, double Statistic, double PValue,
    double Control, double Treatment, long ControlUnits, long TreatmentUnits)
{
    /// <summary>Difference over the control's value; null where that is 0.</summary>
    public double? Relative => Control != 0 ? Difference / Control : null;
}
