namespace Vedetta.Statistics.Drift.Compat;

/// <summary>A categorical reference as NannyML 0.13.1 keeps it, and its drift methods for a chunk. Missing values are dropped; NaN without any.</summary>
public sealed class NannyMlCategorical
{
    private readonly CategoricalSample _reference;
    private readonly string[] _categories;
    private readonly double _rows;

    /// <summary>Takes the reference.</summary>
    /// <exception cref="ArgumentException">It has no category.</exception>
    public NannyMlCategorical(CategoricalSample reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        _reference = reference;
        _categories = [.. reference.Counts.Where(c => c.Value > 0).Select(c => c.Key).Order(StringComparer.Ordinal)];
        _rows = reference.Rows - reference.Missing;
        if (_rows == 0)
            throw new ArgumentException("A reference for NannyML's drift needs at least one category.", nameof(reference));
    }

    /// <summary>Jensen-Shannon distance, base 2; all categories the reference lacks are one.</summary>
    public double JensenShannon(CategoricalSample chunk) =>
        WithOneUnseen(chunk) is { } shares ? Shares.JensenShannon(shares.Reference, shares.Chunk) / Math.Sqrt(Math.Log(2)) : double.NaN;

    /// <summary>Hellinger distance over the same categories.</summary>
    public double Hellinger(CategoricalSample chunk) => WithOneUnseen(chunk) is { } shares ? Shares.Hellinger(shares.Reference, shares.Chunk) : double.NaN;

    /// <summary>Largest difference of shares over the categories of both sides.</summary>
    public double LInfinity(CategoricalSample chunk)
    {
        ArgumentNullException.ThrowIfNull(chunk);
        var table = ValueTable.Of(_reference, chunk);
        return table.M == 0 ? double.NaN : Shares.Largest(Shares.Of(table.Reference, table.N), Shares.Of(table.Current, table.M));
    }

    /// <summary>Pearson's chi-square of both sides with Yates' correction at one degree of freedom.</summary>
    public (double Statistic, double PValue) Chi2(CategoricalSample chunk)
    {
        ArgumentNullException.ThrowIfNull(chunk);
        var table = ValueTable.Of(_reference, chunk);
        if (table.M == 0)
            return (double.NaN, double.NaN);
        var (statistic, p, _) = ContingencyTest.Yates(table.Reference, table.Current);
        return (statistic, p);
    }

    private (double[] Reference, double[] Chunk)? WithOneUnseen(CategoricalSample chunk)
    {
        ArgumentNullException.ThrowIfNull(chunk);
        double rows = chunk.Rows - chunk.Missing;
        if (rows == 0)
            return null;
        double[] reference = [.. _categories.Select(name => _reference.Counts[name] / _rows), _reference.Other / _rows];
        double[] shares = [.. _categories.Select(name => chunk.Counts.GetValueOrDefault(name) / rows)];
        return (reference, [.. shares, Math.Max(0, 1 - shares.Sum())]);
    }
}
