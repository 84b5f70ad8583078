using Vedetta.Core.Models;
using Vedetta.Statistics.Drift;
using Vedetta.Statistics.Drift.Compat;

namespace Vedetta.Cli.Drift;

/// <summary>A column by the definitions of another tool.</summary>
internal static class CompatLine
{
    /// <summary>Compares and judges as the tool does; a problem of the column is one undecided line.</summary>
    public static ComparedColumn Of(ColumnSides sides, Compatibility tool, DriftMethod method)
    {
        if (sides.Problem is { } problem) return new ComparedColumn(sides.Name, sides.Type, null, problem);
        if (sides.FromProfile) return new ComparedColumn(sides.Name, sides.Type, null, "other tools' definitions need the rows, not a profile");
        var column = tool == Compatibility.Evidently ? AsEvidently(sides, method) : AsNannyMl(sides, method);
        return new ComparedColumn(sides.Name, column.Facts.Numeric ? sides.Type : ColumnType.Categorical, column.Facts, null) { Judged = column.Judged(sides.Name) };
    }

    private static CompatColumn AsEvidently(ColumnSides sides, DriftMethod method)
    {
        if (sides.Numeric)
        {
            var (reference, current) = sides.Values();
            if (!EvidentlyDrift.ReadsAsCategorical(reference)) return EvidentlyDrift.Compare(reference, current, method);
        }

        var (before, now) = sides.Categories();
        if (!sides.Numeric && EvidentlyDrift.ReadsAsText(before))
        {
            var facts = new DriftResult { Method = method, Numeric = false, ReferenceRows = before.Rows, CurrentRows = now.Rows, ReferenceMissing = before.Missing, CurrentMissing = now.Missing };
            return new CompatColumn(facts with { UndecidedReason = "Evidently takes this column for free text, which is not compared here" }, null, null, null, false);
        }

        return EvidentlyDrift.Compare(before, now, method);
    }

    private static CompatColumn AsNannyMl(ColumnSides sides, DriftMethod method)
    {
        if (sides.Numeric)
        {
            var (reference, current) = sides.Values();
            return NannyMlDrift.Compare(reference, current, method);
        }

        var (before, now) = sides.Texts();
        return NannyMlDrift.Compare(before, now, method);
    }
}
