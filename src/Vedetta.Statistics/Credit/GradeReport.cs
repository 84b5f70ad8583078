using MathNet.Numerics;
using MathNet.Numerics.Distributions;
using Vedetta.Statistics.Intervals;
using Vedetta.Statistics.Performance.Calibration;

namespace Vedetta.Statistics.Credit;

/// <summary>One grade: customers, defaults and the PD they were given.</summary>
public readonly record struct Grade(string Name, long Customers, long Defaults, double Pd);

/// <summary>What the tests say of one grade.</summary>
/// <param name="Grade">The grade.</param>
/// <param name="Rate">Default rate; null without customers.</param>
/// <param name="Interval">Its 95 % Jeffreys interval.</param>
/// <param name="Jeffreys">Jeffreys test of the European Central Bank.</param>
/// <param name="Binomial">Binomial test.</param>
/// <param name="Z">Normal test.</param>
/// <param name="Light">Light of the binomial test.</param>
public sealed record GradeLine(Grade Grade, double? Rate, Interval? Interval, CalibrationTest? Jeffreys, CalibrationTest? Binomial, CalibrationTest? Z, TrafficLight? Light);

/// <summary>Back-test of a rating system: every grade, then the portfolio.</summary>
/// <param name="Lines">One per grade, in the order given.</param>
/// <param name="HosmerLemeshow">Sum of squared z over grades.</param>
/// <param name="HosmerLemeshowPValue">Its p-value with as many degrees of freedom as grades with customers: the PDs come from outside.</param>
/// <param name="Portfolio">Normal test of all defaults against all expected ones.</param>
public sealed record GradeReport(IReadOnlyList<GradeLine> Lines, double? HosmerLemeshow, double? HosmerLemeshowPValue, CalibrationTest Portfolio)
{
    /// <summary>Tests the grades.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A grade has more defaults than customers, or a PD outside 0 to 1.</exception>
    public static GradeReport Of(IReadOnlyList<Grade> grades)
    {
        ArgumentNullException.ThrowIfNull(grades);
        var lines = grades.Select(LineOf).ToList();
        var tested = lines.Where(l => l.Z?.Statistic is not null).ToList();
        double? sum = tested.Count > 0 ? tested.Sum(l => l.Z!.Statistic!.Value * l.Z.Statistic.Value) : null;
        return new GradeReport(lines, sum, sum is { } s ? SpecialFunctions.GammaUpperRegularized(tested.Count / 2.0, s / 2) : null, PortfolioOf(grades));
    }

    /// <summary>Interval of a rate from the posterior of the Jeffreys prior, equal tails; the limit at 0 and at all is closed (Brown, Cai and DasGupta 2001).</summary>
    /// <exception cref="ArgumentOutOfRangeException">x is negative or above n, or n is not positive.</exception>
    public static Interval JeffreysInterval(double x, double n, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(n);
        ArgumentOutOfRangeException.ThrowIfNegative(x);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(x, n);
        var tail = (1 - confidence) / 2;
        return new Interval(x == 0 ? 0 : Beta.InvCDF(x + 0.5, n - x + 0.5, tail), x == n ? 1 : Beta.InvCDF(x + 0.5, n - x + 0.5, 1 - tail));
    }

    private static GradeLine LineOf(Grade grade)
    {
        if (grade.Customers == 0)
            return new GradeLine(grade, null, null, null, null, null, null);
        var binomial = CalibrationTests.Binomial(grade.Defaults, grade.Customers, grade.Pd);
        return new GradeLine(
            grade, (double)grade.Defaults / grade.Customers, JeffreysInterval(grade.Defaults, grade.Customers),
            CalibrationTests.Jeffreys(grade.Defaults, grade.Customers, grade.Pd), binomial, CalibrationTests.ZTest(grade.Defaults, grade.Customers, grade.Pd),
            TrafficLights.Of(binomial.PValue!.Value));
    }

    private static CalibrationTest PortfolioOf(IReadOnlyList<Grade> grades)
    {
        var variance = grades.Sum(g => g.Customers * g.Pd * (1 - g.Pd));
        if (!(variance > 0))
            return new CalibrationTest(null, null, null, "no grade leaves room for chance");
        var z = (grades.Sum(g => (double)g.Defaults) - grades.Sum(g => g.Customers * g.Pd)) / Math.Sqrt(variance);
        return new CalibrationTest(z, Normal.CDF(0, 1, -z));
    }
}
