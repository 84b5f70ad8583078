using Vedetta.Core.Models;
using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Core.Profiles;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Readings;

/// <summary>Answers questions about data quality.</summary>
internal sealed class QualityReader(IProfileReader profiles, IEventStore events)
{
    private const int WindowsAtOnce = 96;

    public async ValueTask<QualityAnswer> ReadAsync(ModelDefinition model, SeriesQuestion question, ReadingSpan data, CancellationToken cancel)
    {
        var summary = await events.SummaryAsync(model.Id, cancel);
        if (data.Span is not { } span) return new QualityAnswer([], [], summary.LastEvent, summary.LastReceived);
        var segment = question.Segment ?? SegmentKey.All;
        var traffic = await events.TrafficAsync(model.Id, span, cancel);
        var windows = new ProfileWindows(profiles, model.Id, question.Version, segment, question.Columns);
        var columns = new Dictionary<string, (ColumnType Type, List<QualityPoint> Points)>(StringComparer.Ordinal);
        var points = new List<TrafficPoint>();
        foreach (var chunk in WindowCalendar.Cut(span, question.Every ?? WindowSize.Day, model.Zone).Chunk(WindowsAtOnce))
        {
            await windows.LoadAsync(chunk, cancel);
            foreach (var window in chunk)
            {
                var set = windows[window];
                AddTraffic(points, set, traffic);
                if (set.Rows == 0) continue;
                var references = await windows.ReferencesAsync(set.Versions, cancel);
                foreach (var name in question.Columns ?? MonitoredColumns.Of(model, set.Columns.Keys))
                {
                    if (!set.Columns.TryGetValue(name, out var profile)) continue;
                    if (!columns.TryGetValue(name, out var series)) columns[name] = series = (MonitoredColumns.TypeOf(model, name, profile), []);
                    var reference = references.Select(pair => pair.Reference.Columns.GetValueOrDefault(name)).FirstOrDefault(side => side is not null);
                    series.Points.Add(PointOf(window, profile, reference));
                }
            }
        }

        var order = question.Columns ?? MonitoredColumns.Of(model, columns.Keys);
        return new QualityAnswer(
            [.. order.Where(columns.ContainsKey).Select(name => new QualitySeries(name, columns[name].Type, columns[name].Points))],
            points, summary.LastEvent, summary.LastReceived);
    }

    private static void AddTraffic(List<TrafficPoint> points, ProfileSet set, IReadOnlyList<TrafficCount> traffic)
    {
        var (rejected, duplicates, late) = (0L, 0L, 0L);
        foreach (var count in traffic)
        {
            if (!set.Window.Contains(count.Hour)) continue;
            rejected += count.Rejected;
            duplicates += count.Duplicates;
            late += count.Late;
        }

        if (set.Rows + rejected + duplicates > 0) points.Add(new TrafficPoint(set.Window, set.Rows, rejected, duplicates, late));
    }

    private static QualityPoint PointOf(Window window, ColumnProfile profile, ColumnProfile? reference)
    {
        var rows = profile.Rows;
        double Share(long count) => rows == 0 ? 0 : (double)count / rows;
        if (profile is CategoricalProfile categories)
        {
            double? unknown = reference is CategoricalProfile known ? Share(CategoryShares.Unknown(categories, known).Rows) : null;
            return new QualityPoint(window, rows, Share(profile.Missing), Share(profile.OutOfRange), Share(profile.Invalid), unknown,
                profile.Distinct, CategoryShares.Count(categories), null, null, null, null, null);
        }

        var numbers = (NumericProfile)profile;
        return new QualityPoint(window, rows, Share(numbers.Missing + numbers.NotANumber), Share(profile.OutOfRange), Share(profile.Invalid), null,
            profile.Distinct, null, Finite(numbers.Min), Finite(numbers.Max), Finite(numbers.Mean), Finite(numbers.StandardDeviation), Finite(numbers.Quantile(0.5)),
            Finite(numbers.Quantile(0.1)), Finite(numbers.Quantile(0.9)));
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
