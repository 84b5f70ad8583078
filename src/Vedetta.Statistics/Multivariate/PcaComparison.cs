using MathNet.Numerics.Distributions;
using Vedetta.Statistics.Drift;
using Vedetta.Statistics.Learners;

namespace Vedetta.Statistics.Multivariate;

/// <summary>
/// Mean reconstruction error of the current rows against that of reference rows the components were not taken from: half
/// of the reference makes the components, the other half is the baseline.
/// </summary>
internal static class PcaComparison
{
    public const int DefaultRows = 50_000;
    private const int NormalFrom = 1000;

    public static MultivariateResult Compare(ColumnAlignment sides, MultivariateResult empty, MultivariateOptions options)
    {
        var order = Permutation.Of(sides.Reference.Rows, options.Seed + 7);
        var (first, second) = (order[..(order.Length / 2)], order[(order.Length / 2)..]);
        var fitted = PcaReconstruction.Fit(sides.Reference.Pick(first), options.VarianceShare);
        var baseline = sides.Reference.Pick(second);
        var (before, now) = (fitted.Errors(baseline), fitted.Errors(sides.Current));
        var (a, b) = (MeanAndVariance(before), MeanAndVariance(now));
        var change = b.Mean - a.Mean;
        var error = Math.Sqrt((a.Variance / before.Length) + (b.Variance / now.Length));
        var half = Normal.InvCDF(0, 1, (1 + options.Confidence) / 2) * Math.Sqrt(b.Variance / now.Length);
        var (warning, critical) = DriftJudge.Thresholds(DriftMethod.PcaReconstruction);
        var few = Math.Min(before.Length, now.Length) < NormalFrom;
        var p = !(error > 0) ? (change == 0 ? 1 : 0)
            : few ? Permuted(before, now, Math.Abs(change) / error, options)
            : 2 * Normal.CDF(0, 1, -Math.Abs(change) / error);
        var deviation = Math.Sqrt(a.Variance);
        return empty with
        {
            Statistic = b.Mean,
            PValue = p,
            Low = b.Mean - half,
            High = b.Mean + half,
            Baseline = a.Mean,
            Effect = new Effect("change of the reconstruction error in its standard deviations", deviation > 0 ? Math.Abs(change) / deviation : change == 0 ? 0 : 100, warning, critical),
            Attribution = Attribution(fitted, baseline, sides.Current),
            Notes =
            [
                .. empty.Notes,
                $"{fitted.ExplainedVariance.Count} components of {fitted.Width} explain {100 * fitted.ExplainedVariance.Sum():0} % of half of the reference; the other half is the baseline.",
                few ? $"p from {options.Permutations} random splits of the errors." : "p from the normal distribution of the difference of means.",
            ],
        };
    }

    /// <summary>Share of random splits of the pooled errors with a studentised difference as large; valid for any distribution of errors.</summary>
    private static double Permuted(double[] before, double[] now, double observed, MultivariateOptions options)
    {
        double[] pooled = [.. before, .. now];
        var order = Permutation.Of(pooled.Length, options.Seed + 8);
        var random = new SeededRandom(options.Seed + 9);
        var asLarge = 0;
        var (left, right) = (new double[before.Length], new double[now.Length]);
        for (var draw = 0; draw < options.Permutations; draw++)
        {
            random = Permutation.Shuffle(order, random);
            for (var i = 0; i < order.Length; i++)
            {
                if (i < left.Length)
                    left[i] = pooled[order[i]];
                else
                    right[i - left.Length] = pooled[order[i]];
            }
            var (a, b) = (MeanAndVariance(left), MeanAndVariance(right));
            var error = Math.Sqrt((a.Variance / left.Length) + (b.Variance / right.Length));
            asLarge += Math.Abs(b.Mean - a.Mean) >= (observed - 1e-12) * error ? 1 : 0;
        }
        return (asLarge + 1.0) / (options.Permutations + 1);
    }

    /// <summary>Columns whose squared residual grew or fell, by their share of all such changes.</summary>
    private static List<ColumnShare> Attribution(PcaReconstruction fitted, LearningTable baseline, LearningTable current)
    {
        var (before, now) = (fitted.SquaredResiduals(baseline), fitted.SquaredResiduals(current));
        var changes = before.ToDictionary(c => c.Key, c => Math.Abs(now[c.Key] - c.Value), StringComparer.Ordinal);
        var total = changes.Values.Sum();
        return [.. changes.Select(c => new ColumnShare(c.Key, total > 0 ? c.Value / total : 0)).OrderByDescending(c => c.Share).ThenBy(c => c.Column, StringComparer.Ordinal)];
    }

    private static (double Mean, double Variance) MeanAndVariance(double[] values)
    {
        var mean = values.Average();
        var sum = 0.0;
        foreach (var value in values)
            sum += (value - mean) * (value - mean);
        return (mean, sum / (values.Length - 1));
    }
}
