using Vedetta.Core.Business;
using Vedetta.Core.Models;
using Vedetta.Core.Time;
using Vedetta.Web.Charts;
using Vedetta.Web.Language;
using Vedetta.Web.Shell;

namespace Vedetta.Web.Business;

/// <summary>What the business page shows.</summary>
/// <param name="Model">The model.</param>
/// <param name="Answer">Metrics over time.</param>
/// <param name="Every">Length of the windows.</param>
/// <param name="Asked">What the address asked for.</param>
/// <param name="Comparison">The latest version against the one before; null while there is one.</param>
/// <param name="Effects">Its effects.</param>
/// <param name="Reviews">Signed reviews, the latest first.</param>
/// <param name="MayEdit">Whether the reader may change assumptions and sign.</param>
public sealed record BusinessView(
    ModelDefinition Model, BusinessAnswer Answer, WindowSize Every, Asked Asked, BusinessComparison? Comparison, IReadOnlyList<BusinessEffect> Effects, IReadOnlyList<BusinessReview> Reviews, bool MayEdit)
{
    private static readonly (string Tone, Dash Dash)[] Styles = [("s4", Dash.Dotted), ("s2", Dash.Dashed), ("accent", Dash.Solid)];

    /// <summary>Series with a value in the recent span, in the order of the plan.</summary>
    public IReadOnlyList<BusinessSeries> Known => [.. Answer.Series.Where(series => series.Points.Count > 0)];

    /// <summary>The metrics of the numbers on top: at most five.</summary>
    public IReadOnlyList<BusinessSeries> Top => [.. Known.Take(5)];

    /// <summary>Counts, drawn together.</summary>
    public IReadOnlyList<BusinessSeries> Counts => [.. Known.Where(series => series.Metric.Unit == BusinessUnit.Number && series.Change?.PerRow != false).Take(3)];

    /// <summary>The money that is drawn: what somebody said more of is better first; else a share.</summary>
    public BusinessSeries? Money => Known.Where(series => series.Metric.Unit != BusinessUnit.Number)
        .OrderByDescending(series => series.Metric.Unit == BusinessUnit.Money).ThenByDescending(series => series.Metric.Better != BusinessAim.None).FirstOrDefault();

    /// <summary>The change that stands out: surely bad before surely good, the first of the plan.</summary>
    public BusinessSeries? Mover => Known.FirstOrDefault(series => series.Change?.Better == false) ?? Known.FirstOrDefault(series => series.Change?.Better == true);

    /// <summary>The address of this page with another window length or group.</summary>
    public string Address(WindowSize every, string? group) => (Asked with { Every = every, Segment = group is null ? null : Asked.SegmentOf(group) }).Address(Addresses.Business(Model.Id));

    /// <summary>The counts over time; null without any.</summary>
    public TimeChart? CountsChart(Words words) => Counts.Count == 0 ? null : Chart(Counts, Unit.Count, words, min: 0);

    /// <summary>The money over time; null without any.</summary>
    public TimeChart? MoneyChart(Words words) => Money is { } money ? Chart([money], money.Metric.Unit == BusinessUnit.Share ? Unit.Percent : Unit.Number, words, min: null) : null;

    private TimeChart Chart(IReadOnlyList<BusinessSeries> series, Unit unit, Words words, double? min)
    {
        var zone = Model.Zone;
        var windows = WindowCalendar.Cut(Answer.Span!.Value, Every, zone).ToList();
        var step = Math.Max(1, (int)Math.Ceiling(windows.Count / 6.0));
        var lines = series.Select((each, i) => Line(each, windows, series.Count == 1 ? ("accent", Dash.Solid) : Styles[i % Styles.Length], series.Count == 1, words)).ToList();
        var pending = series.SelectMany(each => each.Points).Where(point => point.Complete < 0.5).Select(point => windows.FindIndex(window => window.From == point.Window.From)).Where(place => place >= 0).ToList();
        IReadOnlyList<ChartSpan> spans = pending.Count == 0 ? [] : [new ChartSpan(pending.Min(), pending.Max(), words.OutcomesArriving, "ink-3")];
        return new TimeChart([.. windows.Select(window => words.Format.Window(window, zone))], [.. Enumerable.Range(0, windows.Count).Where(i => i % step == 0)], unit, lines, [], [], spans, min);
    }

    private static ChartSeries Line(BusinessSeries series, List<Window> windows, (string Tone, Dash Dash) style, bool banded, Words words)
    {
        var byStart = series.Points.ToDictionary(point => point.Window.From);

        // A sum of which most outcomes are still to come is not drawn as a fall.
        var points = windows.ConvertAll(window => byStart.GetValueOrDefault(window.From) is { } point && !(series.GrowsWithOutcomes && point.Complete < 0.5) ? point : null);
        return new ChartSeries(
            words.TitleOf(series.Metric), [.. points.Select(point => point?.Value)], style.Tone, banded ? [.. points.Select(point => point?.Low)] : null, banded ? [.. points.Select(point => point?.High)] : null,
            style.Dash, End: words.TitleOf(series.Metric));
    }
}

/// <summary>What the page of the plan shows.</summary>
/// <param name="Model">The model.</param>
/// <param name="Plan">The plan, as stored or as somebody tried to save it.</param>
/// <param name="Faults">What is wrong with it.</param>
/// <param name="MayEdit">Whether the reader may save.</param>
public sealed record PlanView(ModelDefinition Model, BusinessPlan Plan, IReadOnlyList<FieldFault> Faults, bool MayEdit);
