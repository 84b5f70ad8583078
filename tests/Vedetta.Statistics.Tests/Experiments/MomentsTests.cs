using Vedetta.Statistics.Experiments;
using Vedetta.Statistics.Performance.Binary;
using Vedetta.Statistics.Performance.Paired;

namespace Vedetta.Statistics.Tests.Experiments;

/// <summary>Effects from sums are those from units.</summary>
public class MomentsTests
{
    private static readonly (double[] Before, double[] Value) Control = Draw(1, 400, 0);
    private static readonly (double[] Before, double[] Value) Treatment = Draw(2, 300, 0.4);

    [Fact]
    public void Welch_from_moments_is_welch_from_units()
    {
        var (a, b) = (MeanEffect.Welch(Control.Value, Treatment.Value)!, MeanOfUnits.Welch(Of(Control), Of(Treatment))!);
        Same(a, b);
    }

    [Fact]
    public void Cuped_from_moments_is_cuped_from_units_also_when_they_came_in_parts()
    {
        var expected = MeanEffect.Cuped(Control.Before, Control.Value, Treatment.Before, Treatment.Value)!;
        var parts = Of((Control.Before[..100], Control.Value[..100]));
        parts.Merge(Of((Control.Before[100..], Control.Value[100..])));
        var found = MeanOfUnits.Cuped(parts, Of(Treatment))!;
        Same(expected.Adjusted, found.Adjusted);
        Same(expected.Raw, found.Raw);
        Near.Relative(found.Theta, expected.Theta, 1e-9);
        Near.Relative(found.VarianceRemoved, expected.VarianceRemoved, 1e-9);
        found.Adjusted.StandardError.ShouldBeLessThan(0.7 * found.Raw.StandardError);
    }

    [Fact]
    public void Too_few_units_or_a_constant_covariate_give_nothing()
    {
        MeanOfUnits.Welch(Of(([1], [1])), Of(Treatment)).ShouldBeNull();
        MeanOfUnits.Cuped(Of(([1, 1, 1], [1, 2, 3])), Of(([1, 1, 1], [2, 2, 3]))).ShouldBeNull();
        MeanOfUnits.Paired(Of(([0, 0], [1, 1])), 0, 1).ShouldBeNull();
    }

    [Fact]
    public void Sequence_of_two_equal_arms_is_the_always_valid_reading()
    {
        // Variance 4 a unit and 50 units an arm: standard error sqrt(2 * 4 / 50).
        var effect = MeanOfUnits.Welch(Of(Control), Of(Treatment))! with { Difference = 0.9, StandardError = Math.Sqrt(0.16) };
        var sequence = SequentialEffect.Of(effect, mixtureDeviation: 0.5, alpha: 0.05)!;
        var reader = new AlwaysValid(4, 0.25);
        var reading = reader.Read(0.9, 50);
        Near.Relative(sequence.Likelihood, reading.Likelihood, 1e-12);
        Near.Relative(sequence.PValue, reading.PValue, 1e-12);
        Near.Relative(sequence.Interval.High - 0.9, reader.HalfWidth(50), 1e-12);
        SequentialEffect.Of(effect with { StandardError = 0 }, 0.5).ShouldBeNull();
        Should.Throw<ArgumentOutOfRangeException>(() => SequentialEffect.Of(effect, 0));
    }

    [Fact]
    public void Interval_excludes_nothing_exactly_when_the_p_value_is_below_alpha()
    {
        var effect = MeanOfUnits.Welch(Of(Control), Of(Treatment))!;
        foreach (var difference in Enumerable.Range(0, 60).Select(i => i * 0.02))
        {
            var sequence = SequentialEffect.Of(effect with { Difference = difference }, 0.3)!;
            (sequence.Interval.Low > 0).ShouldBe(sequence.PValue < 0.05);
        }
    }

    [Fact]
    public void Areas_of_arms_and_of_the_same_rows_are_compared()
    {
        var random = new Random(7);
        var labels = Enumerable.Range(0, 600).Select(i => i % 3 == 0).ToArray();
        double[] Scores(double gain) => [.. labels.Select(y => random.NextDouble() + (y ? gain : 0))];
        var (weak, strong) = (Scores(0.2), Scores(0.8));
        var arms = AreaEffect.OfArms(RocAuc.Of(BinaryScores.From(weak, labels)), RocAuc.Of(BinaryScores.From(strong, labels)))!;
        arms.Difference.ShouldBeGreaterThan(0.15);
        arms.PValue.ShouldBeLessThan(1e-6);
        var same = AreaEffect.OfSameRows(PairedAreas.Of(weak, strong, labels))!;
        same.Difference.ShouldBe(arms.Difference, 1e-9);
        AreaEffect.OfArms(null, null).ShouldBeNull();
    }

    private static void Same(ArmEffect a, ArmEffect b)
    {
        Near.Relative(b.Difference, a.Difference, 1e-9);
        Near.Relative(b.StandardError, a.StandardError, 1e-9);
        Near.Relative(b.PValue, a.PValue, 1e-7);
        Near.Relative(b.Interval.Low, a.Interval.Low, 1e-9);
        (b.ControlUnits, b.TreatmentUnits).ShouldBe((a.ControlUnits, a.TreatmentUnits));
    }

    private static PairedMoments Of((double[] Before, double[] Value) units)
    {
        var moments = default(PairedMoments);
        for (var i = 0; i < units.Value.Length; i++) moments.Add(units.Before[i], units.Value[i]);
        return moments;
    }

    private static (double[] Before, double[] Value) Draw(int seed, int units, double effect)
    {
        var random = new Random(seed);
        var before = Enumerable.Range(0, units).Select(_ => 10 * random.NextDouble()).ToArray();
        return (before, [.. before.Select(x => x + effect + (3 * (random.NextDouble() - 0.5)))]);
    }
}
