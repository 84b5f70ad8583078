using Vedetta.Core.Models;
using Vedetta.Statistics.Drift;

namespace Vedetta.Cli.Drift;

/// <summary>What became of one column: facts, or why there are none. Small, so that those of many columns may be kept.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">How it was read.</param>
/// <param name="Result">The comparison; null when there is a problem.</param>
/// <param name="Problem">Why it could not be compared.</param>
internal sealed record ComparedColumn(string Name, ColumnType Type, DriftResult? Result, string? Problem)
{
    /// <summary>Compares the two sides.</summary>
    public static ComparedColumn Of(ColumnSides sides, DriftMethod method, DriftOptions options)
    {
        if (sides.Problem is { } problem) return new ComparedColumn(sides.Name, sides.Type, null, problem);
        var fitting = DriftMethods.For(method, sides.Numeric);
        if (sides.Numeric)
        {
            var (reference, current) = sides.Numbers();
            return new ComparedColumn(sides.Name, sides.Type, Comparison.Of(fitting, reference, current, options), null);
        }

        var (before, now) = sides.Categories();
        return new ComparedColumn(sides.Name, sides.Type, Comparison.Of(fitting, before, now, options), null);
    }
}
