using Vedetta.Core.Models;
using Vedetta.Core.Time;

namespace Vedetta.Core.Business;

/// <summary>What a person said of the effect of a model on the business, with the numbers they saw.</summary>
/// <param name="Id">Unique within the model.</param>
/// <param name="Model">The model.</param>
/// <param name="At">When it was signed.</param>
/// <param name="By">Who signed it.</param>
/// <param name="Conclusion">In their words.</param>
/// <param name="Comparison">What was compared.</param>
/// <param name="Effects">The effects as they were then.</param>
public sealed record BusinessReview(string Id, ModelId Model, DateTimeOffset At, string By, string Conclusion, BusinessComparison Comparison, IReadOnlyList<BusinessEffect> Effects);

/// <summary>Two groups of rows to compare.</summary>
/// <param name="Control">What is compared with: <c>version:v2</c>, <c>variant:holdout</c>, <c>tag:value</c> of a segment; empty for all rows of the span before.</param>
/// <param name="Treatment">What is looked at; empty for all rows.</param>
/// <param name="Span">Days of the treatment.</param>
/// <param name="ControlSpan">Days of the control: the same days for groups that answered side by side.</param>
public sealed record BusinessComparison(string Control, string Treatment, Window Span, Window ControlSpan);

/// <summary>The effect on one metric: per row for counts and sums, so that groups of different sizes compare.</summary>
/// <param name="Metric">Its name.</param>
/// <param name="PerRow">Whether the values are per row.</param>
/// <param name="Control">Value of the control; null where it has none.</param>
/// <param name="Treatment">Value of the treatment; null where it has none.</param>
/// <param name="Difference">Treatment less control.</param>
/// <param name="Low">Lower limit of the 95 % interval of the difference.</param>
/// <param name="High">Upper limit.</param>
/// <param name="ControlRows">Rows of the control.</param>
/// <param name="TreatmentRows">Rows of the treatment.</param>
/// <param name="Complete">Share of all these rows whose outcomes are mature.</param>
/// <param name="Better">Whether the effect is surely good (true) or bad (false); null when neither is sure or nobody said which is good.</param>
public sealed record BusinessEffect(
    string Metric, bool PerRow, double? Control, double? Treatment, double? Difference, double? Low, double? High, long ControlRows, long TreatmentRows, double Complete, bool? Better);
