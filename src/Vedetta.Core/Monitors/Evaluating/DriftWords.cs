using Vedetta.Statistics.Drift;

namespace Vedetta.Core.Monitors.Evaluating;

/// <summary>Says in one sentence with numbers how a column drifted. Pure.</summary>
internal static class DriftWords
{
    /// <summary>For example <c>PSI 0.43 [0.40, 0.46], threshold 0.25, n = 3,372, p &lt; 0.0001</c>.</summary>
    public static string Of(JudgedColumn judged, bool critical)
    {
        var result = judged.Result;
        var threshold = critical ? judged.Critical : judged.Warning;
        var parts = new List<string>();
        if (result.Method != DriftMethod.Auto && result.Statistic is { } value)
            parts.Add($"{LabelOf(result.Method)} {Judgement.Digits(value)}{IntervalOf(result)}");
        var effect = judged.Deciding;
        if (effect is not null && (result.Method == DriftMethod.Auto || !Tells(result, effect)))
            parts.Add($"{effect.Name} {Judgement.Digits(effect.Value)}");
        if (threshold is { } limit) parts.Add($"threshold {Judgement.Digits(limit)}");
        parts.Add($"n = {Judgement.Number(result.CurrentRows)}");
        if (judged.AdjustedPValue is { } p) parts.Add(Judgement.Probability(p));
        parts.AddRange(ConstantOf(result));
        if (result.NewCategories.Count > 0) parts.Add($"new: {string.Join(", ", result.NewCategories.Take(3))}");
        return string.Join(", ", parts);
    }

    private static bool Tells(DriftResult result, Effect effect) => result.Statistic is { } value && Math.Abs(effect.Value - value) <= 0.2 * Math.Abs(value);

    private static string IntervalOf(DriftResult result) =>
        result is { Low: { } low, High: { } high } ? $" [{Judgement.Digits(low)}, {Judgement.Digits(high)}]" : "";

    private static IEnumerable<string> ConstantOf(DriftResult result) => result.Constant switch
    {
        ConstantSide.Reference => ["the baseline has one value only"],
        ConstantSide.Current => ["one value only is left"],
        ConstantSide.Different => ["one value only, and another one than in the baseline"],
        _ => [],
    };

    private static string LabelOf(DriftMethod method) => method switch
    {
        DriftMethod.Psi => "PSI",
        DriftMethod.Ks => "KS",
        DriftMethod.Chi2 => "chi-square",
        DriftMethod.Kl => "KL",
        DriftMethod.Js => "JS distance",
        DriftMethod.Wasserstein => "Wasserstein",
        DriftMethod.Hellinger => "Hellinger",
        DriftMethod.Tvd => "TVD",
        _ => DriftMethods.Name(method).Replace('_', ' '),
    };
}
