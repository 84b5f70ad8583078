using System.Globalization;

namespace Vedetta.Core.Explaining;

/// <summary>Explanations as English sentences, for the API and for notifications; pages make their own in the reader's language. Pure.</summary>
public static class ExplanationWords
{
    /// <summary>The first sentence: the most telling cause, or that none was found.</summary>
    public static string Summary(Explanation explanation)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        if (explanation.Causes.Count > 0) return Sentence(explanation.Causes[0]);
        var looked = explanation.Checks.Where(check => check.Result != CheckResult.NoData).Select(check => Of(check.Kind)).ToList();
        return looked.Count == 0 ? "No cause found: there were no data to look at" : $"No cause found; looked at {string.Join(", ", looked)}";
    }

    /// <summary>One cause.</summary>
    public static string Sentence(Cause cause)
    {
        ArgumentNullException.ThrowIfNull(cause);
        return cause.Kind switch
        {
            CauseKind.Missing => $"{cause.Column} is missing in {Percent(cause.Now)} of the rows{Usual(cause)}",
            CauseKind.Constant => $"{cause.Column} has one value in all rows",
            CauseKind.TypeErrors => $"{Percent(cause.Now)} of the values of {cause.Column} are of the wrong type{Usual(cause)}",
            CauseKind.OutOfRange => $"{Percent(cause.Now)} of the values of {cause.Column} lie outside its range{Usual(cause)}",
            CauseKind.NewCategories => $"{cause.Column} has new categories ({cause.Name}) in {Percent(cause.Now)} of the rows",
            CauseKind.Scaled => $"every value of {cause.Column} is about {Number(cause.Now)} times what it was{(cause.Name.Length > 0 ? ", as after a change of units" : "")}",
            CauseKind.Release => cause.Segment.Length > 0
                ? $"version {cause.Name} took over, and only its rows changed"
                : $"version {cause.Name} took over at the same time",
            CauseKind.SchemaChange => $"the model's description was edited at the same time by {cause.Name}",
            CauseKind.Season => $"the same period a {cause.Name} before looks alike: it comes with the calendar",
            CauseKind.Mix => $"other rows come than before: {Percent(cause.Share)} of the change is the mix of {cause.Name}, {Named(cause.Segment)} went from {Percent(cause.Before)} to {Percent(cause.Now)}",
            CauseKind.Inside => $"the change is inside {cause.Name} = {Named(cause.Segment)}, which makes {Percent(cause.Share)} of it",
            _ => $"{cause.Column} moved at the same time, {Number(cause.Now)} times its threshold",
        };
    }

    /// <summary>One effect.</summary>
    public static string Sentence(Effect effect)
    {
        ArgumentNullException.ThrowIfNull(effect);
        var interval = effect is { Low: { } low, High: { } high } ? effect.Kind == EffectKind.Business ? $" [{Number(low)}, {Number(high)}]" : $" [{Points(low)}, {Points(high)}]" : "";
        return effect.Kind switch
        {
            EffectKind.ApprovalRate => $"approved: {Percent(effect.Now)} now, {Percent(effect.Before)} before, {Points(effect.Change)}{interval} percentage points",
            EffectKind.ApprovalRateByColumn => $"if only {effect.Name} had moved, approvals would change by {Points(effect.Change)}{interval} percentage points",
            EffectKind.EstimatedMetric => $"{effect.Name}, estimated: {Number(effect.Now)} now, {Number(effect.Before)} before",
            _ => $"{effect.Name}: {Number(effect.Now)} now, {Number(effect.Before)} before{interval}",
        };
    }

    /// <summary>What was looked at.</summary>
    public static string Of(CheckKind kind) => kind switch
    {
        CheckKind.DataFaults => "data faults",
        CheckKind.Scale => "units",
        CheckKind.Release => "versions",
        CheckKind.Schema => "edits of the description",
        CheckKind.LastWeek => "the week before",
        CheckKind.LastMonth => "the month before",
        CheckKind.LastYear => "the year before",
        CheckKind.Segments => "the mix of segments",
        _ => "the columns the model reads",
    };

    private static string Usual(Cause cause) => cause.Before is { } before ? $", {Percent(before)} before" : "";

    private static string Named(string segment) => segment.Length == 0 ? "missing" : segment;

    private static string Percent(double? share) => share is { } value ? Monitors.Evaluating.Judgement.Percent(value) : "–";

    private static string Number(double? value) => value is { } number ? Monitors.Evaluating.Judgement.Digits(number) : "–";

    private static string Points(double difference) => (difference * 100).ToString("+0.0;−0.0;0.0", CultureInfo.InvariantCulture);
}
