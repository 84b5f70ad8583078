using Vedetta.Core.Models;

namespace Vedetta.Web.Tests.Story;

/// <summary>A column of the told model and how far it moved each day.</summary>
public sealed record StoryColumn(string Name, ColumnType Type, double? Importance, Func<int, double> Excess, double Median = 0, double Spread = 0);

/// <summary>
/// The story every picture tells: day 40 a campaign brings a new segment and stated income inflates, days 55-57 the
/// bureau's field is empty, day 62 release 3 reads a column in months, day 66 it is rolled back.
/// </summary>
public static class StoryColumns
{
    public const int Days = 90;
    public const int Campaign = 40;
    public const int Broken = 55;
    public const int Release = 62;
    public const int Rollback = 66;

    public static IReadOnlyList<StoryColumn> All { get; } =
    [
        new("score", ColumnType.Numeric, null, d => InRelease(d) ? 4.6 : d > 69 ? 1.2 : Grow(d, 50, 1.0), .071, .03),
        new("prediction", ColumnType.Boolean, null, d => InRelease(d) ? 2.1 : Grow(d, 45, .7)),
        new("decision", ColumnType.Categorical, null, d => InRelease(d) ? 2.4 : Grow(d, 45, .9)),
        new("bureau_score", ColumnType.Numeric, .22, d => InBreak(d) ? 7.9 : .4, 642, 70),
        new("income", ColumnType.Numeric, .19, d => Grow(d, 43, 4.3), 44_000, 18_000),
        new("debt_to_income", ColumnType.Numeric, .11, d => Grow(d, 60, 1.7), .31, .12),
        new("utilization", ColumnType.Numeric, .09, d => InBreak(d) ? 2.6 : .7, .42, .2),
        new("employment_years", ColumnType.Numeric, .08, d => InRelease(d) ? 8.4 : .5, 6.1, 4),
        new("age", ColumnType.Numeric, .05, d => Grow(d, 42, 1.3), 38, 11),
        new("n_inquiries_6m", ColumnType.Numeric, .05, d => Grow(d, 40, .8), 2, 1.6),
        new("channel", ColumnType.Categorical, .04, d => Grow(d, Campaign, 6.2)),
        new("loan_amount", ColumnType.Numeric, .04, d => d % 7 == 3 ? 1.1 : .8, 52_000, 22_000),
        new("delinquencies_12m", ColumnType.Numeric, .03, d => .3, .4, .9),
        new("region", ColumnType.Categorical, .03, d => .5),
        new("device_os", ColumnType.Categorical, .02, d => Grow(d, 41, 2.2)),
        new("months_at_address", ColumnType.Numeric, .02, d => Grow(d, 70, .95), 64, 40),
        new("purpose", ColumnType.Categorical, .01, d => d % 3 == 0 ? double.NaN : .6),
        new("guarantor_income", ColumnType.Numeric, .004, d => d % 5 != 0 ? double.NaN : .9, 31_000, 9_000),
        new("term_months", ColumnType.Numeric, .01, d => .3, 18, 6),
        new("education", ColumnType.Categorical, .008, d => .25),
        new("dependents", ColumnType.Numeric, .003, d => .2, 1, 1),
    ];

    /// <summary>A wobble between -1 and 1 that is the same on every run.</summary>
    public static double Wobble(int day, int salt) => Math.Sin(day * 12.9898 + salt * 78.233) * 43758.5453 % 1;

    public static bool InRelease(int day) => day is >= Release and < Rollback;

    public static bool InBreak(int day) => day is >= Broken and <= Broken + 2;

    private static double Grow(int day, int from, double to) => day < from ? .35 : to * Math.Min(1, .45 + (day - from) / 32.0);
}
