using Vedetta.Core.Business;
using Vedetta.Core.Models;
using Vedetta.Core.Time;

namespace Vedetta.Core.Explaining;

/// <summary>What business metrics did while something was bad, against the four weeks before.</summary>
internal sealed class BusinessEffects(BusinessService business)
{
    private const int DaysBefore = 28;
    private const int Most = 3;

    /// <summary>Metrics of which somebody said what is good, those that surely changed first; empty while no daily values are kept.</summary>
    /// <param name="model">The model.</param>
    /// <param name="bad">From the first to the latest bad window.</param>
    /// <param name="cancel">Stops the reading.</param>
    public async ValueTask<IReadOnlyList<Effect>> OfAsync(ModelId model, Window bad, CancellationToken cancel)
    {
        var plan = await business.PlanAsync(model, cancel);
        var days = await business.DaysAsync(model, new Window(bad.From.AddDays(-DaysBefore), bad.To), cancel);
        var (before, now) = (days.Where(day => day.Day.To <= bad.From).ToList(), days.Where(day => day.Day.To > bad.From).ToList());
        if (before.Count == 0 || now.Count == 0) return [];
        var found = new List<Effect>();
        foreach (var metric in plan.Metrics.Where(metric => metric.Better != BusinessAim.None))
        {
            var effect = BusinessValues.Effect(metric, BusinessValues.IsRatio(metric), BusinessValues.Over(before, metric.Name, ""), BusinessValues.Over(now, metric.Name, ""));
            if (effect is not { Control: { } was, Treatment: { } is_, Difference: { } change } || effect.Complete < BusinessValues.EnoughMature) continue;
            found.Add(new Effect(EffectKind.Business, metric.Title ?? metric.Name, was, is_, change, effect.Low, effect.High, effect.TreatmentRows, IsShare: metric.Unit == BusinessUnit.Share));
        }

        return [.. found.OrderByDescending(effect => effect.IsSure).Take(Most)];
    }
}
