using System.Xml;
using Vedetta.Core.Incidents;
using Vedetta.Core.Models;
using Vedetta.Core.Objectives;
using Vedetta.Core.Readings;
using Vedetta.Statistics;

namespace Vedetta.Server.Api;

/// <summary>The objectives of a model, all of them.</summary>
public sealed record ObjectivesBody(IReadOnlyList<ObjectiveBody> Objectives);

/// <summary>An objective as clients describe it.</summary>
/// <param name="Name">Unique within the model.</param>
/// <param name="Kind">What is promised.</param>
/// <param name="Target">Share of good events, above 0 and below 1.</param>
/// <param name="BelowMs">Of a latency: the limit in milliseconds.</param>
/// <param name="Days">Length of the rolling period; 28 when left out.</param>
/// <param name="BurnThresholds">Burn rates from which it alarms, by long window: <c>1h</c>, <c>6h</c>, <c>24h</c>, <c>72h</c>; those left out are the usual ones.</param>
public sealed record ObjectiveBody(string Name, ObjectiveKind Kind, double Target, double? BelowMs = null, int? Days = null, IReadOnlyDictionary<string, double>? BurnThresholds = null)
{
    internal Objective ToObjective(int index)
    {
        var unknown = BurnThresholds?.Keys.FirstOrDefault(window => !Core.Objectives.BurnThresholds.Windows.Contains(window, StringComparer.Ordinal));
        if (unknown is not null)
            throw new InvalidDescriptionException("objectives", [new FieldFault($"objectives[{index}].burn_thresholds", $"'{unknown}' is no window; allowed: {string.Join(", ", Core.Objectives.BurnThresholds.Windows)}")]);
        return new Objective(Name, Kind, Target, BelowMs, Days ?? Objective.UsualDays, Core.Objectives.BurnThresholds.Of(BurnThresholds));
    }
}

/// <summary>How the objectives of a model stand.</summary>
public sealed record ObjectivesAnswer(IReadOnlyList<ObjectiveAnswer> Objectives)
{
    /// <summary>As clients see it.</summary>
    public static ObjectivesAnswer Of(IReadOnlyList<BudgetReading> readings) => new([.. readings.Select(ObjectiveAnswer.Of)]);
}

/// <summary>How an objective stands.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What is promised.</param>
/// <param name="Target">Share of good events promised.</param>
/// <param name="BelowMs">Of a latency: the limit.</param>
/// <param name="Days">Length of the rolling period.</param>
/// <param name="From">Begin of the period; null before any event.</param>
/// <param name="To">End of the period.</param>
/// <param name="Good">Good events of the period.</param>
/// <param name="N">Events of the period.</param>
/// <param name="Value">Share of good events.</param>
/// <param name="Low">Lower end of its 95 % interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="BudgetLeft">Share of the error budget that is left, with its interval; negative when more is spent than there was.</param>
/// <param name="Burn">Burn rates by pair of windows.</param>
/// <param name="Verdict">Critical or warning while a pair burns too fast or the budget is surely spent.</param>
/// <param name="Reason">Why.</param>
/// <param name="Points">The budget day by day.</param>
/// <param name="BurnThresholds">Burn rates that were set; null where all are the usual ones.</param>
public sealed record ObjectiveAnswer(
    string Name, ObjectiveKind Kind, double Target, double? BelowMs, int Days, DateTimeOffset? From, DateTimeOffset? To, long Good, long N, double? Value, double? Low, double? High,
    EstimateBody? BudgetLeft, IReadOnlyList<BurnBody> Burn, VerdictKind Verdict, string? Reason, IReadOnlyList<BudgetDayBody> Points, IReadOnlyDictionary<string, double>? BurnThresholds)
{
    /// <summary>As clients see it.</summary>
    public static ObjectiveAnswer Of(BudgetReading reading) => new(
        reading.Objective.Name, reading.Objective.Kind, reading.Objective.Target, reading.Objective.BelowMs, reading.Objective.Days, reading.Span?.From, reading.Span?.To,
        (long)Math.Round(reading.Events.Good), (long)Math.Round(reading.Events.Total), reading.Good?.Value, reading.Good?.Low, reading.Good?.High,
        EstimateBody.Of(reading.Left), [.. reading.Burns.Select(BurnBody.Of)], reading.Verdict, reading.Reason,
        [.. reading.Days.Select(day => new BudgetDayBody(day.Window.From, day.Window.To, (long)Math.Round(day.Events.Total), (long)Math.Round(day.Events.Bad), day.Left))],
        reading.Objective.Burn?.ByWindow());
}

/// <summary>A value with its 95 % interval.</summary>
public sealed record EstimateBody(double Value, double Low, double High)
{
    /// <summary>As clients see it.</summary>
    public static EstimateBody? Of(Estimate? estimate) => estimate is null ? null : new(estimate.Value, estimate.Low, estimate.High);
}

/// <summary>How fast a budget is spent in two windows that must both burn too fast.</summary>
public sealed record BurnBody(string Long, string Short, double Threshold, EstimateBody? Value, double? ShortValue, long N, Severity Severity, bool Judged, bool Fires)
{
    /// <summary>As clients see it.</summary>
    public static BurnBody Of(BurnReading burn) => new(
        XmlConvert.ToString(burn.Pair.Long), XmlConvert.ToString(burn.Pair.Short), burn.Threshold, EstimateBody.Of(burn.Long), burn.Short, (long)Math.Round(burn.Events.Total), burn.Pair.Severity, burn.Judged, burn.Fires);
}

/// <summary>One day of the period: its events, and the share of the period's budget left after it.</summary>
public sealed record BudgetDayBody(DateTimeOffset From, DateTimeOffset To, long N, long Bad, double BudgetLeft);
