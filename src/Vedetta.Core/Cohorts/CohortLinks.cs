using System.Globalization;
using Vedetta.Core.Models;
using Vedetta.Core.Readings;
using Vedetta.Core.Time;
using Vedetta.Statistics.Credit;

namespace Vedetta.Core.Cohorts;

/// <summary>Whether what is known early of a cohort tells what becomes of it late.</summary>
internal sealed class CohortLinks(CohortMembers members, IReadOnlyList<OutcomeDefinition> outcomes, IReadOnlyList<Window> windows)
{
    private readonly Dictionary<int, CohortCurve> _curves = [];

    /// <summary>The pair asked for alone, or else every proxy with what it stands for, and every earlier age of the shown outcome with its latest.</summary>
    public IReadOnlyList<CohortLink> Of(int shown, CohortCurve curve, string? early, string? late)
    {
        _curves[shown] = curve;
        if (early is not null || late is not null)
        {
            if (early is null || late is null) throw new QuestionException(early is null ? "early" : "late", "a link has two sides: give both, each as outcome or outcome@age");
            return [Link(Side(early, "early"), Side(late, "late"))];
        }

        var links = new List<CohortLink>();
        for (var o = 0; o < outcomes.Count; o++)
            if (outcomes[o].ProxyOf is { } target && Index(target) is >= 0 and var late90 && LatestCommon(Curve(late90)) is > 0 and var age && LatestCommon(Curve(o)) is > 0 and var own)
                links.Add(Link((o, own), (late90, age)));
        if (LatestCommon(curve) is > 1 and var last)
        {
            for (var o = 0; o < outcomes.Count; o++)
                if (o != shown && outcomes[o].Kind == OutcomeKind.Class && LatestCommon(Curve(o)) is > 0 and var own && Curve(o).FirstAge + own < curve.FirstAge + last) links.Add(Link((o, own), (shown, last)));
            for (var age = 1; age < last; age++) links.Add(Link((shown, age), (shown, last)));
        }

        return [.. links.OrderByDescending(link => link.Link.Interval is not null)];
    }

    // The oldest age at which enough cohorts are whole to draw a line; with fewer the line says less, below three nothing.
    private static int LatestCommon(CohortCurve curve)
    {
        if (!curve.IsKnown) return 0;
        foreach (var fewest in (int[])[6, 4, 3])
            for (var age = curve.Table.Cells.Count == 0 ? 0 : curve.Table.Cells[0].Count; age >= 1; age--)
                if (curve.Table.Cells.Count(cells => cells[age - 1] is { Complete: true, Loans: > 0 }) >= fewest) return age;
        return 0;
    }

    private CohortLink Link((int Outcome, int Age) early, (int Outcome, int Age) late)
    {
        var (x, y) = (Rates(early), Rates(late));
        var link = EarlyLate.Of(x, y);
        var points = new List<LinkPoint>();
        var forecasts = new List<LinkForecast>();
        for (var v = 0; v < windows.Count; v++)
            if (x[v] is { } a && y[v] is { } b) points.Add(new LinkPoint(windows[v], a, b));
        var pairs = points.ConvertAll(p => (p.Early, p.Late));
        for (var v = 0; v < windows.Count; v++)
        {
            if (x[v] is not { } a || y[v] is not null || link is not { Slope: { } slope, Intercept: { } intercept }) continue;
            var outside = a < points.Min(p => p.Early) || a > points.Max(p => p.Early);
            forecasts.Add(new LinkForecast(windows[v], a, Math.Clamp(intercept + (slope * a), 0, 1), EarlyLate.Prediction(pairs, a), outside));
        }

        return new CohortLink(Name(early), Name(late), link, points, forecasts);
    }

    private double?[] Rates((int Outcome, int Age) side) =>
        [.. Curve(side.Outcome).Table.Cells.Select(cells => cells[side.Age - 1] is { Complete: true, Loans: > 0 } cell ? cell.Rate : null)];

    private string Name((int Outcome, int Age) side) =>
        string.Create(CultureInfo.InvariantCulture, $"{outcomes[side.Outcome].Name}@{Curve(side.Outcome).FirstAge + side.Age - 1}");

    private (int Outcome, int Age) Side(string text, string field)
    {
        var at = text.LastIndexOf('@');
        var name = at < 0 ? text : text[..at];
        if (Index(name) is not (>= 0 and var outcome))
            throw new QuestionException(field, $"no cohorts of '{name}'; class and series outcomes are {string.Join(", ", outcomes.Select(o => o.Name))}");
        var curve = Curve(outcome);
        var ages = curve.Table.Cells.Count == 0 ? 0 : curve.Table.Cells[0].Count;
        if (at < 0) return (outcome, Math.Max(1, LatestCommon(curve)));
        if (int.TryParse(text.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var age) && age >= curve.FirstAge && age < curve.FirstAge + ages)
            return (outcome, age - curve.FirstAge + 1);
        throw new QuestionException(field, string.Create(CultureInfo.InvariantCulture, $"'{name}' is known at ages {curve.FirstAge} to {curve.FirstAge + ages - 1}"));
    }

    private int Index(string name)
    {
        for (var o = 0; o < outcomes.Count; o++)
            if (string.Equals(outcomes[o].Name, name, StringComparison.Ordinal)) return o;
        return -1;
    }

    private CohortCurve Curve(int outcome)
    {
        if (!_curves.TryGetValue(outcome, out var curve)) _curves[outcome] = curve = CohortCurve.Of(members, outcome, windows.Count);
        return curve;
    }
}
