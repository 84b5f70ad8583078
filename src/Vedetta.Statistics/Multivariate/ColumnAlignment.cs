using Vedetta.Statistics.Learners;

namespace Vedetta.Statistics.Multivariate;

/// <summary>The columns two tables share, without those that say nothing; and what was left out.</summary>
internal sealed record ColumnAlignment(LearningTable Reference, LearningTable Current, IReadOnlyList<string> Notes)
{
    /// <summary>Draws at most so many rows of each side and keeps the columns both have with one type and more than one value.</summary>
    public static ColumnAlignment Of(LearningTable reference, LearningTable current, int most, ulong seed)
    {
        var notes = new List<string>();
        var kept = new List<(LearningColumn Reference, LearningColumn Current)>();
        var constant = new List<string>();
        var rows = (Permutation.Sample(reference.Rows, most, seed), Permutation.Sample(current.Rows, most, seed + 1));
        foreach (var before in reference.Columns)
        {
            if (current.Find(before.Name) is not { } after)
                notes.Add($"Column '{before.Name}' is missing on the current side and was left out.");
            else if (after.GetType() != before.GetType())
                notes.Add($"Column '{before.Name}' is numeric on one side and categorical on the other and was left out.");
            else if (Pick(before, rows.Item1) is var a && Pick(after, rows.Item2) is var b && IsConstant(a, b))
                constant.Add(before.Name);
            else
                kept.Add((a, b));
        }
        foreach (var after in current.Columns.Where(c => reference.Find(c.Name) is null))
            notes.Add($"Column '{after.Name}' is missing in the reference and was left out.");
        if (constant.Count > 0)
            notes.Add($"Constant at one value on both sides and left out: {string.Join(", ", constant.Take(20))}{(constant.Count > 20 ? $" and {constant.Count - 20} more" : "")}.");
        if (rows.Item1.Length < reference.Rows || rows.Item2.Length < current.Rows)
            notes.Add(MultivariateDrift.Sampled(rows.Item1.Length, reference.Rows, rows.Item2.Length, current.Rows));
        return new ColumnAlignment(new LearningTable([.. kept.Select(k => k.Reference)]), new LearningTable([.. kept.Select(k => k.Current)]), notes);
    }

    private static LearningColumn Pick(LearningColumn column, int[] rows) => rows.Length == column.Rows ? column : column.Pick(rows);

    private static bool IsConstant(LearningColumn a, LearningColumn b)
    {
        if (a is NumericColumn before && b is NumericColumn after)
        {
            double? seen = null;
            return Same(before.Values, ref seen) && Same(after.Values, ref seen);
        }
        string? level = null;
        var any = false;
        return SameLevel((CategoricalColumn)a, ref level, ref any) && SameLevel((CategoricalColumn)b, ref level, ref any);
    }

    private static bool Same(double[] values, ref double? seen)
    {
        foreach (var value in values)
        {
            seen ??= value;
            if (!seen.Value.Equals(value)) // NaN equals NaN here: missing everywhere is constant too
                return false;
        }
        return true;
    }

    private static bool SameLevel(CategoricalColumn column, ref string? level, ref bool any)
    {
        var previous = int.MinValue;
        foreach (var code in column.Codes)
        {
            if (code == previous)
                continue;
            var text = code < 0 ? null : column.Levels[code];
            if (any && !string.Equals(text, level, StringComparison.Ordinal))
                return false;
            (level, any, previous) = (text, true, code);
        }
        return true;
    }
}
