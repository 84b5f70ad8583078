using MathNet.Numerics.Distributions;
using Vedetta.Statistics.Intervals;
using Vedetta.Statistics.Performance.Binary;
using Vedetta.Statistics.Performance.Paired;

namespace Vedetta.Statistics.Experiments;

/// <summary>Two versions compared by the area under the ROC curve: on rows of their own, or on the same rows.</summary>
public static class AreaEffect
{
    /// <summary>
    /// Areas of two arms with rows of their own, treatment less control: variances by DeLong, DeLong and Clarke-Pearson
    /// (1988) add up, since the rows are independent. Null below <see cref="RocAuc.Fewest"/> rows of a class in an arm.
    /// </summary>
    public static ArmEffect? OfArms(RocAuc? control, RocAuc? treatment, double confidence = 0.95)
    {
        if (control is null || treatment is null || Math.Min(Smaller(control), Smaller(treatment)) < RocAuc.Fewest)
            return null;
        var error = Math.Sqrt(control.DeLong + treatment.DeLong);
        return Effect(treatment.Value - control.Value, error, control.Value, treatment.Value, Rows(control), Rows(treatment), confidence);
    }

    /// <summary>Areas on the same rows, the second less the first, by the same authors; null below <see cref="RocAuc.Fewest"/> rows of a class.</summary>
    public static ArmEffect? OfSameRows(PairedAreas? areas, double confidence = 0.95)
    {
        if (areas is null || Math.Min(areas.Positives, areas.Negatives) < RocAuc.Fewest)
            return null;
        var rows = (long)Math.Round(areas.Positives + areas.Negatives);
        return Effect(areas.Second - areas.First, areas.StandardError, areas.First, areas.Second, rows, rows, confidence);
    }

    private static ArmEffect? Effect(double difference, double error, double control, double treatment, long controlRows, long treatmentRows, double confidence)
    {
        if (!(error > 0))
            return null;
        var half = Normal.InvCDF(0, 1, (1 + confidence) / 2) * error;
        return new ArmEffect(
            difference, new Interval(difference - half, difference + half), error, difference / error, 2 * Normal.CDF(0, 1, -Math.Abs(difference / error)),
            control, treatment, controlRows, treatmentRows);
    }

    private static double Smaller(RocAuc area) => Math.Min(area.Positives, area.Negatives);

    private static long Rows(RocAuc area) => (long)Math.Round(area.Positives + area.Negatives);
}
