using System.Globalization;

namespace Vedetta.Statistics.Experiments;

/// <summary>What a rule fixed beforehand says of an experiment.</summary>
public enum ExperimentAnswer
{
    /// <summary>The treatment is better and harms nothing that was to be guarded.</summary>
    Ship,

    /// <summary>The control stays.</summary>
    Keep,

    /// <summary>It cannot be said yet, or the experiment itself is broken.</summary>
    Wait,
}

/// <summary>A metric that must not get worse by more than a margin.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Effect">Effect on it, treatment less control.</param>
/// <param name="Margin">Largest loss accepted, in units of the metric; not negative.</param>
/// <param name="HigherIsBetter">Whether more of it is good.</param>
public sealed record Guardrail(string Name, ArmEffect Effect, double Margin, bool HigherIsBetter)
{
    /// <summary>True when even the bad end of the interval stays inside the margin: not inferior.</summary>
    public bool Holds => HigherIsBetter ? Effect.Interval.Low > -Margin : Effect.Interval.High < Margin;

    /// <summary>True when even the good end of the interval lies beyond the margin: inferior for certain.</summary>
    public bool Broken => HigherIsBetter ? Effect.Interval.High < -Margin : Effect.Interval.Low > Margin;
}

/// <summary>The rule: fixed before the first look.</summary>
/// <param name="UnitsPerArm">Units an arm needs with mature outcomes before the interval may be read.</param>
/// <param name="HigherIsBetter">Whether more of the metric is good.</param>
/// <param name="MinimumEffect">Smallest improvement worth shipping, in units of the metric; 0 for any.</param>
public sealed record DecisionRule(long UnitsPerArm, bool HigherIsBetter = true, double MinimumEffect = 0);

/// <summary>An answer with its reasons.</summary>
/// <param name="Answer">Ship, keep or wait.</param>
/// <param name="Reasons">Why, in sentences with numbers.</param>
public sealed record ExperimentDecision(ExperimentAnswer Answer, IReadOnlyList<string> Reasons)
{
    /// <summary>
    /// Decides: a broken split waits whatever the numbers say; immature outcomes wait; a broken guardrail keeps; then the
    /// interval of the metric decides, and guardrails that are not yet certain wait.
    /// </summary>
    /// <param name="rule">The rule.</param>
    /// <param name="split">Sample ratio; null when there are too few units to check it.</param>
    /// <param name="effect">Effect on the metric over units with mature outcomes; null before there is one.</param>
    /// <param name="guardrails">Metrics to be guarded.</param>
    public static ExperimentDecision Of(DecisionRule rule, SampleRatio? split, ArmEffect? effect, IReadOnlyList<Guardrail> guardrails)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(guardrails);
        if (split is { Holds: false })
            return new(ExperimentAnswer.Wait, [Invariant($"the split is broken (sample ratio p {split.PValue:G2}, below {SampleRatio.Gate}): find out why before reading anything")]);
        if (effect is null)
            return new(ExperimentAnswer.Wait, ["no arm has outcomes that are mature yet"]);
        if (guardrails.FirstOrDefault(g => g.Broken) is { } broken)
            return new(ExperimentAnswer.Keep, [Invariant($"{broken.Name} is worse by more than its margin {broken.Margin:G3}: {Text(broken.Effect)}")]);
        var smaller = Math.Min(effect.ControlUnits, effect.TreatmentUnits);
        if (smaller < rule.UnitsPerArm)
            return new(ExperimentAnswer.Wait, [Invariant($"{smaller} units in the smaller arm have mature outcomes, {rule.UnitsPerArm} were agreed")]);
        var (good, bad) = rule.HigherIsBetter ? (effect.Interval.Low, effect.Interval.High) : (-effect.Interval.High, -effect.Interval.Low);
        if (bad < rule.MinimumEffect)
            return new(ExperimentAnswer.Keep, [Invariant($"the gain is certainly below the {rule.MinimumEffect:G3} that is worth it: {Text(effect)}")]);
        if (good <= rule.MinimumEffect)
            return new(ExperimentAnswer.Wait, [Invariant($"the gain may lie on either side of {rule.MinimumEffect:G3}: {Text(effect)}")]);
        var open = guardrails.Where(g => !g.Holds).Select(g => Invariant($"{g.Name} may still be worse by more than its margin {g.Margin:G3}: {Text(g.Effect)}")).ToList();
        return open.Count > 0
            ? new(ExperimentAnswer.Wait, open)
            : new(ExperimentAnswer.Ship, [Invariant($"the gain is above {rule.MinimumEffect:G3}: {Text(effect)}"), .. guardrails.Select(g => Invariant($"{g.Name} holds: {Text(g.Effect)}"))]);
    }

    private static string Text(ArmEffect e) => Invariant($"{e.Difference:G3} [{e.Interval.Low:G3}, {e.Interval.High:G3}], n = {e.ControlUnits} and {e.TreatmentUnits}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
