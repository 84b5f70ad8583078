using Vedetta.Statistics.Learners;
using Vedetta.Statistics.Outliers;

namespace Vedetta.Statistics.Tests.Outliers;

public class OutlierComparisonTests
{
    public static TheoryData<OutlierMethod> Methods => [.. Enum.GetValues<OutlierMethod>()];

    [Theory]
    [MemberData(nameof(Methods))]
    public void Strange_rows_are_counted_and_ordinary_ones_are_calm(OutlierMethod method)
    {
        var reference = Rows(800, 1, strange: 0);
        // A forest scores rows beyond its range like its most extreme ones: it needs a threshold further in.
        var options = new OutlierOptions { Rate = method == OutlierMethod.IsolationForest ? 0.05 : 0.01 };
        var calm = OutlierComparison.Compare(reference, Rows(300, 2, strange: 0), method, options);
        OutlierComparison.Judge(calm).ShouldBeOfType<Verdict.Healthy>();
        calm.Share!.Interval.Contains(calm.Share.Share).ShouldBeTrue();
        var result = OutlierComparison.Compare(reference, Rows(300, 3, strange: 45), method, options);
        OutlierComparison.Judge(result).ShouldBeOfType<Verdict.Critical>().Why.ShouldContain("are outliers where");
        result.Share!.Flagged.ShouldBeGreaterThanOrEqualTo(36);
        result.PValues.Take(45).Average().ShouldBeLessThan(options.Rate * 2);
        OutlierComparison.Compare(reference, Rows(300, 3, strange: 45), method, options).PValues.ShouldBe(result.PValues);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Conformal_p_values_of_ordinary_rows_are_no_smaller_than_uniform(OutlierMethod method)
    {
        var small = 0;
        for (var seed = 0; seed < 30; seed++)
        {
            var result = OutlierComparison.Compare(Rows(200, 100 + seed, 0), Rows(20, 200 + seed, 0), method, new OutlierOptions { Rate = 0.1 });
            small += result.PValues.Count(p => p <= 0.1);
        }
        // Expected at most 60 of 600; sd about 9 with the shared reference.
        small.ShouldBeInRange(20, 95);
    }

    [Fact]
    public void Tail_of_the_flagged_share_is_the_beta_binomial_one()
    {
        // Nine reference scores, threshold the ninth: of one new row P(above) = 1/10, of two P(both) = 2/(10*11).
        var conformal = ConformalScores.Of([1, 2, 3, 4, 5, 6, 7, 8, 9]);
        conformal.Threshold(0.1)!.Value.ShouldBe(9);
        conformal.Threshold(0.05).ShouldBeNull();
        conformal.Flag([10], 0.1)!.PValue.ShouldBe(0.1, 1e-12);
        conformal.Flag([10, 11], 0.1)!.PValue.ShouldBe(2.0 / 110, 1e-12);
        conformal.Flag([0, 11], 0.1)!.PValue.ShouldBe(0.2 - (2.0 / 110), 1e-12);
        conformal.Flag([], 0.1)!.PValue.ShouldBe(1);
        conformal.PValue(9.5).ShouldBe(0.1);
        conformal.PValue(0).ShouldBe(1);
        double.IsNaN(conformal.PValue(double.NaN)).ShouldBeTrue();
    }

    [Fact]
    public void Too_small_a_reference_is_undecided_and_wrong_arguments_are_named()
    {
        OutlierComparison.Judge(OutlierComparison.Compare(Rows(100, 1, 0), Rows(50, 2, 0), OutlierMethod.Knn)).ShouldBeOfType<Verdict.Undecided>().Why.ShouldContain("99 reference rows");
        Should.Throw<ArgumentException>(() => OutlierComparison.Compare(Rows(900, 1, 0), new LearningTable([LearningColumn.Numeric("a", [1])]), OutlierMethod.Knn)).Message.ShouldContain("no column");
        Should.Throw<ArgumentException>(() => ClassMahalanobisDetector.Fit(Rows(10, 1, 0), [0, 2, 0, 0, 0, 0, 0, 0, 0, 0])).Message.ShouldContain("Class 1 has no rows");
        Should.Throw<ArgumentException>(() => ConformalScores.Of([double.NaN])).Message.ShouldContain("No reference row");
    }

    [Fact]
    public void Few_rows_with_many_columns_and_constant_ones_are_survived()
    {
        var random = new Random(5);
        var table = new LearningTable([.. Enumerable.Range(0, 40).Select(c => LearningColumn.Numeric($"x{c}", [.. Enumerable.Range(0, 30).Select(_ => c < 5 ? 1 : random.NextDouble())]))]);
        var scores = MahalanobisDetector.Fit(table).Score(table);
        scores.ShouldAllBe(s => double.IsFinite(s) && s >= 0);
        IsolationForest.Fit(table).Score(table).ShouldAllBe(s => s > 0 && s < 1);
    }

    /// <summary>Two correlated numbers and a category; strange rows come first, break the correlation and lie far out.</summary>
    private static LearningTable Rows(int rows, int seed, int strange)
    {
        var random = new Random(seed);
        var (a, b, c) = (new double[rows], new double[rows], new string?[rows]);
        for (var i = 0; i < rows; i++)
        {
            a[i] = (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5) * 2;
            b[i] = a[i] + (0.2 * (random.NextDouble() - 0.5));
            c[i] = random.Next(3) == 0 ? "rare" : "common";
            if (i < strange)
                (a[i], b[i]) = (6 + a[i], -6 + b[i]);
        }
        return new LearningTable([LearningColumn.Numeric("a", a), LearningColumn.Numeric("b", b), LearningColumn.Categorical("c", c)]);
    }
}
