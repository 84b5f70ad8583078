using Vedetta.Statistics.Drift;
using Vedetta.Statistics.Learners;

namespace Vedetta.Statistics.Multivariate;

/// <summary>The random rows of two long tables that a method compares, for callers that read them column by column.</summary>
public sealed class TableSample
{
    private readonly DriftMethod _method;
    private readonly MultivariateOptions _options;
    private readonly int _referenceRows;
    private readonly int _currentRows;

    /// <summary>Draws the rows by the seed of the options.</summary>
    /// <param name="referenceRows">Rows of the reference.</param>
    /// <param name="currentRows">Rows of the current side.</param>
    /// <param name="method">mmd, classifier or pca_reconstruction.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <exception cref="ArgumentException">The method compares columns, or a setting is out of range.</exception>
    public TableSample(int referenceRows, int currentRows, DriftMethod method, MultivariateOptions? options = null)
    {
        _method = method;
        _options = options ?? MultivariateOptions.Default;
        _referenceRows = referenceRows;
        _currentRows = currentRows;
        var most = MultivariateDrift.MostRows(method, _options);
        Reference = Permutation.Sample(referenceRows, most, _options.Seed);
        Current = Permutation.Sample(currentRows, most, _options.Seed + 1);
    }

    /// <summary>Rows of the reference to read, rising.</summary>
    public IReadOnlyList<int> Reference { get; }

    /// <summary>Rows of the current side to read, rising.</summary>
    public IReadOnlyList<int> Current { get; }

    /// <summary>Compares the rows that were drawn.</summary>
    /// <exception cref="ArgumentException">A table with columns does not hold the rows that were drawn.</exception>
    public MultivariateResult Compare(LearningTable reference, LearningTable current)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(current);
        if ((reference.Columns.Count > 0 && reference.Rows != Reference.Count) || (current.Columns.Count > 0 && current.Rows != Current.Count))
            throw new ArgumentException($"The tables hold {reference.Rows} and {current.Rows} rows; {Reference.Count} and {Current.Count} were drawn.", nameof(current));
        var result = MultivariateDrift.Compare(reference, current, _method, _options);
        var isWhole = Reference.Count == _referenceRows && Current.Count == _currentRows;
        return result with
        {
            Reference = result.Reference with { Rows = _referenceRows },
            Current = result.Current with { Rows = _currentRows },
            Notes = isWhole ? result.Notes : [MultivariateDrift.Sampled(Reference.Count, _referenceRows, Current.Count, _currentRows), .. result.Notes],
        };
    }
}
