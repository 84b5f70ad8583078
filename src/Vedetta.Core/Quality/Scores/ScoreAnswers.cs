using Vedetta.Core.Models;
using Vedetta.Core.Profiles;
using Vedetta.Core.Time;
using Vedetta.Statistics.Credit;

namespace Vedetta.Core.Quality.Scores;

/// <summary>A question about scores.</summary>
/// <param name="Span">Whole days of the model's zone; null for the last 90 days that hold rows.</param>
/// <param name="Version">Only this version; null for all.</param>
/// <param name="Segment">Which rows; null for all.</param>
/// <param name="Outcome">The outcome whose labels say what was bad; null for the first class outcome with labels.</param>
/// <param name="Value">The outcome whose values are money; null for the first value outcome, if any.</param>
/// <param name="AsOf">What was known then; null for now.</param>
/// <param name="Cutoff">A cut-off to try; null for the one in use.</param>
/// <param name="Near">How far from the cut-off a score is near it; null for one percentage point or ten points.</param>
/// <param name="Step">Distance of the cut-offs answered; null for a round number that gives at most 250.</param>
/// <param name="Economics">Gain and loss per unit of the amount; null for no expected profit.</param>
/// <param name="Bands">Limits between bands; null for the tenths of the baseline and the cut-off in use.</param>
public sealed record ScoreQuestion(
    Window? Span = null,
    string? Version = null,
    SegmentKey? Segment = null,
    string? Outcome = null,
    string? Value = null,
    DateTimeOffset? AsOf = null,
    double? Cutoff = null,
    double? Near = null,
    double? Step = null,
    Economics? Economics = null,
    IReadOnlyList<double>? Bands = null);

/// <summary>What an answer about scores rests on.</summary>
/// <param name="Model">The model.</param>
/// <param name="Window">The days.</param>
/// <param name="Outcome">The outcome of the labels; null when the model has none.</param>
/// <param name="Value">The outcome of the values; null when the model has none.</param>
/// <param name="Score">What the score means.</param>
/// <param name="InUse">The cut-off in use.</param>
/// <param name="Rows">Predictions.</param>
/// <param name="Scored">Those with a score.</param>
/// <param name="Labels">Labels of the scored rows.</param>
/// <param name="Early">Labels of immature rows, which are not counted.</param>
/// <param name="Median">Median score; null without rows.</param>
/// <param name="Baseline">What it stands beside, in words; null for nothing.</param>
/// <param name="BaselineRows">Scored rows of the baseline.</param>
/// <param name="BaselineMedian">Its median.</param>
/// <param name="Calibration">What the bad rate by score was learnt from, in words; null when labels are too few.</param>
/// <param name="CalibrationLabels">Its labels.</param>
/// <param name="Current">False while predictions or outcomes wait to be counted.</param>
/// <param name="Notes">What one must know.</param>
public sealed record ScoreBasis(
    ModelId Model, Window Window, string? Outcome, string? Value, ScoreDefinition Score, double InUse, long Rows, long Scored, LabelCounts Labels, long Early, double? Median,
    string? Baseline, long BaselineRows, double? BaselineMedian, string? Calibration, LabelCounts CalibrationLabels, bool Current, IReadOnlyList<string> Notes);

/// <summary>What cut-offs would do.</summary>
/// <param name="Basis">What it rests on.</param>
/// <param name="Near">How far from the cut-off a score is near it.</param>
/// <param name="Step">Distance of the points.</param>
/// <param name="InUse">The cut-off in use.</param>
/// <param name="Tried">The cut-off asked about.</param>
/// <param name="Then">The cut-off in use on the baseline; null without one.</param>
/// <param name="Points">Cut-offs at equal steps over the scores, ascending.</param>
/// <param name="Swap">Who changes sides between the two.</param>
/// <param name="SwapExpected">Expected bad rate of those who change sides: newly approved, no longer approved; null without a calibration.</param>
/// <param name="Overrides">Decisions against the cut-off in use; null where no row carries a decision.</param>
public sealed record CutoffAnswer(
    ScoreBasis Basis, double Near, double Step, CutoffEffect InUse, CutoffEffect Tried, CutoffEffect? Then, IReadOnlyList<CutoffEffect> Points,
    SwapSet Swap, double? SwapExpected, Overrides? Overrides);

/// <summary>Scores in bands.</summary>
/// <param name="Basis">What it rests on.</param>
/// <param name="Bands">From the band approved first.</param>
/// <param name="Roc">The ROC as a lattice path; null without both classes.</param>
/// <param name="Steps">Shares of rows in equal steps of the score, for drawing.</param>
public sealed record ScoreBandsAnswer(ScoreBasis Basis, IReadOnlyList<ScoreBandAnswer> Bands, RocPath? Roc, ScoreSteps Steps);

/// <summary>One band.</summary>
/// <param name="Low">Lowest score in it; null for the lowest band.</param>
/// <param name="High">First score above it; null for the highest band.</param>
/// <param name="Line">Counts, bad rate with interval, and the break of the order against the next riskier band.</param>
/// <param name="BaselineShare">Share of the baseline's rows; null without one.</param>
/// <param name="Expected">Bad rate by the calibrated score; null without a calibration.</param>
/// <param name="Mature">Rows whose outcome is due.</param>
public sealed record ScoreBandAnswer(double? Low, double? High, ScoreBandLine Line, double? BaselineShare, double? Expected, long Mature);

/// <summary>
/// The ROC as the path of single rows from the riskiest score to the safest: a bad row steps up, a good one to the right,
/// rows of one cell go slanting. The area under the path is the share of pairs that are in the right order.
/// </summary>
/// <param name="Area">Area under the path.</param>
/// <param name="Low">Lower limit; null with too few rows of a class.</param>
/// <param name="High">Upper limit.</param>
/// <param name="CellError">The area of the rows themselves lies within this of <paramref name="Area"/>: half the share of pairs in one cell.</param>
/// <param name="Good">Share of good rows passed, at each corner.</param>
/// <param name="Bad">Share of bad rows passed.</param>
public sealed record RocPath(double Area, double? Low, double? High, double CellError, IReadOnlyList<double> Good, IReadOnlyList<double> Bad);

/// <summary>Shares of rows in equal steps of the score.</summary>
/// <param name="Edges">Edges, one more than steps.</param>
/// <param name="Now">Shares of the window.</param>
/// <param name="Then">Shares of the baseline; empty without one.</param>
public sealed record ScoreSteps(IReadOnlyList<double> Edges, IReadOnlyList<double> Now, IReadOnlyList<double> Then);
