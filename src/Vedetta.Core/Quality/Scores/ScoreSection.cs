using Vedetta.Core.Models;

namespace Vedetta.Core.Quality.Scores;

/// <summary>What a score profile counts in each of its cells.</summary>
public enum ScoreSection
{
    /// <summary>What is known without outcomes.</summary>
    Rows = 1,

    /// <summary>Labels of an outcome.</summary>
    Labels = 2,

    /// <summary>Values of an outcome.</summary>
    Values = 3,
}

/// <summary>The columns of a section, as offsets: whole counts first, then sums.</summary>
internal static class ScoreColumns
{
    /// <summary>Counts and sums of a section.</summary>
    public static (int Counts, int Sums) Of(ScoreSection section) => section switch
    {
        ScoreSection.Rows => (3, 3),
        ScoreSection.Labels => (9, 2),
        ScoreSection.Values => (7, 4),
        _ => throw new ArgumentOutOfRangeException(nameof(section), section, "a section of a score profile is rows, labels or values"),
    };

    /// <summary>The section of an outcome; null for series, which no score profile counts.</summary>
    public static ScoreSection? Of(OutcomeKind kind) => kind switch
    {
        OutcomeKind.Class => ScoreSection.Labels,
        OutcomeKind.Value => ScoreSection.Values,
        _ => null,
    };

    /// <summary>Counts of <see cref="ScoreSection.Rows"/>.</summary>
    public static class Rows
    {
        public const int All = 0, Approved = 1, Declined = 2;
        public const int Score = 0, Amount = 1, ApprovedAmount = 2;
    }

    /// <summary>Counts of <see cref="ScoreSection.Labels"/>: first of the approved, then of all others; early ones are immature rows whose label came already.</summary>
    public static class Labels
    {
        public const int Positive = 0, Negative = 1, Immature = 2, Unlabelled = 3, Others = 4, Early = 8;
        public const int PositiveAmount = 0, NegativeAmount = 1;
    }

    /// <summary>Counts of <see cref="ScoreSection.Values"/>: first of the approved, then of all others; early ones are immature rows whose value came already.</summary>
    public static class Values
    {
        public const int Known = 0, Immature = 1, Unknown = 2, Others = 3, Early = 6;
        public const int Sum = 0, Squares = 1, OthersSums = 2;
    }
}
