using Vedetta.Core.Ingestion;
using Vedetta.Core.Ingestion.Buffers;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Profiles.Building;

/// <summary>One profiled column of one batch.</summary>
internal sealed class ColumnRows
{
    private readonly ReadOnlyMemory<double> _numbers;
    private readonly CategoryBuffer? _categories;
    private readonly PredictionBatch _batch;
    private readonly bool[]? _forbidden;

    public ColumnRows(PlannedColumn planned, PredictionBatch batch)
    {
        Planned = planned;
        _batch = batch;
        if (planned.Numeric) _numbers = planned.Numbers(batch);
        else if (planned.Source != ColumnSource.Errors) _categories = planned.Categories(batch);
        if (_categories is not null && planned.Rules?.Allowed is { } allowed)
        {
            var set = new HashSet<string>(allowed, StringComparer.Ordinal);
            _forbidden = [.. _categories.Dictionary.Select(d => !set.Contains(d))];
        }
    }

    public PlannedColumn Planned { get; }

    /// <summary>Whether any of the rows has a value, be it invalid. Columns without one are padded when they are read.</summary>
    public bool HasValues(ReadOnlySpan<int> rows)
    {
        if (Planned.Source == ColumnSource.Errors) return true;
        if (Planned.Numeric)
        {
            if (_numbers.IsEmpty) return false;
            var values = _numbers.Span;
            foreach (var row in rows)
                if (!NumericValue.IsMissing(values[row])) return true;
            return false;
        }

        if (_categories is null) return false;
        var codes = _categories.Codes;
        foreach (var row in rows)
            if (codes[row] != CategoryBuffer.Missing) return true;
        return false;
    }

    /// <summary>Adds the rows to a profile.</summary>
    /// <param name="profile">Of this column.</param>
    /// <param name="rows">Row numbers.</param>
    /// <param name="counts">Scratch by code, all zero between calls.</param>
    /// <param name="touched">Scratch.</param>
    public void AddTo(ColumnProfile profile, ReadOnlySpan<int> rows, ref int[] counts, List<int> touched)
    {
        if (Planned.Numeric) AddNumbers((NumericProfile)profile, rows);
        else if (Planned.Source == ColumnSource.Errors) AddErrors((CategoricalProfile)profile, rows);
        else AddCategories((CategoricalProfile)profile, rows, ref counts, touched);
    }

    private void AddNumbers(NumericProfile profile, ReadOnlySpan<int> rows)
    {
        var values = _numbers.Span;
        if (rows.Length == values.Length) profile.Add(values);
        else profile.Add(values, rows);
        if (Planned.Rules is not { } rules) return;
        long outside = 0;
        foreach (var row in rows)
            if (values[row] < rules.Min || values[row] > rules.Max) outside++;
        if (outside > 0) profile.AddOutOfRange(outside);
    }

    private void AddErrors(CategoricalProfile profile, ReadOnlySpan<int> rows)
    {
        long errors = 0;
        foreach (var row in rows)
            if (_batch.Error.Has(row)) errors++;
        if (errors > 0) profile.Add("error", errors);
        if (errors < rows.Length) profile.Add("ok", rows.Length - errors);
    }

    private void AddCategories(CategoricalProfile profile, ReadOnlySpan<int> rows, ref int[] counts, List<int> touched)
    {
        var buffer = _categories!;
        if (counts.Length < buffer.Dictionary.Count) counts = new int[Math.Max(256, buffer.Dictionary.Count * 2)];
        var codes = buffer.Codes;
        long missing = 0, invalid = 0, outside = 0;
        touched.Clear();
        foreach (var row in rows)
        {
            var code = codes[row];
            if (code == CategoryBuffer.Missing) missing++;
            else if (code < 0) invalid++;
            else if (counts[code]++ == 0) touched.Add(code);
        }

        foreach (var code in touched)
        {
            profile.Add(buffer.Dictionary[code], counts[code]);
            if (_forbidden is not null && _forbidden[code]) outside += counts[code];
            counts[code] = 0;
        }

        if (missing > 0) profile.AddMissing(missing);
        if (invalid > 0) profile.AddInvalid(invalid);
        if (outside > 0) profile.AddOutOfRange(outside);
    }
}
