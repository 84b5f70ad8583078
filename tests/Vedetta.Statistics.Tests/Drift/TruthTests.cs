using Vedetta.Statistics.Drift;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Statistics.Tests.Drift;

/// <summary>Every number of truth_drift.csv, from raw rows and from profiles.</summary>
public class TruthTests
{
    public static TheoryData<string> Cases => ["bike_regression", "elec2", "adult_education_split", "ma_employment", "california_housing", "soccer_forecasts", "mlb_forecasts", "hotel_cancellation"];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Drift_of_raw_rows_and_of_profiles_agrees_with_the_truth(string name)
    {
        var data = CaseData.Load(name);
        var checkedValues = 0;
        foreach (var column in data.Truth.Keys.Select(k => k.Feature).Distinct(StringComparer.Ordinal))
            checkedValues += data.Numeric[column] ? Numeric(data, column) : Categorical(data, column);
        checkedValues.ShouldBeGreaterThan(100);
    }

    private static int Numeric(CaseData data, string column)
    {
        var values = data.ReferenceNumbers(column);
        var reference = NumericSample.From(values);
        var grid = NumericGrid.FromReference(values);
        var referenceProfile = new NumericProfile(grid);
        referenceProfile.Add(values);
        var count = 0;
        foreach (var ((period, feature), truth) in data.Truth)
        {
            if (feature != column)
                continue;
            var rows = period == "reference" ? values : data.Numbers(column, period);
            var current = NumericSample.From(rows);
            var profile = new NumericProfile(grid);
            profile.Add(rows);
            var bound = Comparison.Of(DriftMethod.Ks, referenceProfile, profile);
            var ks = current.Count == 0 ? null : Comparison.Of(DriftMethod.Ks, reference, current);
            foreach (var (metric, expected) in truth)
            {
                var what = $"{period} {column} {metric}";
                count++;
                switch (metric)
                {
                    case "n":
                        ((double)current.Rows).ShouldBe(expected, what);
                        ((double)profile.Rows).ShouldBe(expected, what);
                        break;
                    case "missing_rate":
                        Check((double)current.Missing / current.Rows, expected, what);
                        Check((double)profile.Missing / profile.Rows, expected, what);
                        break;
                    case "psi":
                        Check(Comparison.Of(DriftMethod.Psi, reference, current).Statistic!.Value, expected, what);
                        Check(Comparison.Of(DriftMethod.Psi, referenceProfile, profile).Statistic!.Value, expected, what + " of profiles");
                        break;
                    case "ks_stat":
                        Check(ks!.Statistic!.Value, expected, what);
                        if (bound.BoundLow is { } low)
                        {
                            low.ShouldBeLessThanOrEqualTo(expected + 1e-9, what);
                            bound.BoundHigh!.Value.ShouldBeGreaterThanOrEqualTo(expected - 1e-9, what);
                            (bound.BoundHigh.Value - low).ShouldBeLessThanOrEqualTo((1.0 / 256) + (1.0 / values.Length), what);
                        }
                        else
                        {
                            Check(bound.Statistic!.Value, expected, what + " of profiles");
                        }
                        break;
                    case "ks_pvalue":
                        Check(ks!.PValue!.Value, expected, what);
                        break;
                    case "wasserstein":
                        Check(Comparison.Of(DriftMethod.Wasserstein, reference, current).Statistic!.Value, expected, what);
                        var w = Comparison.Of(DriftMethod.Wasserstein, referenceProfile, profile);
                        w.Statistic!.Value.ShouldBeLessThanOrEqualTo(expected + (1e-9 * (1 + Math.Abs(expected))), what);
                        (w.BoundHigh ?? w.Statistic.Value).ShouldBeGreaterThanOrEqualTo(expected - (1e-9 * (1 + Math.Abs(expected))), what);
                        break;
                    case "mean":
                        Check(profile.Mean, expected, what);
                        break;
                    case "std":
                        Check(profile.StandardDeviation, expected, what);
                        break;
                    case "min":
                        Check(profile.Min, expected, what);
                        break;
                    case "max":
                        Check(profile.Max, expected, what);
                        break;
                    case "median":
                        Check(Quantiles.Linear(current.Sorted, 0.5), expected, what);
                        if (profile.IsExact)
                            Check(profile.Quantile(0.5), expected, what + " of profiles");
                        break;
                    default:
                        Assert.Fail($"unknown metric {metric}");
                        break;
                }
            }
        }
        return count;
    }

    private static int Categorical(CaseData data, string column)
    {
        var reference = CategoricalSample.From(data.ReferenceCategories(column));
        var referenceProfile = Profile(data.ReferenceCategories(column), null);
        var known = referenceProfile.Counts.Keys.ToHashSet(StringComparer.Ordinal);
        var count = 0;
        foreach (var ((period, feature), truth) in data.Truth)
        {
            if (feature != column)
                continue;
            var current = period == "reference" ? reference : CategoricalSample.From(data.Categories(column, period));
            var chi2 = Comparison.Of(DriftMethod.Chi2, reference, current);
            if (period != "reference")
            {
                var profile = Profile(data.Categories(column, period), known);
                var ofProfiles = Comparison.Of(DriftMethod.Chi2, referenceProfile, profile);
                ofProfiles.Statistic.ShouldBe(chi2.Statistic, $"{period} {column}");
                ofProfiles.NewCategoryRate.ShouldBe(chi2.NewCategoryRate, $"{period} {column}");
                Comparison.Of(DriftMethod.Psi, referenceProfile, profile).Statistic.ShouldBe(Comparison.Of(DriftMethod.Psi, reference, current).Statistic, $"{period} {column}");
            }
            foreach (var (metric, expected) in truth)
            {
                var what = $"{period} {column} {metric}";
                count++;
                double? actual = metric switch
                {
                    "n" => current.Rows,
                    "missing_rate" => (double)current.Missing / current.Rows,
                    "psi" => Comparison.Of(DriftMethod.Psi, reference, current).Statistic,
                    "js" => Comparison.Of(DriftMethod.Js, reference, current).Statistic,
                    "tvd" => Comparison.Of(DriftMethod.Tvd, reference, current).Statistic,
                    "chi2_stat" => chi2.Statistic,
                    "chi2_pvalue" => chi2.PValue,
                    "chi2_dof" => chi2.Dof,
                    "categories" => current.Counts.Count + (current.Missing > 0 ? 1 : 0),
                    "new_category_rate" => chi2.NewCategoryRate,
                    _ => null,
                };
                Check(actual ?? double.NaN, expected, what, 1e-9, metric == "js" ? 1e-8 : 1e-12);
            }
            if (!truth.ContainsKey("chi2_stat"))
                chi2.Statistic.ShouldBeNull($"{period} {column}");
        }
        return count;
    }

    private static CategoricalProfile Profile(IEnumerable<string?> values, HashSet<string>? known)
    {
        var profile = new CategoricalProfile(known);
        foreach (var value in values)
        {
            if (value is null)
                profile.AddMissing(1);
            else
                profile.Add(value);
        }
        return profile;
    }

    // The truth files carry ten significant digits: half a unit of the last is at most 5e-10 relative.
    private static void Check(double actual, double expected, string what, double tolerance = 1e-9, double absolute = 1e-12) =>
        Near.Relative(actual, expected, tolerance, absolute, what);
}
