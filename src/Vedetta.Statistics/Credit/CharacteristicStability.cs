using MathNet.Numerics.Distributions;

namespace Vedetta.Statistics.Credit;

/// <summary>One attribute of a characteristic on both sides.</summary>
/// <param name="ReferenceShare">Share of the reference.</param>
/// <param name="CurrentShare">Share now.</param>
/// <param name="Contribution">Its part of the index.</param>
/// <param name="PointShift">Its part of the shift in points; null without points.</param>
public readonly record struct AttributeShift(double ReferenceShare, double CurrentShare, double Contribution, double? PointShift);

/// <summary>
/// Stability of a scorecard's characteristic in both forms that go by the name CSI: the index sum (a - e) ln(a / e), which
/// says how much the mix changed, and the shift sum (a - e) points (Siddiqi 2017), which says in which direction and by how
/// many points of the score.
/// </summary>
/// <param name="Index">The index (PSI of the attributes); null when an attribute is empty on one side only, see <see cref="Attributes"/>.</param>
/// <param name="Shift">Mean change of the score in points; null without points.</param>
/// <param name="Attributes">Every attribute's part.</param>
/// <param name="ChiSquareLimit">What the index exceeds by chance in 5 % of cases, chi2(B - 1) (1/n + 1/m) (Yurdakul and Naranjo 2020).</param>
/// <param name="NormalLimit">The same by a normal approximation.</param>
public sealed record CharacteristicStability(double? Index, double? Shift, IReadOnlyList<AttributeShift> Attributes, double ChiSquareLimit, double NormalLimit)
{
    /// <summary>Compares counts per attribute.</summary>
    /// <param name="reference">Counts of the reference.</param>
    /// <param name="current">Counts now.</param>
    /// <param name="points">Points of each attribute; empty for none.</param>
    /// <exception cref="ArgumentException">The lists differ in length, a side is empty, or there are fewer than two attributes.</exception>
    public static CharacteristicStability Of(ReadOnlySpan<double> reference, ReadOnlySpan<double> current, ReadOnlySpan<double> points = default)
    {
        if (reference.Length < 2 || current.Length != reference.Length || (!points.IsEmpty && points.Length != reference.Length))
            throw new ArgumentException($"A characteristic has the same two or more attributes everywhere, not {reference.Length}, {current.Length} and {points.Length}.", nameof(current));
        var (n, m) = (Sum(reference), Sum(current));
        if (!(n > 0 && m > 0))
            throw new ArgumentException("A side has no rows.", nameof(current));
        var attributes = new AttributeShift[reference.Length];
        for (var b = 0; b < attributes.Length; b++)
        {
            var (e, a) = (reference[b] / n, current[b] / m);
            var contribution = e == 0 && a == 0 ? 0 : (a - e) * Math.Log(a / e);
            attributes[b] = new AttributeShift(e, a, contribution, points.IsEmpty ? null : (a - e) * points[b]);
        }
        var index = attributes.Sum(x => x.Contribution);
        var scale = (1 / n) + (1 / m);
        var dof = attributes.Length - 1;
        return new CharacteristicStability(
            double.IsFinite(index) ? index : null, points.IsEmpty ? null : attributes.Sum(x => x.PointShift), attributes,
            ChiSquared.InvCDF(dof, 0.95) * scale, (scale * dof) + (Normal.InvCDF(0, 1, 0.95) * scale * Math.Sqrt(2.0 * dof)));
    }

    private static double Sum(ReadOnlySpan<double> counts)
    {
        var sum = 0.0;
        foreach (var count in counts)
            sum += count >= 0 ? count : throw new ArgumentException($"A count is {count}.", nameof(counts));
        return sum;
    }
}
