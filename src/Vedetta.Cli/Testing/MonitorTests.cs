using Vedetta.Core.Incidents;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Time;
using Vedetta.Statistics;

namespace Vedetta.Cli.Testing;

/// <summary>A file of tests: a model, its monitors, and what they should say of made-up or recorded history.</summary>
/// <param name="Path">The file.</param>
/// <param name="Model">The model's name.</param>
/// <param name="Description">The model.</param>
/// <param name="Monitors">Its monitors as a file of <c>vedetta apply</c>.</param>
/// <param name="WithDefaults">Whether the monitors a new model gets by itself run too.</param>
/// <param name="Start">When time begins.</param>
/// <param name="Tests">The tests.</param>
internal sealed record MonitorTestFile(string Path, ModelId Model, ModelDescription Description, string Monitors, bool WithDefaults, DateTimeOffset Start, IReadOnlyList<MonitorTest> Tests);

/// <summary>One test.</summary>
/// <param name="Name">What it is about.</param>
/// <param name="Rows">Rows that are made up; null for none.</param>
/// <param name="History">A folder of recorded rows; null for none.</param>
/// <param name="Values">What monitors measured, stated; empty for none.</param>
/// <param name="Expectations">What should be at which moments, in order of time.</param>
internal sealed record MonitorTest(string Name, RowPlan? Rows, string? History, IReadOnlyList<StatedValues> Values, IReadOnlyList<Expectation> Expectations);

/// <summary>Effects of one monitor and column, window by window, in the units of its thresholds.</summary>
internal sealed record StatedValues(string Monitor, string Column, ValueSeries Series, long N);

/// <summary>What should be at a moment.</summary>
/// <param name="At">The moment.</param>
/// <param name="Written">The moment as it is written.</param>
/// <param name="Line">Line of the file.</param>
/// <param name="Verdicts">Verdicts of the latest closed windows.</param>
/// <param name="Incidents">Every incident that fires then; null when the test does not say.</param>
/// <param name="Notices">Kinds of notices since the moment before; null when the test does not say.</param>
internal sealed record Expectation(
    DateTimeOffset At, string Written, long Line, IReadOnlyList<ExpectedVerdict> Verdicts, IReadOnlyList<ExpectedIncident>? Incidents, IReadOnlyList<NoticeKind>? Notices);

/// <summary>What a monitor should say.</summary>
internal sealed record ExpectedVerdict(string Monitor, string Column, VerdictKind Verdict, double? Least, double? Most, string? Reason);

/// <summary>An incident that should be; null where anything goes.</summary>
internal sealed record ExpectedIncident(string? Cause, IReadOnlyList<string>? Columns, Severity? Severity, IncidentState? State, Audience? Audience, string? Title);

/// <summary>Rows that are made up.</summary>
/// <param name="Step">Length of a step.</param>
/// <param name="Count">Rows of each step.</param>
/// <param name="Reference">Rows of the reference, made as those of the first step; 0 for no reference.</param>
/// <param name="Seed">Beginning of the dice.</param>
/// <param name="Version">Version of the rows.</param>
/// <param name="Columns">How values are made, by column; outputs by their reserved names.</param>
/// <param name="Error">Share of rows that carry an error; null for none.</param>
/// <param name="Label">How labels are made; null for none.</param>
internal sealed record RowPlan(
    WindowSize Step, ValueSeries Count, int Reference, int Seed, string Version, IReadOnlyDictionary<string, ValuePlan> Columns, ValueSeries? Error, LabelPlan? Label);

/// <summary>How the labels of made-up rows are made.</summary>
/// <param name="Rate">Share of ones; null to throw them by the score.</param>
/// <param name="After">How long after the row they become known.</param>
/// <param name="Share">Share of rows that get one at all.</param>
internal sealed record LabelPlan(ValueSeries? Rate, TimeSpan After, ValueSeries Share);

/// <summary>How values of a column are made.</summary>
/// <param name="Kind">The distribution.</param>
/// <param name="First">Mean, lower end, median or the constant.</param>
/// <param name="Second">Standard deviation, upper end or sigma of the logarithm.</param>
/// <param name="Weights">Weights of categories.</param>
/// <param name="Missing">Share of rows without a value.</param>
internal sealed record ValuePlan(ValueDistribution Kind, ValueSeries? First, ValueSeries? Second, IReadOnlyList<(string Category, ValueSeries Weight)> Weights, ValueSeries Missing);

/// <summary>Distributions of made-up values.</summary>
internal enum ValueDistribution
{
    /// <summary>One number.</summary>
    Constant,

    /// <summary>Normal: mean, standard deviation.</summary>
    Normal,

    /// <summary>Uniform: lower end, upper end.</summary>
    Uniform,

    /// <summary>Log-normal: median, sigma of the logarithm.</summary>
    Lognormal,

    /// <summary>One of some categories.</summary>
    Choice,
}
