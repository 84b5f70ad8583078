using Vedetta.Core.Incidents;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Core.Monitors.Labels;
using Vedetta.Core.Monitors.Reasons;
using Vedetta.Core.Scheduling;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;
using Vedetta.Statistics;

namespace Vedetta.Core.Readings;

/// <summary>The state of a model from its stored points and incidents.</summary>
internal sealed class StatusReader(IMonitorStore monitors, IIncidentStore incidents, EvaluationOptions options)
{
    private const int ReasonLimit = 10;

    private static readonly IncidentState[] NotResolved = [IncidentState.Pending, IncidentState.Firing, IncidentState.Acknowledged];

    private static readonly TimeSpan DueAtMost = TimeSpan.FromDays(90);

    /// <summary>The place of a state in a list, the worst first: failing, silent, drifting, calm, undecided.</summary>
    public static int Rank(ModelStatus status) => status.Verdict switch
    {
        VerdictKind.Critical => 0,
        _ when status.Silent => 1,
        VerdictKind.Warning => 2,
        VerdictKind.Undecided => 3,
        _ => 4,
    };

    public async ValueTask<(ModelStatus Status, WorstDrift? Worst, int OpenIncidents)> ReadAsync(ModelDefinition model, RowSummary summary, DateTimeOffset now, CancellationToken cancel)
    {
        var mark = await monitors.MarkAsync(model.Id, cancel);
        var rules = (await monitors.ListAsync(model.Id, cancel)).Where(rule => rule.Enabled).ToDictionary(rule => rule.Name, StringComparer.Ordinal);
        var open = await incidents.ListAsync(model.Id, NotResolved, int.MaxValue, cancel);
        var points = summary.LastEvent is { } last ? await LatestAsync(model, rules, last, mark, now, cancel) : [];
        var statuses = points
            .Select(point => StatusOf(point, rules[point.Key.Monitor], open))
            .OrderBy(status => Severity(status.Reading.Verdict.Kind)).ThenByDescending(status => status.Reading.Excess ?? 0)
            .ThenBy(status => status.Monitor, StringComparer.Ordinal).ThenBy(status => status.Column, StringComparer.Ordinal)
            .ToList();
        statuses.AddRange(rules.Values
            .Where(rule => statuses.Count > 0 && !statuses.Any(status => string.Equals(status.Monitor, rule.Name, StringComparison.Ordinal)) && !IsSafetyNet(rule) && KeepsQuiet(rule.Metric))
            .Select(rule => Quiet(rule, statuses[0].Window)));
        var firing = open.Where(incident => incident.State != IncidentState.Pending).ToList();
        var verdict = WorstOf(statuses, firing);
        var silent = statuses.Any(status => status.Metric == MonitorMetric.Silence && IsBad(status.Reading.Verdict.Kind));
        var status = new ModelStatus(model.Id, verdict, silent, Since(verdict, open), Reasons(statuses, firing, summary, verdict, mark), statuses,
            mark?.EvaluatedAt is { } at && at > DateTimeOffset.UnixEpoch ? at : null, EvaluationPlan.NextDue(rules.Values, model.Zone, options.Watermark, now));
        return (status, WorstDriftOf(statuses), firing.Count);
    }

    // The latest closed window of each monitor; while none has closed, the open one.
    private async ValueTask<List<Point>> LatestAsync(
        ModelDefinition model, Dictionary<string, MonitorDefinition> rules, DateTimeOffset last, EvaluationMark? mark, DateTimeOffset now, CancellationToken cancel)
    {
        var live = mark?.FirstLive is not null;
        var found = new Dictionary<(string Monitor, string Column), Point>();
        foreach (var rule in rules.Values.Where(rule => LabelMonitorRules.Takes(rule.Metric)))
            if (await LatestJudgedAsync(model, rule, now, cancel) is { } point) found[(rule.Name, point.Key.Column)] = point;
        foreach (var size in rules.Values.Where(rule => !LabelMonitorRules.Takes(rule.Metric)).Select(rule => rule.Window).Distinct())
        {
            var current = WindowCalendar.At(live && size == WindowSize.Hour ? now : last, size, model.Zone);
            var previous = WindowCalendar.Previous(current, size, model.Zone);
            var closed = options.Watermark.IsClosed(current, now) ? current : previous;
            var points = (await monitors.PointsAsync(model.Id, null, new Window(previous.From, current.To), cancel))
                .Where(point => rules.TryGetValue(point.Key.Monitor, out var rule) && rule.Window == size && !LabelMonitorRules.Takes(rule.Metric)).ToList();
            foreach (var point in points.OrderBy(point => point.Key.Window == closed ? 1 : 0).ThenBy(point => point.Key.Window.From))
            {
                // Silence speaks of the present: an old gap is over when a later hour said nothing.
                if (size == WindowSize.Hour && rules[point.Key.Monitor].Metric == MonitorMetric.Silence && point.Key.Window.To < previous.From) continue;
                found[(point.Key.Monitor, point.Key.Column)] = point;
            }
        }

        return [.. found.Values];
    }

    // Outcomes speak of windows long past: the latest that was judged, as far back as outcomes may take and ten windows more.
    private async ValueTask<Point?> LatestJudgedAsync(ModelDefinition model, MonitorDefinition rule, DateTimeOffset now, CancellationToken cancel)
    {
        var longest = model.Outcomes.Select(outcome => outcome.Maturity is { } maturity ? maturity.After + (maturity.DueColumn is null ? TimeSpan.Zero : DueAtMost) : TimeSpan.Zero).DefaultIfEmpty().Max();
        var points = await monitors.PointsAsync(model.Id, rule.Name, new Window(now - longest - (10 * Baselines.LengthOf(rule.Window)), now), cancel);
        return points.LastOrDefault(point => point.Reading.Completeness >= 1 && point.Reading.Verdict.Kind != VerdictKind.Undecided) ?? (points.Count > 0 ? points[^1] : null);
    }

    private static MonitorStatus StatusOf(Point point, MonitorDefinition rule, IReadOnlyList<Incident> open)
    {
        DateTimeOffset? since = open.SelectMany(incident => incident.Members)
            .Where(member => member.Recovered is null && string.Equals(member.Monitor, rule.Name, StringComparison.Ordinal) && string.Equals(member.Column, point.Key.Column, StringComparison.Ordinal))
            .Select(member => (DateTimeOffset?)member.Window.From).Min();
        return new MonitorStatus(rule.Name, rule.Metric, rule.Method, point.Key.Column, point.Key.Window, point.Reading, IsBad(point.Reading.Verdict.Kind) ? since ?? point.Key.Window.From : null);
    }

    // A monitor that found only zeros keeps no points; it still says that it looked.
    private static MonitorStatus Quiet(MonitorDefinition rule, Window window) => new(
        rule.Name, rule.Metric, rule.Method, "", window,
        new Reading(0, null, null, null, null, 0, 0, rule.Warning, rule.Critical, 0, 1, new Verdict.Healthy(ReasonTemplates.NothingToReport.Text)), null);

    // Without a point a share was zero; of quality nothing is known.
    private static bool KeepsQuiet(MonitorMetric metric) => !LabelMonitorRules.Takes(metric)
        && metric is not (MonitorMetric.EstimatedPerformance or MonitorMetric.Staleness or MonitorMetric.Activity or MonitorMetric.LowConfidence);

    private static bool IsSafetyNet(MonitorDefinition rule) => rule is { Managed: true, Window: WindowSize.Month };

    private static DateTimeOffset? Since(VerdictKind verdict, IReadOnlyList<Incident> open)
    {
        if (!IsBad(verdict)) return null;
        return open.Where(incident => verdict == VerdictKind.Warning || incident.Severity == Incidents.Severity.Critical)
            .Select(incident => (DateTimeOffset?)incident.Opened).Min();
    }

    private static IReadOnlyList<string> Reasons(List<MonitorStatus> statuses, List<Incident> firing, RowSummary summary, VerdictKind verdict, EvaluationMark? mark)
    {
        if (summary.Rows == 0) return [ReasonTemplates.NoRows.Text];
        var reasons = statuses.Where(status => IsBad(status.Reading.Verdict.Kind)).Take(ReasonLimit).Select(SentenceOf).ToList();

        // An incident outlives a window that could not be judged, and is then the reason itself.
        reasons.AddRange(firing
            .Where(incident => !incident.Members.Any(member => statuses.Any(status => IsBad(status.Reading.Verdict.Kind)
                && string.Equals(status.Monitor, member.Monitor, StringComparison.Ordinal) && string.Equals(status.Column, member.Column, StringComparison.Ordinal))))
            .OrderByDescending(incident => incident.Severity).Select(incident => $"{incident.Id} is open: {incident.Title}").Take(ReasonLimit - reasons.Count));
        if (reasons.Count > 0 || verdict != VerdictKind.Undecided) return reasons;
        if (statuses.Count == 0) return [mark?.EvaluatedAt > DateTimeOffset.UnixEpoch ? ReasonTemplates.NotJudgedYet.Text : ReasonTemplates.NotEvaluated.Text];
        return [.. statuses.Where(status => status.Reading.Verdict is Verdict.Undecided).Select(status => status.Reading.Verdict.Reason!).Distinct(StringComparer.Ordinal).Take(3)];
    }

    private static string SentenceOf(MonitorStatus status)
    {
        var what = status.Column.Length > 0 ? $"{status.Column} ({EnumWords.Of(status.Metric).Replace('_', ' ')})" : EnumWords.Of(status.Metric).Replace('_', ' ');
        return $"{what}: {status.Reading.Verdict.Reason}";
    }

    private static WorstDrift? WorstDriftOf(IReadOnlyList<MonitorStatus> statuses)
    {
        var worst = statuses
            .Where(status => status is { Metric: MonitorMetric.Drift, Column.Length: > 0, Reading.Excess: not null } && status.Reading.Verdict.Kind != VerdictKind.Undecided)
            .OrderBy(status => Severity(status.Reading.Verdict.Kind)).ThenByDescending(status => status.Reading.Excess)
            .FirstOrDefault();
        return worst is null ? null : new WorstDrift(worst.Column, worst.Reading.Excess!.Value, worst.Reading.Verdict.Kind, worst.Window);
    }

    /// <summary>
    /// The worst of the latest readings and of the incidents that are still open: a window with too few rows does not
    /// make a model healthy. Healthy also needs drift to have been judged where it is watched.
    /// </summary>
    private static VerdictKind WorstOf(List<MonitorStatus> statuses, List<Incident> firing)
    {
        var judged = statuses.Where(status => (status.Reading.Verdict.Kind != VerdictKind.Undecided && status.Reading.N > 0) || status.Metric == MonitorMetric.Silence).ToList();
        var worst = judged.Count == 0 ? VerdictKind.Undecided : judged.MinBy(status => Severity(status.Reading.Verdict.Kind))!.Reading.Verdict.Kind;
        foreach (var incident in firing)
        {
            var kind = incident.Severity == Incidents.Severity.Critical ? VerdictKind.Critical : VerdictKind.Warning;
            if (Severity(kind) < Severity(worst)) worst = kind;
        }

        var drift = statuses.Where(status => status.Metric == MonitorMetric.Drift && status.Column.Length > 0).ToList();
        return worst == VerdictKind.Healthy && drift.Count > 0 && drift.All(status => status.Reading.Verdict is Verdict.Undecided) ? VerdictKind.Undecided : worst;
    }

    private static bool IsBad(VerdictKind kind) => kind is VerdictKind.Warning or VerdictKind.Critical;

    private static int Severity(VerdictKind kind) => kind switch
    {
        VerdictKind.Critical => 0,
        VerdictKind.Warning => 1,
        VerdictKind.Healthy => 2,
        _ => 3,
    };
}
