using MathNet.Numerics.Distributions;

namespace Vedetta.Statistics.Sampling;

/// <summary>How long labels at a given rate take to show a change of a share.</summary>
public static class DetectionDelay
{
    /// <summary>
    /// Days until one test at the end of a fixed sample sees the change with the wanted power: rows
    /// ((z_alpha sqrt(p0 q0) + z_beta sqrt(p1 q1)) / (p1 - p0))^2 over labels a day, one-sided.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">An argument lies outside its range, or nothing changes.</exception>
    public static double DaysOfFixedSample(double before, double after, double labelsPerDay, double alpha = 0.05, double power = 0.8)
    {
        Check(before, after, labelsPerDay);
        var spread = (Normal.InvCDF(0, 1, 1 - alpha) * Math.Sqrt(before * (1 - before))) + (Normal.InvCDF(0, 1, power) * Math.Sqrt(after * (1 - after)));
        return spread * spread / ((after - before) * (after - before)) / labelsPerDay;
    }

    /// <summary>
    /// Expected days until a CUSUM of log-likelihood ratios alarms after the change: h / KL(after || before) labels with
    /// h = ln of the labels between two false alarms, so that the average run length without change is at least that
    /// (Lorden 1971).
    /// </summary>
    /// <param name="before">Share without the change.</param>
    /// <param name="after">Share after it.</param>
    /// <param name="labelsPerDay">Labels a day.</param>
    /// <param name="falseAlarmEveryDays">Days between false alarms that are accepted.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument lies outside its range, or nothing changes.</exception>
    public static double DaysOfCusum(double before, double after, double labelsPerDay, double falseAlarmEveryDays = 365)
    {
        Check(before, after, labelsPerDay);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(falseAlarmEveryDays);
        var divergence = (after * Math.Log(after / before)) + ((1 - after) * Math.Log((1 - after) / (1 - before)));
        return Math.Log(Math.Max(Math.E, falseAlarmEveryDays * labelsPerDay)) / divergence / labelsPerDay;
    }

    private static void Check(double before, double after, double labelsPerDay)
    {
        if (!(before is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(before), before, "A share lies between 0 and 1.");
        if (!(after is > 0 and < 1) || after == before)
            throw new ArgumentOutOfRangeException(nameof(after), after, "A share lies between 0 and 1, and differs from the one before.");
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(labelsPerDay);
    }
}
