using Vedetta.Core.Business;
using Vedetta.Core.Incidents;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Core.Monitors.Labels;
using Vedetta.Core.Objectives;
using Vedetta.Core.Readings;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;
using Vedetta.Statistics;

namespace Vedetta.Core.Reports;

/// <summary>A question about a report.</summary>
/// <param name="Audience">Whom it is for; null for everybody.</param>
/// <param name="Every">A day or a week.</param>
/// <param name="At">A moment of the span; null for the last whole one.</param>
public sealed record ReportQuestion(Audience? Audience = null, WindowSize Every = WindowSize.Day, DateTimeOffset? At = null);

/// <summary>Reports of models for every door: the API, the command line, mails. Thread-safe. An unknown model throws <see cref="UnknownModelException"/>.</summary>
public sealed class ReportService(
    IModelStore models, IMonitorStore monitors, IIncidentStore incidents, IEventStore events, IReadings readings, BusinessService business, ObjectiveService objectives, EvaluationOptions options, TimeProvider clock)
{
    private const int IncidentsRead = 500;

    private static readonly TimeSpan QualityBack = TimeSpan.FromDays(200);

    /// <summary>The report.</summary>
    /// <exception cref="QuestionException">A part of the question makes no sense.</exception>
    public async ValueTask<ReportDocument> ReadAsync(ModelId model, ReportQuestion question, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(question);
        if (question.Every is not (WindowSize.Day or WindowSize.Week)) throw new QuestionException("every", "a report is about a day or a week");
        var definition = await models.FindAsync(model, cancel) ?? throw new UnknownModelException(model);
        var now = clock.GetUtcNow();
        var span = await SpanAsync(definition, question, now, cancel);
        var before = WindowCalendar.Previous(span, question.Every, definition.Zone);
        var rules = (await monitors.ListAsync(model, cancel)).Where(rule => rule.Enabled).ToDictionary(rule => rule.Name, StringComparer.Ordinal);
        var points = (await monitors.PointsAsync(model, null, new Window(before.From, span.To), cancel)).Where(point => rules.TryGetValue(point.Key.Monitor, out var rule) && !LabelMonitorRules.Takes(rule.Metric)).ToList();
        var known = await incidents.ListAsync(model, null, IncidentsRead, cancel);
        var facts = new ReportFacts(
            definition, question.Every, span, before, await readings.StatusAsync(model, cancel), rules, points,
            await QualityAsync(definition, rules.Values, span, before, cancel),
            [.. known.Where(incident => incident.Opened < span.To && (incident.Resolved is not { } over || over >= before.From))],
            await BusinessAsync(model, span, cancel), await BusinessAsync(model, before, cancel),
            await TrafficAsync(model, span, cancel), await TrafficAsync(model, before, cancel), await objectives.ReadAsync(model, cancel));
        return ReportBuilder.Build(facts, question.Audience, now);
    }

    // A model whose rows are all history is reported as of its last day or week.
    private async ValueTask<Window> SpanAsync(ModelDefinition model, ReportQuestion question, DateTimeOffset now, CancellationToken cancel)
    {
        if (question.At is { } asked) return WindowCalendar.At(asked, question.Every, model.Zone);
        var last = (await events.SummaryAsync(model.Id, cancel)).LastEvent;
        var current = WindowCalendar.At(now, question.Every, model.Zone);
        var window = WindowCalendar.Previous(current, question.Every, model.Zone);
        if (!options.Watermark.IsClosed(window, now)) window = WindowCalendar.Previous(window, question.Every, model.Zone);
        return last is { } latest && latest < window.From - TimeSpan.FromDays(7) ? WindowCalendar.At(latest, question.Every, model.Zone) : window;
    }

    private async ValueTask<ServicePoint?> TrafficAsync(ModelId model, Window span, CancellationToken cancel) =>
        (await readings.TrafficAsync(model, new SeriesQuestion(span, WindowSize.All), cancel)).Whole;

    private async ValueTask<BusinessAnswer?> BusinessAsync(ModelId model, Window span, CancellationToken cancel)
    {
        var answer = await business.ReadAsync(model, new BusinessQuestion(span, WindowSize.All), cancel);

        // Without rows in it the answer speaks of another span.
        return answer.Span is { } found && found.From >= span.From && found.To <= span.To ? answer : null;
    }

    private async ValueTask<IReadOnlyList<ReportQuality>> QualityAsync(ModelDefinition model, IEnumerable<MonitorDefinition> rules, Window span, Window before, CancellationToken cancel)
    {
        var answer = new List<ReportQuality>();
        foreach (var rule in rules.Where(rule => rule.Segment.IsAll && rule.Version is null).OrderBy(rule => rule.Name, StringComparer.Ordinal))
        {
            ReportQualityKind? kind = rule.Metric switch
            {
                MonitorMetric.EstimatedPerformance => ReportQualityKind.Estimated,
                MonitorMetric.Performance => ReportQualityKind.Realized,
                MonitorMetric.LabelCoverage => ReportQualityKind.Coverage,
                _ => null,
            };
            if (kind is not { } known) continue;
            var points = await monitors.PointsAsync(model.Id, rule.Name, new Window(span.From - QualityBack, span.To), cancel);
            if (Latest(points, span.To) is not { } point) continue;
            var was = Latest(points, before.To);
            answer.Add(new ReportQuality(known, known == ReportQualityKind.Coverage ? null : LabelMonitorRules.MetricOf(rule, model), point.Key.Window, point.Reading, was is null || was.Key == point.Key ? null : was.Reading));
        }

        return [.. answer.OrderBy(each => each.Kind)];
    }

    private static Point? Latest(IReadOnlyList<Point> points, DateTimeOffset until)
    {
        var known = points.Where(point => point.Key.Window.To <= until && point.Reading is { Value: not null, Completeness: >= 1 }).ToList();
        return known.LastOrDefault(point => point.Reading.Verdict.Kind != VerdictKind.Undecided) ?? known.LastOrDefault();
    }
}
