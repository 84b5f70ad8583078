using System.Globalization;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Profiles.Building;

/// <summary>Compares profiles number by number: counts exactly, moments and sums to 1e-12 relative.</summary>
internal sealed class Differences(int listed)
{
    private const double Tolerance = 1e-12;
    private readonly List<ProfileDifference> _items = [];

    public IReadOnlyList<ProfileDifference> Items => _items;

    public long Count { get; private set; }

    public void Add(ProfileKey key, string what, string stored, string scanned)
    {
        Count++;
        if (_items.Count < listed) _items.Add(new ProfileDifference(key, what, stored, scanned));
    }

    /// <summary>Compares two payloads of one key.</summary>
    public void Compare(ProfileKey key, ReadOnlyMemory<byte> stored, ReadOnlyMemory<byte> scanned, IReadOnlyDictionary<ulong, NumericGrid> grids)
    {
        if (stored.Span.SequenceEqual(scanned.Span)) return;
        try
        {
            if (key.Level == ProfileLevel.Grid) Compare(key, NumericGrid.Read(stored.Span), NumericGrid.Read(scanned.Span));
            else if (key.Column == ProfileColumns.Correlation) Compare(key, CorrelationProfile.Read(stored.Span), CorrelationProfile.Read(scanned.Span));
            else Compare(key, ProfileMerge.Read(stored.Span, grids), ProfileMerge.Read(scanned.Span, grids));
        }
        catch (FormatException damage)
        {
            Add(key, "bytes", damage.Message, "readable");
        }
    }

    private void Compare(ProfileKey key, NumericGrid stored, NumericGrid scanned)
    {
        if (!stored.Equals(scanned)) Add(key, "edges", $"{stored.Edges.Length} edges, {stored.Fingerprint:x16}", $"{scanned.Edges.Length} edges, {scanned.Fingerprint:x16}");
    }

    private void Compare(ProfileKey key, ColumnProfile stored, ColumnProfile scanned)
    {
        Same(key, "rows", stored.Rows, scanned.Rows);
        Same(key, "missing", stored.Missing, scanned.Missing);
        Same(key, "invalid", stored.Invalid, scanned.Invalid);
        Same(key, "out_of_range", stored.OutOfRange, scanned.OutOfRange);
        if (stored is NumericProfile a && scanned is NumericProfile b) Compare(key, a, b);
        else if (stored is CategoricalProfile c && scanned is CategoricalProfile d) Compare(key, c, d);
        else Add(key, "kind", stored.GetType().Name, scanned.GetType().Name);
    }

    private void Compare(ProfileKey key, NumericProfile stored, NumericProfile scanned)
    {
        if (!Equals(stored.Grid, scanned.Grid))
        {
            Add(key, "grid", $"{stored.Grid?.Fingerprint:x16}", $"{scanned.Grid?.Fingerprint:x16}");
            return;
        }

        Same(key, "nan", stored.NotANumber, scanned.NotANumber);
        Same(key, "infinities", stored.PositiveInfinities, scanned.PositiveInfinities);
        Same(key, "negative_infinities", stored.NegativeInfinities, scanned.NegativeInfinities);
        Same(key, "min", stored.Min, scanned.Min);
        Same(key, "max", stored.Max, scanned.Max);
        Near(key, "sum", stored.Moments.Sum, scanned.Moments.Sum);
        Near(key, "mean", stored.Mean, scanned.Mean);
        Near(key, "std", stored.StandardDeviation, scanned.StandardDeviation);
        if (!stored.Cells.SequenceEqual(scanned.Cells)) Add(key, "cells", "counts differ", "counts differ");
        if (stored.Fine is { } a && scanned.Fine is { } b && (a.Below != b.Below || a.Above != b.Above || !a.Counts.SequenceEqual(b.Counts)))
            Add(key, "fine_bins", "counts differ", "counts differ");
    }

    private void Compare(ProfileKey key, CategoricalProfile stored, CategoricalProfile scanned)
    {
        // Beyond a thousand new categories an hour, which of them are kept by name may differ; their sum may not.
        if (stored.Overflowed || scanned.Overflowed)
        {
            Same(key, "values", stored.Values, scanned.Values);
            return;
        }

        foreach (var category in stored.Counts.Keys.Union(scanned.Counts.Keys, StringComparer.Ordinal))
            Same(key, $"category '{category}'", stored.Counts.GetValueOrDefault(category), scanned.Counts.GetValueOrDefault(category));
    }

    private void Compare(ProfileKey key, CorrelationProfile stored, CorrelationProfile scanned)
    {
        Same(key, "rows", stored.Rows, scanned.Rows);
        if (!stored.Columns.SequenceEqual(scanned.Columns, StringComparer.Ordinal))
        {
            Add(key, "columns", string.Join(',', stored.Columns), string.Join(',', scanned.Columns));
            return;
        }

        foreach (var (a, b) in stored.Correlations().Zip(scanned.Correlations()))
        {
            Same(key, $"pairs of {a.First} and {a.Second}", a.N, b.N);

            // A correlation divides two roundings of its own, so it agrees a little less closely than moments do.
            if (Math.Abs((a.Value ?? 0) - (b.Value ?? 0)) > 1e-9) Add(key, $"correlation of {a.First} and {a.Second}", Text(a.Value ?? 0), Text(b.Value ?? 0));
        }
    }

    private void Same(ProfileKey key, string what, long stored, long scanned)
    {
        if (stored != scanned) Add(key, what, stored.ToString(CultureInfo.InvariantCulture), scanned.ToString(CultureInfo.InvariantCulture));
    }

    private void Same(ProfileKey key, string what, double stored, double scanned)
    {
        if (!stored.Equals(scanned)) Add(key, what, Text(stored), Text(scanned));
    }

    private void Near(ProfileKey key, string what, double stored, double scanned)
    {
        if (stored.Equals(scanned) || Math.Abs(stored - scanned) <= Tolerance * Math.Max(Math.Abs(stored), Math.Abs(scanned))) return;
        Add(key, what, Text(stored), Text(scanned));
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
