using Vedetta.Core.Incidents;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Time;
using Vedetta.Statistics;

namespace Vedetta.Core.Readings;

/// <summary>One model on the fleet page.</summary>
/// <param name="Model">Its definition.</param>
/// <param name="LiveVersion">Version of its latest rows; null before any.</param>
/// <param name="Status">Its state.</param>
/// <param name="Traffic">Rows per hour, or per 6 hours, of the last 7 days, oldest first.</param>
/// <param name="Usual">Usual band of the same spans; empty while there is too little history.</param>
/// <param name="RowsLastHour">Rows of the last full hour.</param>
/// <param name="WorstDrift">The column with the largest excess of the latest judged window; null when none is judged.</param>
/// <param name="OpenIncidents">Incidents that fired and are not resolved; pending ones are nobody's concern yet.</param>
/// <param name="Quality">Estimated and realized quality; null where neither is known.</param>
/// <param name="LastEvent">Event time of its latest row; null before any.</param>
/// <param name="Day">Its service in the latest 24 hours; null before any row.</param>
/// <param name="Decisions">What it decided in its latest week; null where it decides nothing.</param>
public sealed record FleetRow(
    ModelDefinition Model,
    string? LiveVersion,
    ModelStatus Status,
    IReadOnlyList<long> Traffic,
    IReadOnlyList<(double Low, double High)> Usual,
    long RowsLastHour,
    WorstDrift? WorstDrift,
    int OpenIncidents,
    FleetQuality? Quality = null,
    DateTimeOffset? LastEvent = null,
    ServicePoint? Day = null,
    DecisionWeek? Decisions = null);

/// <summary>What a model decided in its latest seven days beside the seven before.</summary>
/// <param name="Decision">The decision counted: the approving one where one is known, else the commonest.</param>
/// <param name="Now">Its share of the rows that carry a decision.</param>
/// <param name="Before">Its share a week earlier; null without rows then.</param>
public sealed record DecisionWeek(string Decision, ShareOfRows Now, ShareOfRows? Before);

/// <summary>The column that moved most.</summary>
public sealed record WorstDrift(string Column, double Excess, VerdictKind Verdict, Window Window);

/// <summary>State of a model. Silence of data is a state of its own.</summary>
/// <param name="Model">The model.</param>
/// <param name="Verdict">The worst verdict of its monitors' latest windows; undecided when nothing could be judged.</param>
/// <param name="Silent">True when events stopped for longer than their usual gap.</param>
/// <param name="Since">Since when it is in this state.</param>
/// <param name="Reasons">Why, the worst first, in sentences with numbers.</param>
/// <param name="Monitors">Latest reading of every monitor and column, the worst first.</param>
/// <param name="EvaluatedAt">When monitors last ran.</param>
/// <param name="NextEvaluation">When they run next; null when not scheduled.</param>
public sealed record ModelStatus(
    ModelId Model,
    VerdictKind Verdict,
    bool Silent,
    DateTimeOffset? Since,
    IReadOnlyList<string> Reasons,
    IReadOnlyList<MonitorStatus> Monitors,
    DateTimeOffset? EvaluatedAt,
    DateTimeOffset? NextEvaluation);

/// <summary>Latest reading of one monitor and column.</summary>
public sealed record MonitorStatus(string Monitor, MonitorMetric Metric, string? Method, string Column, Window Window, Reading Reading, DateTimeOffset? Since);
