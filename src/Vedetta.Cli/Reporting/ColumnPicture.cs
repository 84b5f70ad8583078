using System.Globalization;
using Vedetta.Statistics;
using Vedetta.Statistics.Drift;

namespace Vedetta.Cli.Reporting;

/// <summary>One bar of a picture: the share of rows on each side.</summary>
/// <param name="Label">The values it stands for.</param>
/// <param name="Reference">Share of the reference's rows.</param>
/// <param name="Current">Share of the current rows.</param>
internal readonly record struct PictureBar(string Label, double Reference, double Current);

/// <summary>What is drawn of a column: both sides over the same bars, small enough to be kept for every column.</summary>
/// <param name="Bars">Bars in order: ascending values, or the most frequent categories.</param>
/// <param name="Continuous">True where the bars are neighbouring ranges of numbers.</param>
/// <param name="Reference">The reference in a few words.</param>
/// <param name="Current">The current side in a few words.</param>
internal sealed record ColumnPicture(IReadOnlyList<PictureBar> Bars, bool Continuous, string Reference, string Current)
{
    private const int Ranges = 32;
    private const int FewValues = 7;
    private const int Categories = 7;

    // Tails beyond these quantiles of both sides are drawn in the outermost bars, so that one stray value does not flatten the rest.
    private const double Tail = 0.005;

    /// <summary>Draws numbers; null without any.</summary>
    public static ColumnPicture? Of(NumericSample reference, NumericSample current)
    {
        var a = reference.Sorted;
        var b = current.Sorted;
        if (a.IsEmpty || b.IsEmpty) return null;
        var values = Few(a, b);
        var bars = values is null ? Histogram(a, b) : new PictureBar[values.Count];
        for (var i = 0; i < values?.Count; i++) bars[i] = new PictureBar(Short(values[i]), At(a, values[i]), At(b, values[i]));
        return new ColumnPicture(bars, values is null, Summary(a), Summary(b));
    }

    /// <summary>Draws categories; null without rows.</summary>
    public static ColumnPicture? Of(CategoricalSample reference, CategoricalSample current)
    {
        if (reference.Rows == 0 || current.Rows == 0) return null;
        var all = reference.Counts.Keys.Union(current.Counts.Keys, StringComparer.Ordinal)
            .Select(name => new PictureBar(name, Share(reference, name), Share(current, name)))
            .OrderByDescending(bar => Math.Max(bar.Reference, bar.Current)).ThenBy(bar => bar.Label, StringComparer.Ordinal).ToArray();
        List<PictureBar> bars = [.. all.Length <= Categories ? all : all.Take(Categories - 1)];
        if (all.Length > bars.Count)
            bars.Add(new PictureBar($"{all.Length - bars.Count:N0} others", all.Skip(bars.Count).Sum(x => x.Reference), all.Skip(bars.Count).Sum(x => x.Current)));
        if (reference.Missing + current.Missing > 0)
            bars.Add(new PictureBar("missing", reference.Missing / (double)reference.Rows, current.Missing / (double)current.Rows));
        return new ColumnPicture(bars, Continuous: false, Summary(reference), Summary(current));
    }

    private static PictureBar[] Histogram(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var (low, high) = (Math.Min(Quantile(a, Tail), Quantile(b, Tail)), Math.Max(Quantile(a, 1 - Tail), Quantile(b, 1 - Tail)));
        if (!double.IsFinite(high - low) || high <= low) return [];
        var width = (high - low) / Ranges;

        // Whole numbers are cut between them, or bars of unequal many numbers would look like a comb.
        if (high - low > 1 && Whole(a) && Whole(b)) (low, width) = (low - 0.5, Math.Ceiling((high - low + 1) / Ranges));
        var ranges = (int)Math.Clamp(Math.Ceiling((high - low) / width), 1, Ranges);
        var bars = new PictureBar[ranges];
        for (var i = 0; i < ranges; i++) bars[i] = new PictureBar($"{Short(Edge(i))} to {Short(Edge(i + 1))}", Range(a, i), Range(b, i));
        return bars;

        double Edge(int i) => low + (width * i);

        double Range(ReadOnlySpan<double> sorted, int i)
        {
            var from = i == 0 ? 0 : UpTo(sorted, Edge(i));
            var to = i == ranges - 1 ? sorted.Length : UpTo(sorted, Edge(i + 1));
            return (to - from) / (double)sorted.Length;
        }
    }

    private static bool Whole(ReadOnlySpan<double> sorted)
    {
        for (var at = 0; at < sorted.Length; at += Math.Max(1, sorted.Length / 500))
            if (sorted[at] != Math.Floor(sorted[at])) return false;
        return true;
    }

    private static List<double>? Few(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var values = new List<double>();
        values.AddRange(Distinct(a));
        values.AddRange(Distinct(b));
        values = [.. values.Distinct().Order()];
        return values.Count <= FewValues ? values : null;
    }

    private static double[] Distinct(ReadOnlySpan<double> sorted)
    {
        var values = new List<double>();
        for (var at = 0; at < sorted.Length && values.Count <= FewValues; at = UpTo(sorted, sorted[at])) values.Add(sorted[at]);
        return [.. values];
    }

    private static double At(ReadOnlySpan<double> sorted, double value) => (UpTo(sorted, value) - UpTo(sorted, Math.BitDecrement(value))) / (double)sorted.Length;

    private static int UpTo(ReadOnlySpan<double> sorted, double edge)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (int)(((uint)low + (uint)high) >> 1);
            if (sorted[middle] <= edge) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private static double Quantile(ReadOnlySpan<double> sorted, double p) => sorted[(int)(p * (sorted.Length - 1))];

    private static string Summary(ReadOnlySpan<double> sorted) => $"median {Short(Quantile(sorted, 0.5))}, 90 % in {Short(Quantile(sorted, 0.05))} to {Short(Quantile(sorted, 0.95))}";

    private static string Summary(CategoricalSample sample)
    {
        var top = sample.Counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).FirstOrDefault();
        return top.Key is null ? "no values" : string.Create(CultureInfo.InvariantCulture, $"{sample.Counts.Count:N0} {(sample.Counts.Count == 1 ? "category" : "categories")}, mostly {top.Key} ({100.0 * top.Value / sample.Rows:0.0} %)");
    }

    private static double Share(CategoricalSample sample, string name) => sample.Counts.GetValueOrDefault(name) / (double)sample.Rows;

    private static string Short(double value) =>
        value == Math.Floor(value) && Math.Abs(value) < 1e6 ? value.ToString("N0", CultureInfo.InvariantCulture) : CommandLine.Numbers.Short(value);
}
