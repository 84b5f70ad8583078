using Vedetta.Core.Incidents;
using Vedetta.Core.Models;
using Vedetta.Web.Charts;
using Vedetta.Web.Drift;
using Vedetta.Web.Language;
using Vedetta.Web.Performance;
using Vedetta.Web.Shell;

namespace Vedetta.Web.Overview;

/// <summary>Builds the lanes from the view. Pure.</summary>
public static class OverviewChart
{
    private static readonly string[] Tones = ["s1", "s2", "s4", "s3", "s5"];

    /// <summary>The lanes.</summary>
    public static LanesChart Of(OverviewView view, Words words, DateTimeOffset now)
    {
        var scope = view.Scope;
        var zone = scope.Model.Zone;
        var unit = UnitOf(scope.Model);
        return new LanesChart(
            [.. scope.Windows.Select(window => words.Format.Window(window, zone))],
            scope.Ticks(),
            [.. view.Marks.Select(mark => new ChartMark(mark.Index, mark.Letter))],
            Versions(view),
            [.. scope.Traffic.Select(point => point is null || point.Window.To > now ? (double?)null : point.N)],
            [.. view.Worst.Select(row => new LaneRow(row.Column, [.. row.Points.Select(HeatRow.Shown)]))],
            Score(view, words),
            unit,
            view.ScoreReference is { } reference ? new ChartLine(reference, words.ScoreWas(unit == Unit.Percent ? words.Format.Percent(reference) : words.Format.Number(reference)), "ink-3") : null,
            view.Quality is { HasAny: true } quality ? PerformanceCharts.SeriesOf(quality, words) : [],
            view.Quality is { } known ? PerformanceCharts.UnitOf(known) : Unit.Number,
            Incidents(view, words),
            words.TrafficName,
            words.NotJudged);
    }

    /// <summary>Probabilities are written as percentages.</summary>
    public static Unit UnitOf(ModelDefinition model) => model.Task != ModelTask.Regression && model.Score.Kind == ScoreKind.Probability ? Unit.Percent : Unit.Number;

    private static List<LaneBar> Versions(OverviewView view)
    {
        var names = view.Versions.Select(span => span.Version).Distinct(StringComparer.Ordinal).ToList();
        return view.Versions.Select(span =>
        {
            var i = names.IndexOf(span.Version);
            return new LaneBar(span.From, span.To, 0, span.Version.Length == 0 ? "–" : VersionSpan.NameOf(span.Version), Tones[i % Tones.Length], (Dash)(i % 3));
        }).ToList();
    }

    private static List<ChartSeries> Score(OverviewView view, Words words)
    {
        if (view.Score is not { } points) return [];
        var last = points.Last(p => p is { Median: not null })!;
        return
        [
            new ChartSeries(words.MedianWord, [.. points.Select(p => p is { N: > 0 } ? p.Median : null)], "accent",
                [.. points.Select(p => p is { N: > 0 } ? p.P10 : null)], [.. points.Select(p => p is { N: > 0 } ? p.P90 : null)],
                Width: 2, End: UnitOf(view.Scope.Model) == Unit.Percent ? words.Format.Percent(last.Median) : words.Format.Number(last.Median)),
        ];
    }

    // Open ones first, then the gravest; each takes the first of four rows that is free at its time.
    private static List<LaneBar> Incidents(OverviewView view, Words words)
    {
        var scope = view.Scope;
        var taken = new List<(int From, int To)>[] { [], [], [], [] };
        var bars = new List<LaneBar>();
        foreach (var incident in view.Incidents.Where(i => i.State != IncidentState.Pending).OrderBy(i => i.State == IncidentState.Resolved).ThenByDescending(i => i.Severity).ThenBy(i => i.Opened))
        {
            var from = Math.Max(0, scope.IndexOf(incident.Opened));
            var over = incident.Resolved is { } resolved ? scope.IndexOf(resolved.AddTicks(-1)) : -1;
            var to = Math.Max(from, over < 0 ? scope.Windows.Count - 1 : over);
            var label = $"{incident.Id}  {Short(words.TitleOf(incident), Math.Max(34, ((to - from) * 105 / scope.Windows.Count) - incident.Id.ToString().Length - 4))}";
            var room = label.Length * scope.Windows.Count / 105; // of the words, inside the bar or beside it
            var end = Math.Max(to, from + room) is var reach && reach < scope.Windows.Count ? reach : to;
            var start = end == to && to - from < room ? from - room : from;
            var row = Array.FindIndex(taken, spans => spans.TrueForAll(span => end < span.From || start > span.To));
            if (row < 0) continue;
            taken[row].Add((start, end));
            bars.Add(new LaneBar(from, to, row, label, incident.Severity == Severity.Critical ? "critical" : "warning", Dash.Solid, Addresses.Incident(incident.Id)));
        }

        return bars;
    }

    private static string Short(string title, int length) => title.Length <= length ? title : title[..(length - 1)] + "…";
}
