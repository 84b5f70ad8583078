using Vedetta.Core.Experiments;
using Vedetta.Core.Models;
using Vedetta.Statistics;
using Vedetta.Statistics.Experiments;
using Vedetta.Web.Charts;
using Vedetta.Web.Language;

namespace Vedetta.Web.Experiments;

/// <summary>What the experiments page shows.</summary>
/// <param name="Model">The model.</param>
/// <param name="Readings">Its experiments as they stand, the latest begun first.</param>
/// <param name="Draft">What the form holds.</param>
/// <param name="Faults">What was wrong with it.</param>
/// <param name="MayEdit">Whether the caller may make and delete experiments.</param>
/// <param name="Variants">Columns that may serve as covariate.</param>
public sealed record ExperimentsView(
    ModelDefinition Model, IReadOnlyList<ExperimentReading> Readings, ExperimentDraft Draft, IReadOnlyList<FieldFault> Faults, bool MayEdit, IReadOnlyList<string> Variants)
{
    /// <summary>The treatment the page's sentence is about: one that decided, or else the first.</summary>
    public (ExperimentReading Reading, TreatmentReading Treatment)? Lead =>
        Readings.SelectMany(r => r.Treatments.Select(t => ((ExperimentReading, TreatmentReading)?)(r, t))).OrderBy(each => each!.Value.Item2.Decision.Answer == ExperimentAnswer.Wait).FirstOrDefault();

    /// <summary>The state that goes with an answer: shipping and keeping are both decisions, waiting is not yet one.</summary>
    public static VerdictKind KindOf(ExperimentReading reading, TreatmentReading treatment) =>
        reading.Split is { Holds: false } ? VerdictKind.Critical
        : treatment.Decision.Answer switch { ExperimentAnswer.Ship => VerdictKind.Healthy, ExperimentAnswer.Keep => VerdictKind.Warning, _ => VerdictKind.Undecided };

    /// <summary>The primary metric over the looks with its confidence sequence.</summary>
    public static TimeChart Looks(ExperimentReading reading, TreatmentReading treatment, TimeZoneInfo zone, Words words)
    {
        var looks = treatment.Looks;
        var step = Math.Max(1, (int)Math.Ceiling(looks.Count / 6.0));
        var margin = reading.Definition.Primary is var primary && primary.Margin != 0 ? (primary.HigherIsBetter ? primary.Margin : -primary.Margin) : (double?)null;
        List<ChartLine> lines = [new ChartLine(0, words.NoDifference, "ink-3")];
        if (margin is { } worth) lines.Add(new ChartLine(worth, words.WorthIt, "healthy"));
        var decided = treatment.DecidedAt is { } at ? looks.ToList().FindIndex(look => look.Window.To >= at) : -1;

        // The first looks are so wide that they would flatten all that follow.
        var shown = looks.Select((look, i) => i >= looks.Count / 10 || looks.Count < 20 ? look : null).ToList();
        return new TimeChart(
            [.. looks.Select(look => words.Format.Day(look.Window.From, zone))], [.. Enumerable.Range(0, looks.Count).Where(i => i % step == 0)], reading.Definition.Primary.Kind is ExperimentMetricKind.DecisionRate or ExperimentMetricKind.OutcomeRate or ExperimentMetricKind.Accuracy ? Unit.Points : Unit.Number,
            [new ChartSeries(words.EffectWord, [.. shown.Select(look => look?.Difference)], "accent", [.. shown.Select(look => look?.Low)], [.. shown.Select(look => look?.High)])],
            lines, decided >= 0 ? [new ChartMark(decided, words.Of(treatment.Decision.Answer))] : [], []);
    }
}
