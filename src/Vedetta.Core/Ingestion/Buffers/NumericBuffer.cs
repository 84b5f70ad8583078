namespace Vedetta.Core.Ingestion.Buffers;

/// <summary>
/// A growing column of doubles. Missing and invalid values are the two marked NaNs of
/// <c>Vedetta.Statistics.Profiles.NumericValue</c>; every other NaN is a NaN that was sent. Not thread-safe.
/// </summary>
public sealed class NumericBuffer
{
    private double[] _values = [];

    /// <summary>Number of rows.</summary>
    public int Count { get; private set; }

    /// <summary>The values; valid until the next change.</summary>
    public ReadOnlySpan<double> Values => _values.AsSpan(0, Count);

    /// <summary>The values as memory; valid until the next change.</summary>
    public ReadOnlyMemory<double> Memory => _values.AsMemory(0, Count);

    /// <summary>The value of a row.</summary>
    public double this[int row]
    {
        get => Values[row];
        set => _values.AsSpan(0, Count)[row] = value;
    }

    /// <summary>Appends a row.</summary>
    public void Add(double value)
    {
        if (Count == _values.Length) Grow(Count + 1);
        _values[Count++] = value;
    }

    /// <summary>Appends rows.</summary>
    public void AddRange(ReadOnlySpan<double> values)
    {
        if (Count + values.Length > _values.Length) Grow(Count + values.Length);
        values.CopyTo(_values.AsSpan(Count));
        Count += values.Length;
    }

    /// <summary>Appends the same value until there are <paramref name="rows"/> rows.</summary>
    public void PadTo(int rows, double value)
    {
        if (rows <= Count) return;
        if (rows > _values.Length) Grow(rows);
        _values.AsSpan(Count, rows - Count).Fill(value);
        Count = rows;
    }

    /// <summary>Forgets rows beyond <paramref name="rows"/>.</summary>
    public void Truncate(int rows) => Count = Math.Min(Count, rows);

    /// <summary>Forgets every row and keeps the memory.</summary>
    public void Clear() => Count = 0;

    private void Grow(int needed) => Array.Resize(ref _values, Math.Max(needed, Math.Max(16, _values.Length * 2)));
}
