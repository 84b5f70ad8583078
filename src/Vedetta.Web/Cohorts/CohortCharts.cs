using Vedetta.Core.Cohorts;
using Vedetta.Web.Charts;
using Vedetta.Web.Language;

namespace Vedetta.Web.Cohorts;

/// <summary>Charts of the cohorts page. Pure.</summary>
public sealed class CohortCharts(CohortsView view, Words words)
{
    private readonly CohortAnswer _answer = view.Answer;

    /// <summary>A line per cohort over its whole ages, the standing one last and loud, with the forecast after it.</summary>
    public TimeChart Vintages()
    {
        var series = new List<ChartSeries>();
        foreach (var cohort in _answer.Cohorts.Where(c => !view.IsStanding(c) && c.LatestAge > 0)) series.Add(Line(cohort, "ref-line", 1, end: null));
        var usual = _answer.Usual;
        var last = usual.Count - 1;
        if (last >= 0 && usual[last] is { } end) series.Add(new ChartSeries(words.UsualRate, [.. Enumerable.Range(0, usual.Count).Select(i => i == last ? usual[i] : null)], "ref-line", End: $"{words.UsualRate} {words.Format.Percent(end)}"));
        if (_answer.Standing is { } standing)
        {
            var name = view.Short(standing.Window, words);
            if (standing.Forecast is { } forecast && standing.Path.Count > 0)
                series.Add(new ChartSeries(words.ForecastOf(name), standing.Path, "accent", Dash: Dash.Dashed, Width: 1.5, End: $"{name} {words.Format.Percent(forecast.Forecast)}"));
            series.Add(Line(standing, "accent", 2.25, standing.Forecast is null ? name : null));
        }

        var ages = view.Ages;
        var step = Math.Max(1, (int)Math.Ceiling(ages.Count / 12.0));
        return new TimeChart([.. ages.Select(age => words.AgeName(age, _answer.Step))], [.. Enumerable.Range(0, ages.Count).Where(i => i % step == 0)], Unit.Percent, series, [], [], [], Min: 0);
    }

    /// <summary>Cohorts as points of an early against a late rate, with the line and young cohorts on it.</summary>
    public LinkChart Link(CohortLink link)
    {
        var young = link.Forecasts.Count > 0 ? link.Forecasts[^1] : null;
        return new LinkChart(
            [.. link.Points.Select(p => new LinkDot(p.Early, p.Late, view.Short(p.Window, words)))],
            link.Link is { Slope: { } slope, Intercept: { } intercept } ? new LinkLine(slope, intercept) : null,
            young is null ? null : new LinkDot(young.Early, young.Late, view.Short(young.Window, words), young.Interval?.Low, young.Interval?.High),
            words.SideName(link.Early, _answer.Step), words.SideName(link.LateSide, _answer.Step));
    }

    /// <summary>Rate per day of event with its band, beside what the score expected.</summary>
    public TimeChart Days()
    {
        // A day of which hardly anybody is mature says nothing yet.
        var days = _answer.Days;
        bool Shown(CohortDay day) => day.Known >= 20;
        List<ChartSeries> series =
        [
            new ChartSeries(words.RateObserved, [.. days.Select(d => Shown(d) ? d.Rate : null)], "accent", [.. days.Select(d => Shown(d) ? d.Interval?.Low : null)],
                [.. days.Select(d => Shown(d) ? d.Interval?.High : null)], End: words.RateObserved),
        ];
        if (days.Any(d => d.Expected is not null)) series.Add(new ChartSeries(words.RateExpectedByScore, [.. days.Select(d => d.Expected)], "s2", Dash: Dash.Dashed, End: words.RateExpected));
        var lastKnown = days.ToList().FindLastIndex(Shown);
        var zone = view.Model.Zone;
        var named = Enumerable.Range(0, days.Count).Where(i => days.Count > 40 ? TimeZoneInfo.ConvertTime(days[i].Window.From, zone).Day is 1 or 15 : i % 7 == 0);
        return new TimeChart(
            [.. days.Select(d => words.Format.Window(d.Window, zone))], [.. named], Unit.Percent, series, [], [],
            lastKnown >= 0 && lastKnown < days.Count - 1 ? [new ChartSpan(lastKnown + 1, days.Count - 1, days.Count - lastKnown > 10 ? words.NotMatured : "", "ink-3")] : [], Min: 0);
    }

    /// <summary>Share of each bucket that became worse, per period.</summary>
    public TimeChart Rolls(RollTable rolls)
    {
        string[] tones = ["accent", "s2", "s3", "s4", "s5"];
        var months = rolls.Months;
        var buckets = rolls.Moves.Matrix.GetLength(0) - 1;
        var step = Math.Max(1, (int)Math.Ceiling(months.Count / 6.0));
        return new TimeChart(
            [.. months.Select(m => view.Short(m.Window, words))], [.. Enumerable.Range(0, months.Count).Where(i => i % step == 0)], Unit.Percent,
            [.. Enumerable.Range(0, buckets).Select(b => new ChartSeries(words.Roll(b), [.. months.Select(m => m.Rates[b].From >= 20 ? m.Rates[b].Rate : null)], tones[b % tones.Length], Dash: (Dash)(b % 3), End: words.Roll(b)))],
            [], [], [], Min: 0);
    }

    private ChartSeries Line(Cohort cohort, string tone, double width, string? end)
    {
        var whole = cohort.LatestAge - _answer.FirstAge;
        return new ChartSeries(view.Short(cohort.Window, words), [.. cohort.Cells.Select((cell, i) => i <= whole ? cell.Rate : null)], tone, Width: width, End: end);
    }
}
