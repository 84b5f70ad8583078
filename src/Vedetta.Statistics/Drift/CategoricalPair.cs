namespace Vedetta.Statistics.Drift;

/// <summary>Both sides of a categorical column over the union of their categories; missing is one more where any is.</summary>
internal sealed class CategoricalPair
{
    private const int NamesShown = 100;

    private CategoricalPair(CategoricalSample reference, CategoricalSample current)
    {
        Source = (reference, current);
        var names = reference.Counts.Keys.Union(current.Counts.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var levels = new List<(string? Name, long A, long B)>(names.Length + 2);
        foreach (var name in names)
            Add(name, reference.Counts.GetValueOrDefault(name), current.Counts.GetValueOrDefault(name));
        Add(null, reference.Other, current.Other);
        Add(null, reference.Missing, current.Missing);
        Reference = [.. levels.Select(l => l.A)];
        Current = [.. levels.Select(l => l.B)];
        NewCategories = [.. levels.Where(l => l.A == 0 && l.Name is not null).OrderByDescending(l => l.B).Take(NamesShown).Select(l => l.Name!)];
        VanishedCategories = [.. levels.Where(l => l.B == 0 && l.Name is not null).OrderByDescending(l => l.A).Take(NamesShown).Select(l => l.Name!)];
        NewCategoryRate = current.Rows == 0 ? null : levels.Where(l => l.A == 0).Sum(l => l.B) / (double)current.Rows;
        VanishedRate = reference.Rows == 0 ? null : levels.Where(l => l.B == 0).Sum(l => l.A) / (double)reference.Rows;

        void Add(string? name, long a, long b)
        {
            if (a + b > 0)
                levels.Add((name, a, b));
        }
    }

    public static CategoricalPair Of(CategoricalSample reference, CategoricalSample current) => new(reference, current);

    public (CategoricalSample Reference, CategoricalSample Current) Source { get; }

    public long[] Reference { get; }

    public long[] Current { get; }

    public IReadOnlyList<string> NewCategories { get; }

    public IReadOnlyList<string> VanishedCategories { get; }

    public double? NewCategoryRate { get; }

    public double? VanishedRate { get; }

    public ConstantSide Constant()
    {
        var (a, b) = (OnlyLevel(Reference), OnlyLevel(Current));
        if (a >= 0 && b >= 0)
            return a == b ? ConstantSide.Equal : ConstantSide.Different;
        return a >= 0 ? ConstantSide.Reference : b >= 0 ? ConstantSide.Current : ConstantSide.None;
    }

    private static int OnlyLevel(long[] counts) => counts.Count(c => c > 0) == 1 ? Array.FindIndex(counts, c => c > 0) : -1;
}
