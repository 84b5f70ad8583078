using System.Globalization;
using Vedetta.Cli.Tables;
using Vedetta.Core.Ingestion.Buffers;
using Vedetta.Core.Models;
using Vedetta.Statistics;
using Vedetta.Statistics.Drift;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Cli.Profiling;

/// <summary>A value and how many rows have it.</summary>
internal readonly record struct ValueCount(string Value, long Count);

/// <summary>What there is to know of one column.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">How it was read.</param>
/// <param name="Rows">Rows, missing ones included.</param>
/// <param name="Missing">Rows without a value.</param>
/// <param name="Distinct">Different values.</param>
/// <param name="Top">The most frequent values, the most frequent first.</param>
/// <param name="Numbers">What only numbers have; null for other columns and without finite numbers.</param>
/// <param name="Profile">The column's profile, which may stand in the place of its rows.</param>
internal sealed record ColumnFacts(string Name, ColumnType Type, long Rows, long Missing, long Distinct, IReadOnlyList<ValueCount> Top, NumberFacts? Numbers, ColumnProfile? Profile)
{
    private const int TopValues = 20;
    private const int KnownCategories = 10_000;

    /// <summary>Why the column could not be read; null when it could.</summary>
    public string? Problem { get; init; }

    /// <summary>Looks at a column; takes its numbers.</summary>
    public static ColumnFacts Of(TableColumn column, int rows)
    {
        if (column.Problem is { } problem) return new ColumnFacts(column.Name, column.Type, rows, 0, 0, [], null, null) { Problem = problem };
        return column.Numbers is { } numbers ? OfNumbers(column.Name, numbers) : OfTexts(column, column.Categories!);
    }

    private static ColumnFacts OfNumbers(string name, double[] values)
    {
        var sample = NumericSample.Taking((double[])values.Clone());
        var profile = new NumericProfile(NumericGrid.FromReference(sample.Sorted));
        profile.Add(values);
        var (distinct, top) = Frequent(sample.Sorted);
        return new ColumnFacts(name, ColumnType.Numeric, sample.Rows, sample.Missing, distinct, top, NumberFacts.Of(sample), profile);
    }

    private static (long Distinct, IReadOnlyList<ValueCount> Top) Frequent(ReadOnlySpan<double> sorted)
    {
        var top = new PriorityQueue<double, long>();
        long distinct = 0;
        for (int from = 0, to = 0; from < sorted.Length; from = to)
        {
            while (to < sorted.Length && sorted[to] == sorted[from]) to++;
            distinct++;

            // A value that occurs once says nothing.
            if (to - from < 2) continue;
            top.Enqueue(sorted[from], to - from);
            if (top.Count > TopValues) top.Dequeue();
        }

        var list = new List<ValueCount>();
        while (top.TryDequeue(out var value, out var count)) list.Add(new ValueCount(value.ToString("R", CultureInfo.InvariantCulture), count));
        list.Reverse();
        return (distinct, list);
    }

    private static ColumnFacts OfTexts(TableColumn column, CategoryBuffer texts)
    {
        var counts = new long[texts.Dictionary.Count];
        long missing = 0;
        foreach (var code in texts.Codes)
        {
            if (code < 0) missing++;
            else counts[code]++;
        }

        var ordered = counts.Select((count, code) => new ValueCount(texts.Dictionary[code], count)).OrderByDescending(v => v.Count).ThenBy(v => v.Value, StringComparer.Ordinal).ToArray();
        var profile = new CategoricalProfile(ordered.Take(KnownCategories).Select(v => v.Value).ToHashSet(StringComparer.Ordinal));
        foreach (var (value, count) in ordered) profile.Add(value, count);
        profile.AddMissing(missing);
        return new ColumnFacts(column.Name, column.Type, texts.Count, missing, counts.Length, [.. ordered.Take(TopValues)], null, profile);
    }
}

/// <summary>What only a column of numbers has.</summary>
/// <param name="Min">Smallest finite number.</param>
/// <param name="Max">Largest finite number.</param>
/// <param name="Mean">Mean of the finite numbers.</param>
/// <param name="Deviation">Their standard deviation, divisor n - 1; null with fewer than two.</param>
/// <param name="Infinite">Rows with an infinity.</param>
/// <param name="Quantiles">Shares and the values up to which they reach.</param>
/// <param name="Edges">Edges of the histogram, equally far apart.</param>
/// <param name="Counts">Rows between them, the last edge included.</param>
internal sealed record NumberFacts(
    double Min, double Max, double Mean, double? Deviation, long Infinite, IReadOnlyList<(double Share, double Value)> Quantiles, IReadOnlyList<double> Edges, IReadOnlyList<long> Counts)
{
    private const int Bins = 20;
    private static readonly double[] Shares = [0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99];

    /// <summary>Looks at numbers; null without a finite one.</summary>
    public static NumberFacts? Of(NumericSample sample)
    {
        var sorted = sample.Sorted;
        var (from, to) = (0, sorted.Length);
        while (from < to && double.IsNegativeInfinity(sorted[from])) from++;
        while (to > from && double.IsPositiveInfinity(sorted[to - 1])) to--;
        var finite = sorted[from..to];
        if (finite.IsEmpty) return null;
        var (low, high) = (finite[0], finite[^1]);
        var bins = high > low && double.IsFinite(high - low) ? Bins : 1;
        var edges = new double[bins + 1];
        for (var i = 0; i <= bins; i++) edges[i] = i == bins ? high : low + ((high - low) / bins * i);
        var counts = new long[bins];
        var bin = 0;
        foreach (var value in finite)
        {
            while (bin < bins - 1 && value >= edges[bin + 1]) bin++;
            counts[bin]++;
        }

        var quantiles = new List<(double, double)>();
        foreach (var share in Shares) quantiles.Add((share, Vedetta.Statistics.Quantiles.Linear(finite, share)));
        var moments = sample.Moments;
        return new NumberFacts(low, high, moments.Mean, moments.Count > 1 ? moments.StandardDeviation : null, sorted.Length - finite.Length, quantiles, edges, counts);
    }
}
