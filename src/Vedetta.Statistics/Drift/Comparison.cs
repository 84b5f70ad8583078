using Vedetta.Statistics.Profiles;

namespace Vedetta.Statistics.Drift;

/// <summary>
/// Compares one column on two sides by one method: from raw values, from counts, or from profiles. Pure and
/// deterministic; the result is facts for <see cref="DriftJudge"/>.
/// </summary>
public static class Comparison
{
    /// <summary>Compares two numeric samples.</summary>
    /// <exception cref="ArgumentException">The method does not take numeric columns.</exception>
    public static DriftResult Of(DriftMethod method, NumericSample reference, NumericSample current, DriftOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(current);
        return NumericMethods.Compare(method, ExactPair.Of(reference, current), options ?? DriftOptions.Default);
    }

    /// <summary>Compares raw numeric values; use samples to compare one side many times.</summary>
    /// <exception cref="ArgumentException">The method does not take numeric columns.</exception>
    public static DriftResult Of(DriftMethod method, ReadOnlySpan<double> reference, ReadOnlySpan<double> current, DriftOptions? options = null) =>
        Of(method, NumericSample.From(reference), NumericSample.From(current), options);

    /// <summary>Compares two categorical samples.</summary>
    /// <exception cref="ArgumentException">The method does not take categorical columns.</exception>
    public static DriftResult Of(DriftMethod method, CategoricalSample reference, CategoricalSample current, DriftOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(current);
        return CategoricalMethods.Compare(method, CategoricalPair.Of(reference, current), options ?? DriftOptions.Default);
    }

    /// <summary>
    /// Compares two profiles of one column. PSI, chi-square and rates equal those of the rows; KS and Wasserstein carry
    /// certain bounds. Profiles that are still exact are compared value by value.
    /// </summary>
    /// <exception cref="ArgumentException">The profiles are of different kinds, or the method does not take the kind.</exception>
    /// <exception cref="InvalidOperationException">Numeric profiles on different grids.</exception>
    public static DriftResult Of(DriftMethod method, ColumnProfile reference, ColumnProfile current, DriftOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(current);
        return (reference, current) switch
        {
            (NumericProfile a, NumericProfile b) => NumericMethods.Compare(method, ProfilePair.Of(a, b), options ?? DriftOptions.Default),
            (CategoricalProfile a, CategoricalProfile b) => Of(method, CategoricalSample.From(a), CategoricalSample.From(b), options),
            _ => throw new ArgumentException($"A {reference.GetType().Name} cannot be compared with a {current.GetType().Name}.", nameof(current)),
        };
    }
}
