using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Core.Profiles;
using Vedetta.Core.Samples;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;
using Vedetta.Statistics.Drift;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Readings;

/// <summary>Answers questions about drift: the same judgement as a monitor's, for any method, baseline and window.</summary>
internal sealed class DriftReader(IMonitorStore monitors, IProfileReader profiles, RowSampler sampler, EvaluationOptions options)
{
    public async ValueTask<DriftAnswer> ReadAsync(ModelDefinition model, DriftQuestion question, ReadingSpan data, DateTimeOffset now, CancellationToken cancel)
    {
        if (!DriftMethods.TryParse(question.Method, multivariate: true, out _, out var problem)) throw new QuestionException("method", problem!);
        if (question.Baseline == BaselineKind.PreviousVersion) throw new QuestionException("baseline", "columns are not compared by version; ask for another baseline");
        var (series, size) = (question.Series, question.Series.Every ?? WindowSize.Day);
        var segment = series.Segment ?? SegmentKey.All;
        var rule = DefaultMonitors.Of(model.Id, "", MonitorMetric.Drift, series.Columns ?? [MonitoredColumns.Every]) with
        {
            Method = question.Method, Window = size, Baseline = question.Baseline, Segment = segment, Version = series.Version, Warning = null, Critical = null,
        };
        if (data.Span is not { } span) return new DriftAnswer(question.Method, question.Baseline, ["no rows lie in this span"], []);
        var said = await SaidAsync(rule, span, cancel);
        var builder = new FactsBuilder(model, size, series.Version, segment, profiles, events: null, data.FirstEvent, null, options.Watermark, now, sampler);
        var notes = new List<string>();
        var columns = new Dictionary<string, Series>(StringComparer.Ordinal);
        var windows = WindowCalendar.Cut(span, size, model.Zone).Where(window => series.AsOf is not { } asOf || window.From < asOf);
        foreach (var chunk in windows.Select(window => (window, (IReadOnlyList<MonitorDefinition>)[rule])).Chunk(options.WindowsAtOnce))
        {
            await builder.LoadAsync(chunk, cancel);
            foreach (var (window, _) in chunk)
            {
                var facts = await builder.FactsAsync(window, rule, cancel);
                if (facts.Current.Rows == 0) continue;
                if (size == WindowSize.All) facts = facts with { Completeness = 1 };
                foreach (var note in facts.Current.Notes.Concat(facts.Baseline?.Notes ?? []))
                    if (!notes.Contains(note, StringComparer.Ordinal)) notes.Add(note);
                foreach (var (column, reading) in ReadingsOf(facts, rule)) Add(columns, column, facts, reading, said, series.AsOf);
            }
        }

        var order = MonitoredColumns.Of(model, columns.Keys);
        return new DriftAnswer(question.Method, question.Baseline, notes, [.. columns
            .OrderBy(pair => Place(order, pair.Key))
            .Select(pair => new DriftSeries(pair.Key, pair.Value.Type, model.Schema.Find(pair.Key)?.Importance, pair.Value.Points))]);
    }

    // What is measured of all columns together is the one series of the column "*".
    private static IReadOnlyList<(string Column, Reading Reading)> ReadingsOf(WindowFacts facts, MonitorDefinition rule) =>
        MonitorRules.ComparesRows(rule) ? [(MonitoredColumns.Every, MultivariateReadings.Of(facts, rule))] : DriftReadings.Of(facts, rule, strict: true);

    private static int Place(IReadOnlyList<string> order, string column)
    {
        for (var i = 0; i < order.Count; i++)
            if (string.Equals(order[i], column, StringComparison.Ordinal)) return i;
        return int.MaxValue;
    }

    private static void Add(Dictionary<string, Series> columns, string column, WindowFacts facts, Reading reading, Dictionary<(string Column, Window Window), Point> said, DateTimeOffset? asOf)
    {
        if (!columns.TryGetValue(column, out var series))
            columns[column] = series = new Series(MonitoredColumns.TypeOf(facts.Model, column, facts.Current.Columns.GetValueOrDefault(column)));
        var point = said.GetValueOrDefault((column, facts.Window));
        if (asOf is { } then)
        {
            if (point is not null && point.FirstAt > then) return;
            if (point is { First: { } first } && point.EvaluatedAt > then)
            {
                series.Points.Add(new SeriesPoint(facts.Window, first, 0, null, null));
                return;
            }
        }

        series.Points.Add(new SeriesPoint(facts.Window, reading, point?.Revision ?? 0, point?.First, point?.First is null ? null : point.FirstAt));
    }

    /// <summary>What a monitor of the same rule said before, to show first readings beside revised ones.</summary>
    private async ValueTask<Dictionary<(string Column, Window Window), Point>> SaidAsync(MonitorDefinition rule, Window span, CancellationToken cancel)
    {
        var same = (await monitors.ListAsync(rule.Model, cancel)).FirstOrDefault(monitor => monitor.Metric == MonitorMetric.Drift
            && string.Equals(monitor.Method, rule.Method, StringComparison.Ordinal) && monitor.Window == rule.Window && monitor.Baseline == rule.Baseline
            && monitor.Segment == rule.Segment && string.Equals(monitor.Version, rule.Version, StringComparison.Ordinal));
        if (same is null) return [];
        return (await monitors.PointsAsync(rule.Model, same.Name, span, cancel)).ToDictionary(point => (point.Key.Column.Length == 0 ? MonitoredColumns.Every : point.Key.Column, point.Key.Window));
    }

    private sealed class Series(ColumnType type)
    {
        public ColumnType Type { get; } = type;

        public List<SeriesPoint> Points { get; } = [];
    }
}
