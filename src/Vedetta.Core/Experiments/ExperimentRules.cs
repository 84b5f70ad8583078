using Vedetta.Core.Models;
using Vedetta.Core.Monitors;

namespace Vedetta.Core.Experiments;

/// <summary>What a definition must fulfil; all faults come at once. Pure.</summary>
internal static class ExperimentRules
{
    /// <summary>What names may look like.</summary>
    public const string AllowedName = "1 to 100 letters, digits, '.', '_' or '-', beginning with a letter or digit";

    private const int MostArms = 8;
    private const int MostMetrics = 12;

    /// <summary>Kinds that need an outcome.</summary>
    public static bool NeedsOutcome(ExperimentMetricKind kind) => kind is ExperimentMetricKind.OutcomeRate or ExperimentMetricKind.OutcomeMean;

    /// <summary>Kinds that read the model's own answer beside its label.</summary>
    public static bool IsOfModel(ExperimentMetricKind kind) =>
        kind is ExperimentMetricKind.RocAuc or ExperimentMetricKind.Accuracy or ExperimentMetricKind.Brier or ExperimentMetricKind.LogLoss or ExperimentMetricKind.Mae;

    /// <summary>Faults that can be seen without the model.</summary>
    public static IEnumerable<FieldFault> Alone(ExperimentDefinition experiment)
    {
        if (!IsName(experiment.Name)) yield return new("name", $"a name is {AllowedName}");
        if (experiment.Arms.Count is < 2 or > MostArms) yield return new("arms", $"an experiment has 2 to {MostArms} arms, the control first");
        if (experiment.By == ArmsBy.Shadow && experiment.Arms.Count > 2) yield return new("arms", "a shadow comparison has two arms: the version that decides and its shadow");
        if (experiment.Arms.Select(a => a.Name).Distinct(StringComparer.Ordinal).Count() < experiment.Arms.Count) yield return new("arms", "two arms have the same name");
        if (experiment.Arms.Any(a => a.Name.Length is 0 or > 200)) yield return new("arms", "an arm has a name: a variant, a version or a shadow");
        if (experiment.Arms.Any(a => !(a.Share > 0 && double.IsFinite(a.Share)))) yield return new("arms", "a share is above 0; shares are scaled to 1");
        if (experiment.To <= experiment.From) yield return new("to", "'to' lies after 'from'");
        if (!(experiment.Alpha is > 0 and <= 0.5)) yield return new("alpha", "above 0 and at most 0.5");
        if (experiment.MinimumSample is < 10 or > 1_000_000_000) yield return new("minimum_sample", "from 10 to 1,000,000,000 units an arm");
        if (experiment.ExpectedEffect is { } effect && !(effect > 0 && double.IsFinite(effect))) yield return new("expected_effect", "above 0, in units of the primary metric");
        if (experiment.Metrics.Count > MostMetrics) yield return new("guardrails", $"at most {MostMetrics} metrics together");
        foreach (var (field, metric) in Fields(experiment))
        {
            if (metric.Kind == ExperimentMetricKind.DecisionRate && string.IsNullOrEmpty(metric.Decision)) yield return new($"{field}.decision", "say which decision is counted, for example approve");
            if (metric.Kind != ExperimentMetricKind.DecisionRate && metric.Decision is not null) yield return new($"{field}.decision", "only a decision_rate has a decision");
            if (NeedsOutcome(metric.Kind) && string.IsNullOrEmpty(metric.Outcome)) yield return new($"{field}.outcome", "say which outcome");
            if (!double.IsFinite(metric.Margin)) yield return new($"{field}.margin", "a finite number");
            if (field.StartsWith("guardrails", StringComparison.Ordinal) && metric.Margin < 0) yield return new($"{field}.margin", "the largest loss accepted is not negative");
            if (experiment.By == ArmsBy.Shadow && !(IsOfModel(metric.Kind) && metric.Kind != ExperimentMetricKind.Mae))
                yield return new($"{field}.metric", "a shadow never acts, so only the scores compare: roc_auc, accuracy, brier, log_loss");
        }
    }

    /// <summary>Faults that need the model.</summary>
    public static IEnumerable<FieldFault> AgainstModel(ExperimentDefinition experiment, ModelDefinition model)
    {
        foreach (var (field, metric) in Fields(experiment))
        {
            var kind = metric.Kind is ExperimentMetricKind.OutcomeMean or ExperimentMetricKind.Mae ? OutcomeKind.Value : OutcomeKind.Class;
            if (metric.Kind != ExperimentMetricKind.DecisionRate && !(metric.Kind == ExperimentMetricKind.Mae && metric.Outcome is null))
            {
                var name = metric.Outcome ?? OutcomeDefinition.Label.Name;
                var known = model.Outcomes.FirstOrDefault(o => string.Equals(o.Name, name, StringComparison.Ordinal));
                var fitting = string.Join(", ", model.Outcomes.Where(o => o.Kind == kind).Select(o => o.Name));
                if (known is null || known.Kind != kind)
                    yield return new($"{field}.outcome", $"'{name}' is no {EnumWords.Of(kind)} outcome of '{model.Id}'; there are {(fitting.Length > 0 ? fitting : "none")}");
            }

            if (metric.Kind is ExperimentMetricKind.RocAuc or ExperimentMetricKind.Brier or ExperimentMetricKind.LogLoss && model.Task != ModelTask.Binary)
                yield return new($"{field}.metric", $"{EnumWords.Of(metric.Kind)} is of binary models");
            if (metric.Kind is ExperimentMetricKind.Brier or ExperimentMetricKind.LogLoss && model.Score.Kind != ScoreKind.Probability)
                yield return new($"{field}.metric", $"{EnumWords.Of(metric.Kind)} needs a score that is a probability");
            if (metric.Kind == ExperimentMetricKind.Mae && model.Task != ModelTask.Regression) yield return new($"{field}.metric", "mae is of regression models");
            if (metric.Kind == ExperimentMetricKind.Accuracy && model.Task == ModelTask.Regression) yield return new($"{field}.metric", "accuracy is of models that name a class");
        }

        if (experiment.Covariate is { } covariate && model.Schema.Find(covariate) is not { Type: ColumnType.Numeric })
            yield return new("covariate", $"'{covariate}' is no numeric column of '{model.Id}'");
    }

    private static IEnumerable<(string Field, ExperimentMetric Metric)> Fields(ExperimentDefinition experiment)
    {
        yield return ("primary", experiment.Primary);
        for (var i = 0; i < experiment.Guardrails.Count; i++) yield return (Text($"guardrails[{i}]"), experiment.Guardrails[i]);
        for (var i = 0; i < experiment.Also.Count; i++) yield return (Text($"also[{i}]"), experiment.Also[i]);
    }

    private static bool IsName(string name) => name.Length is >= 1 and <= 100 && char.IsAsciiLetterOrDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');

    private static string Text(FormattableString text) => text.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
