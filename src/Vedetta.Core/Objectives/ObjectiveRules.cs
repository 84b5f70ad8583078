using Vedetta.Core.Models;

namespace Vedetta.Core.Objectives;

/// <summary>What objectives must be like. Pure.</summary>
public static class ObjectiveRules
{
    /// <summary>Objectives a model may have.</summary>
    public const int Most = 20;

    /// <summary>Everything wrong with the objectives of a model.</summary>
    public static IReadOnlyList<FieldFault> Check(IReadOnlyList<Objective> objectives)
    {
        ArgumentNullException.ThrowIfNull(objectives);
        var faults = new List<FieldFault>();
        if (objectives.Count > Most) faults.Add(new FieldFault("objectives", $"at most {Most}"));
        for (var i = 0; i < objectives.Count; i++)
        {
            var (objective, at) = (objectives[i], $"objectives[{i}]");
            if (!ModelId.TryParse(objective.Name, out _)) faults.Add(new FieldFault($"{at}.name", $"a name is {ModelId.Allowed}"));
            else if (objectives.Take(i).Any(other => string.Equals(other.Name, objective.Name, StringComparison.Ordinal))) faults.Add(new FieldFault($"{at}.name", $"'{objective.Name}' is named twice"));
            if (!(objective.Target is > 0 and < 1)) faults.Add(new FieldFault($"{at}.target", "a share above 0 and below 1, such as 0.995"));
            if (objective.Days is < 3 or > 90) faults.Add(new FieldFault($"{at}.days", "a period of 3 to 90 days"));
            if (objective.Kind == ObjectiveKind.Latency && !(objective.BelowMs is > 0 and < 1e9)) faults.Add(new FieldFault($"{at}.below_ms", "the limit of a latency in milliseconds, above 0"));
            if (objective.Kind != ObjectiveKind.Latency && objective.BelowMs is not null) faults.Add(new FieldFault($"{at}.below_ms", "only a latency has a limit in milliseconds"));
            foreach (var window in BurnThresholds.Windows.Where(window => objective.Burn?.Of(window) is { } threshold && !(threshold is >= 1 and <= 1_000)))
                faults.Add(new FieldFault($"{at}.burn_thresholds.{window}", "a burn rate from 1, at which the budget just lasts, to 1000"));
        }

        return faults;
    }
}
