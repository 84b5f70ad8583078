using Vedetta.Statistics.Drift;
using Vedetta.Statistics.Learners;
using Vedetta.Statistics.Multivariate;

namespace Vedetta.Statistics.Tests.Multivariate;

public class MultivariateDriftTests
{
    public static TheoryData<DriftMethod, MmdEstimator, DriftLearner> Ways => new()
    {
        { DriftMethod.Mmd, MmdEstimator.Full, DriftLearner.Auto },
        { DriftMethod.Mmd, MmdEstimator.Block, DriftLearner.Auto },
        { DriftMethod.Mmd, MmdEstimator.Linear, DriftLearner.Auto },
        { DriftMethod.Classifier, MmdEstimator.Auto, DriftLearner.Logistic },
        { DriftMethod.Classifier, MmdEstimator.Auto, DriftLearner.Boosting },
        { DriftMethod.PcaReconstruction, MmdEstimator.Auto, DriftLearner.Auto },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public void Without_change_small_p_values_are_rare(DriftMethod method, MmdEstimator estimator, DriftLearner learner)
    {
        // With 60 repetitions the count of p <= 0.1 exceeds 15 once in 5,000 runs if p is uniform.
        foreach (var (n, m) in new[] { (60, 30), (150, 100) })
        {
            var small = 0;
            for (var seed = 0; seed < 60; seed++)
            {
                var options = new MultivariateOptions { Estimator = estimator, Learner = learner, Permutations = 19, Seed = (ulong)seed };
                small += MultivariateDrift.Compare(Mixed(n, seed), Mixed(m, seed + 1000), method, options).PValue!.Value <= 0.1 ? 1 : 0;
            }
            small.ShouldBeLessThanOrEqualTo(15, $"{method} {estimator} {learner} at {n} against {m}");
        }
    }

    [Fact]
    public void A_change_of_dependence_alone_is_seen_by_boosting_and_by_the_kernel()
    {
        // Both columns keep their distribution; only their sign now agrees.
        var before = Pair(1500, 1, together: false);
        var now = Pair(1500, 2, together: true);
        var classifier = MultivariateDrift.Judge(MultivariateDrift.Compare(before, now, DriftMethod.Classifier));
        classifier.Verdict.ShouldBeOfType<Verdict.Critical>();
        classifier.Result.Attribution.Take(2).Select(a => a.Column).Order(StringComparer.Ordinal).ShouldBe(["a", "b"]);
        classifier.Result.Low!.Value.ShouldBeGreaterThan(0.6);
        MultivariateDrift.Judge(MultivariateDrift.Compare(before, now, DriftMethod.Mmd)).Verdict.IsAlarm.ShouldBeTrue();
        MultivariateDrift.Judge(MultivariateDrift.Compare(before, Pair(1500, 3, together: false), DriftMethod.Classifier)).Verdict.ShouldBeOfType<Verdict.Healthy>();
    }

    [Fact]
    public void A_broken_correlation_is_seen_by_reconstruction_and_named()
    {
        var before = Line(1200, 1, noise: 0.1);
        var judged = MultivariateDrift.Judge(MultivariateDrift.Compare(before, Line(400, 2, noise: 1), DriftMethod.PcaReconstruction));
        judged.Verdict.ShouldBeOfType<Verdict.Critical>();
        judged.Result.Statistic!.Value.ShouldBeGreaterThan(judged.Result.Baseline!.Value);
        judged.Result.Attribution[^1].Column.ShouldBe("other");
        MultivariateDrift.Judge(MultivariateDrift.Compare(before, Line(400, 3, noise: 0.1), DriftMethod.PcaReconstruction)).Verdict.ShouldBeOfType<Verdict.Healthy>();
    }

    [Theory]
    [InlineData(DriftMethod.Mmd)]
    [InlineData(DriftMethod.Classifier)]
    [InlineData(DriftMethod.PcaReconstruction)]
    public void Odd_columns_are_left_out_with_a_note_and_stop_nothing(DriftMethod method)
    {
        var before = Odd(120, 1, "reference only");
        var now = Odd(80, 2, "current only");
        var result = MultivariateDrift.Compare(before, now, method);
        result.UndecidedReason.ShouldBeNull();
        result.Columns.ShouldBe(["with gaps", "with infinities", "category"]);
        var notes = string.Join('\n', result.Notes);
        notes.ShouldContain("'reference only'");
        notes.ShouldContain("'current only'");
        notes.ShouldContain("'changes type'");
        notes.ShouldContain("Constant at one value on both sides and left out: constant, empty");
        double.IsFinite(result.Statistic!.Value).ShouldBeTrue();
        result.PValue!.Value.ShouldBeInRange(0, 1);
        MultivariateDrift.Compare(before, now, method).Statistic.ShouldBe(result.Statistic);
        MultivariateDrift.Compare(before, Odd(10, 3, "x"), method).UndecidedReason!.ShouldContain("10 now");
        var empty = MultivariateDrift.Compare(new LearningTable([LearningColumn.Numeric("constant", new double[60])]), new LearningTable([LearningColumn.Numeric("constant", new double[60])]), method);
        MultivariateDrift.Judge(empty).Verdict.ShouldBeOfType<Verdict.Undecided>();
    }

    [Fact]
    public void Large_tables_are_sampled_by_the_seed_and_say_so()
    {
        var (before, now) = (Mixed(3000, 1), Mixed(3000, 2));
        var result = MultivariateDrift.Compare(before, now, DriftMethod.Mmd, new MultivariateOptions { MaxRows = 200, Permutations = 19 });
        result.Reference.ShouldBe(new RowsUsed(3000, 200));
        string.Join('\n', result.Notes).ShouldContain("200 of 3000 rows");
        MultivariateDrift.Compare(before, now, DriftMethod.Mmd, new MultivariateOptions { MaxRows = 200, Permutations = 19, Seed = 7 }).Statistic.ShouldNotBe(result.Statistic);
    }

    [Fact]
    public void Wrong_arguments_say_what_is_allowed()
    {
        var table = Mixed(60, 1);
        Should.Throw<ArgumentException>(() => MultivariateDrift.Compare(table, table, DriftMethod.Psi)).Message.ShouldContain("mmd, classifier, pca_reconstruction");
        Should.Throw<ArgumentException>(() => MultivariateDrift.Compare(table, table, DriftMethod.Mmd, new MultivariateOptions { Permutations = 3 })).Message.ShouldContain("at least 19");
        DriftMethods.TryParse("mmd", out _, out var problem).ShouldBeFalse();
        problem!.ShouldContain("whole tables");
        DriftMethods.TryParse("mmd", multivariate: true, out var method, out _).ShouldBeTrue();
        method.ShouldBe(DriftMethod.Mmd);
    }

    private static LearningTable Mixed(int rows, int seed)
    {
        var random = new Random(seed);
        var (a, b, c) = (new double[rows], new double[rows], new string?[rows]);
        for (var i = 0; i < rows; i++)
        {
            a[i] = random.NextDouble() < 0.1 ? double.NaN : Math.Exp(3 * random.NextDouble());
            b[i] = random.Next(4) + (double.IsNaN(a[i]) ? 0 : a[i] / 10);
            c[i] = random.Next(7) switch { 0 => null, 1 or 2 => "x", 3 => "y", _ => "z" };
        }
        return new LearningTable([LearningColumn.Numeric("a", a), LearningColumn.Numeric("b", b), LearningColumn.Categorical("c", c)]);
    }

    private static LearningTable Pair(int rows, int seed, bool together)
    {
        var random = new Random(seed);
        var (a, b) = (new double[rows], new double[rows]);
        for (var i = 0; i < rows; i++)
        {
            a[i] = (2 * random.NextDouble()) - 1;
            b[i] = random.NextDouble() * (together ? Math.Sign(a[i]) : random.Next(2) == 0 ? 1 : -1);
        }
        return new LearningTable([LearningColumn.Numeric("a", a), LearningColumn.Numeric("b", b), LearningColumn.Numeric("c", [.. Enumerable.Range(0, rows).Select(_ => random.NextDouble())])]);
    }

    private static LearningTable Line(int rows, int seed, double noise)
    {
        var random = new Random(seed);
        var columns = new double[4][];
        for (var c = 0; c < 4; c++)
            columns[c] = new double[rows];
        for (var i = 0; i < rows; i++)
        {
            var common = random.NextDouble();
            for (var c = 0; c < 3; c++)
                columns[c][i] = common + (noise * (random.NextDouble() - 0.5));
            columns[3][i] = random.NextDouble();
        }
        return new LearningTable([.. columns.Select((c, i) => LearningColumn.Numeric(i == 3 ? "other" : $"x{i}", c))]);
    }

    private static LearningTable Odd(int rows, int seed, string extra)
    {
        var random = new Random(seed);
        var numbers = Enumerable.Range(0, rows).Select(_ => random.NextDouble()).ToArray();
        return new LearningTable(
        [
            LearningColumn.Numeric("with gaps", Array.ConvertAll(numbers, v => v < 0.2 ? double.NaN : v)),
            LearningColumn.Numeric("with infinities", Array.ConvertAll(numbers, v => v < 0.1 ? double.NegativeInfinity : v > 0.9 ? double.PositiveInfinity : -v)),
            LearningColumn.Categorical("category", Array.ConvertAll(numbers, v => v < 0.3 ? null : v < 0.6 ? "a" : "b")),
            LearningColumn.Numeric("constant", new double[rows]),
            LearningColumn.Categorical("empty", new string?[rows]),
            LearningColumn.Numeric(extra, numbers),
            seed == 1 ? LearningColumn.Numeric("changes type", numbers) : LearningColumn.Categorical("changes type", new string?[rows]),
        ]);
    }
}
