using System.Runtime.InteropServices;

namespace Vedetta.Core.Ingestion.Buffers;

/// <summary>
/// A growing column of doubles. Missing and invalid values are the two marked NaNs of
/// <c>Vedetta.Statistics.Profiles.NumericValue</c>; every other NaN is a NaN that was sent. Not thread-safe.
/// </summary>
public sealed class NumericBuffer
{
    private readonly List<double> _values = [];

    /// <summary>Number of rows.</summary>
    public int Count => _values.Count;

    /// <summary>The values; valid until the next change.</summary>
    public ReadOnlySpan<double> Values => CollectionsMarshal.AsSpan(_values);

    /// <summary>The value of a row.</summary>
    public double this[int row]
    {
        get => _values[row];
        set => _values[row] = value;
    }

    /// <summary>Appends a row.</summary>
    public void Add(double value) => _values.Add(value);

    /// <summary>Appends rows.</summary>
    public void AddRange(ReadOnlySpan<double> values) => _values.AddRange(values);

    /// <summary>Appends the same value until there are <paramref name="rows"/> rows.</summary>
    public void PadTo(int rows, double value)
    {
        while (_values.Count < rows) _values.Add(value);
    }

    /// <summary>Forgets rows beyond <paramref name="rows"/>.</summary>
    public void Truncate(int rows) => CollectionsMarshal.SetCount(_values, rows);

    /// <summary>Forgets every row and keeps the memory.</summary>
    public void Clear() => _values.Clear();
}
