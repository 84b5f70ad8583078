using Vedetta.Core.Models;
using Vedetta.Core.Readings;
using Vedetta.Core.Time;

namespace Vedetta.Web.Tests.Story;

public sealed partial class StoryReadings
{
    public ValueTask<DriftAnswer> DriftAsync(ModelId model, DriftQuestion question, CancellationToken cancel)
    {
        if (model != StoryWorld.Told) return new(new DriftAnswer(question.Method, question.Baseline, ["this version has no reference yet"], []));
        var wanted = question.Series.Columns;
        var columns = StoryColumns.All
            .Select((c, i) => (Column: c, Salt: i))
            .Where(c => wanted is null || wanted.Contains(say(c.Column.Name), StringComparer.Ordinal))
            .Select(c => new DriftSeries(say(c.Column.Name), c.Column.Type, c.Column.Importance, [.. Days(question.Series).Select(d =>
                new SeriesPoint(StoryWorld.Day(d), Drift(c.Column.Excess(d), d, c.Salt, Rows(d)), 0, null, null))]))
            .ToList();
        return new(new DriftAnswer(question.Method, question.Baseline, ["version 3 is compared with the reference of version 2"], columns));
    }

    public ValueTask<QualityAnswer> QualityAsync(ModelId model, SeriesQuestion question, CancellationToken cancel)
    {
        if (model != StoryWorld.Told) return new(new QualityAnswer([], [], StoryWorld.Now.AddMinutes(-26), StoryWorld.Now.AddMinutes(-26)));
        var columns = StoryColumns.All.Select((c, i) => (Column: c, Salt: i))
            .Where(c => question.Columns is null || question.Columns.Contains(say(c.Column.Name), StringComparer.Ordinal))
            .Select(c => new QualitySeries(say(c.Column.Name), c.Column.Type, [.. Days(question).Select(d => Quality(c.Column, d, c.Salt))]))
            .ToList();
        return new(new QualityAnswer(columns, [.. Days(question).Select(d => new TrafficPoint(StoryWorld.Day(d), OfVersion(question, d), 2, d == 13 ? 12 : 0, 3))], StoryWorld.Now.AddMinutes(-1), StoryWorld.Now));
    }

    public ValueTask<DistributionAnswer> DistributionAsync(ModelId model, DistributionQuestion question, CancellationToken cancel)
    {
        var column = StoryColumns.All.FirstOrDefault(c => say(c.Name) == question.Column) ?? throw new QuestionException("column", $"no column is named '{question.Column}'");
        var window = question.Span ?? StoryWorld.Day(89);
        return new(column.Type == ColumnType.Numeric ? Numbers(column, window) : Categories(column, window));
    }

    private static long OfVersion(SeriesQuestion question, int day) =>
        question.Version is null || (question.Version == "3") == StoryColumns.InRelease(day) ? Rows(day) : 0;

    private static IEnumerable<int> Days(SeriesQuestion question) =>
        Enumerable.Range(0, StoryColumns.Days).Where(d => question.Span is not { } span || span.Overlaps(StoryWorld.Day(d)));

    private static long Rows(int day)
    {
        var usual = 2900 + 260 * Math.Sin(day * 2 * Math.PI / 7) + 90 * StoryColumns.Wobble(day, 3);
        return (long)(usual * (day >= StoryColumns.Campaign ? 1.22 : 1));
    }

    private static QualityPoint Quality(StoryColumn column, int day, int salt)
    {
        var missing = column.Name == "bureau_score" && StoryColumns.InBreak(day) ? new[] { .412, .874, .653 }[day - StoryColumns.Broken] : .012 + .004 * StoryColumns.Wobble(day, salt);
        var moved = column.Name == "score" && StoryColumns.InRelease(day) ? .62 : 1 + (column.Name == "score" ? -.03 : .04) * Math.Max(0, column.Excess(day) is var e && double.IsNaN(e) ? 0 : e - .5);
        double? fresh = column.Type != ColumnType.Numeric ? column.Name == "channel" && day >= StoryColumns.Campaign ? .311 : 0 : null;
        var median = column.Median * moved * (1 + .01 * StoryColumns.Wobble(day, salt));
        var numeric = column.Type == ColumnType.Numeric;
        return new QualityPoint(
            StoryWorld.Day(day), Rows(day), Math.Abs(missing), 0, 0, fresh, 900, numeric ? null : 5,
            numeric ? Math.Max(0, median - 3 * column.Spread) : null, numeric ? median + 4 * column.Spread : null, numeric ? median * 1.06 : null, numeric ? column.Spread : null, numeric ? median : null,
            numeric ? median * .55 : null, numeric ? median * 1.75 : null);
    }

    private DistributionAnswer Numbers(StoryColumn column, Window window)
    {
        const int bins = 30;
        var day = (int)((window.To - StoryWorld.FirstDay).TotalDays - 1);
        var shift = 1 + .055 * (double.IsNaN(column.Excess(day)) ? 0 : column.Excess(day));
        double Density(double x, double median) => x <= 0 ? 0 : Math.Exp(-Math.Pow(Math.Log(x / median), 2) / (2 * .2)) / x;
        var width = column.Median * 3.4 / bins;
        var middle = Enumerable.Range(0, bins).Select(i => (i + .5) * width).ToList();
        var reference = Normal(middle.Select(x => Density(x, column.Median)), 407_790);
        var current = Normal(middle.Select(x => Density(x, column.Median * shift)), 3372);
        var list = middle.Select((x, i) => new DistributionBin($"{i}", i * width, (i + 1) * width, reference[i], current[i], false, false, false)).ToList();
        list.Add(new DistributionBin("missing", null, null, 4510, 31, false, false, true));
        var cdf = new List<(double, double, double)>();
        double a = 0, b = 0;
        for (var i = 0; i < bins; i++) cdf.Add(((i + 1) * width, a += reference[i] / 407_790.0, b += current[i] / 3372.0));
        return new DistributionAnswer(say(column.Name), column.Type, window, "reference of version 2", 3403, 412_300, list, cdf,
            [.. new[] { .05, .25, .5, .75, .95 }.Select(q => (q, (double?)(column.Median * Math.Exp(.45 * Normsinv(q))), (double?)(column.Median * shift * Math.Exp(.45 * Normsinv(q)))))]);
    }

    private DistributionAnswer Categories(StoryColumn column, Window window)
    {
        (string Name, double Was, double Is)[] shares = column.Name == "channel"
            ? [("branch", .612, .389), ("campaign", 0, .311), ("web", .241, .198), ("partner", .122, .088), ("call-centre", .025, .014), ("fax", .0004, 0)]
            : [("a", .5, .48), ("b", .3, .31), ("c", .2, .21)];
        return new DistributionAnswer(say(column.Name), column.Type, window, "reference of version 2", 3403, 412_300,
            [.. shares.Select(s => new DistributionBin(say(s.Name), null, null, (long)(s.Was * 412_300), (long)(s.Is * 3403), s.Was == 0, s.Is == 0, false)), new DistributionBin("missing", null, null, 410, 4, false, false, true)], [], []);
    }

    private static double Normsinv(double q) => q switch { .05 => -1.645, .25 => -.674, .5 => 0, .75 => .674, _ => 1.645 };

    private static List<long> Normal(IEnumerable<double> density, double n)
    {
        var all = density.ToList();
        var sum = all.Sum();
        return [.. all.Select(d => (long)Math.Round(d / sum * n))];
    }
}
