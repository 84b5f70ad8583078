using Vedetta.Cli.Reporting;
using Vedetta.Core.Models;
using Vedetta.Statistics.Drift;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Cli.Drift;

/// <summary>What became of one column: facts, or why there are none. Small, so that those of many columns may be kept.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">How it was read.</param>
/// <param name="Result">The comparison; null when there is a problem.</param>
/// <param name="Problem">Why it could not be compared.</param>
internal sealed record ComparedColumn(string Name, ColumnType Type, DriftResult? Result, string? Problem)
{
    /// <summary>What is drawn of it, where that was asked for.</summary>
    public ColumnPicture? Picture { get; init; }

    /// <summary>The judgement where another tool's is followed; null where the columns are judged as one family.</summary>
    public JudgedColumn? Judged { get; init; }

    /// <summary>Compares the two sides.</summary>
    public static ComparedColumn Of(ColumnSides sides, DriftMethod method, DriftOptions options, bool picture)
    {
        if (sides.Problem is { } problem) return new ComparedColumn(sides.Name, sides.Type, null, problem);
        var fitting = DriftMethods.For(method, sides.Numeric);
        if (sides.FromProfile) return OfProfiles(sides, fitting, options);
        if (sides.Numeric)
        {
            var (reference, current) = sides.Numbers();
            return new ComparedColumn(sides.Name, sides.Type, Comparison.Of(fitting, reference, current, options), null) { Picture = picture ? ColumnPicture.Of(reference, current) : null };
        }

        var (before, now) = sides.Categories();
        return new ComparedColumn(sides.Name, sides.Type, Comparison.Of(fitting, before, now, options), null) { Picture = picture ? ColumnPicture.Of(before, now) : null };
    }

    private static ComparedColumn OfProfiles(ColumnSides sides, DriftMethod method, DriftOptions options)
    {
        var (reference, current) = sides.Profiles();
        if (reference is NumericProfile a && (current is not NumericProfile b || a.Grid?.Fingerprint != b.Grid?.Fingerprint))
            return new ComparedColumn(sides.Name, sides.Type, null, "the two profiles stand on different edges: compare the file itself with the profile of the reference");
        return reference is CategoricalProfile && current is not CategoricalProfile
            ? new ComparedColumn(sides.Name, sides.Type, null, "categorical in one profile, numeric in the other")
            : new ComparedColumn(sides.Name, sides.Type, Comparison.Of(method, reference, current, options), null);
    }
}
