using System.Globalization;

namespace Vedetta.Statistics.Drift.Compat;

/// <summary>Counts of both sides per distinct value, in the order of the values.</summary>
/// <param name="Reference">Rows of the reference per value.</param>
/// <param name="Current">Rows of the current side per value.</param>
internal sealed record ValueTable(long[] Reference, long[] Current)
{
    /// <summary>Rows of the reference.</summary>
    public long N { get; } = Reference.Sum();

    /// <summary>Rows of the current side.</summary>
    public long M { get; } = Current.Sum();

    /// <summary>Distinct values on both sides together.</summary>
    public int Levels => Reference.Length;

    /// <summary>Distinct values of two sorted sides.</summary>
    public static ValueTable Of(double[] reference, double[] current)
    {
        var a = new List<long>();
        var b = new List<long>();
        var steps = new ValueSteps(new SortedCounts(reference, []), new SortedCounts(current, []), []);
        while (steps.Next(out var x, out var y))
        {
            a.Add(x);
            b.Add(y);
        }
        return new ValueTable([.. a], [.. b]);
    }

    /// <summary>Categories of both sides, missing ones left out; numbers in the order of numbers, else by code points.</summary>
    public static ValueTable Of(CategoricalSample reference, CategoricalSample current)
    {
        var names = reference.Counts.Where(c => c.Value > 0).Concat(current.Counts.Where(c => c.Value > 0)).Select(c => c.Key).Distinct(StringComparer.Ordinal).ToArray();
        var numbers = Array.ConvertAll(names, name => double.TryParse(name, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN);
        if (Array.TrueForAll(numbers, double.IsFinite))
            Array.Sort(numbers, names);
        else
            Array.Sort(names, StringComparer.Ordinal);
        List<long> a = [.. names.Select(name => reference.Counts.GetValueOrDefault(name))];
        List<long> b = [.. names.Select(name => current.Counts.GetValueOrDefault(name))];
        if (reference.Other + current.Other > 0)
        {
            a.Add(reference.Other);
            b.Add(current.Other);
        }
        return new ValueTable([.. a], [.. b]);
    }
}
