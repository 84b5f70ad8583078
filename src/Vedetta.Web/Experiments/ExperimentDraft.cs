using System.Globalization;
using Microsoft.AspNetCore.Http;
using Vedetta.Core.Experiments;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;

namespace Vedetta.Web.Experiments;

/// <summary>An experiment as a person writes it into the form: texts until they are read.</summary>
/// <param name="Fields">Texts by field; a field that is not there is empty.</param>
public sealed record ExperimentDraft(IReadOnlyDictionary<string, string> Fields)
{
    /// <summary>The empty form.</summary>
    public static ExperimentDraft Empty { get; } = new(new Dictionary<string, string>(StringComparer.Ordinal));

    /// <summary>The text of a field.</summary>
    public string this[string field] => Fields.GetValueOrDefault(field, "");

    /// <summary>What a form sent.</summary>
    public static ExperimentDraft Of(IFormCollection form) =>
        new(form.Keys.Where(key => !key.StartsWith("__", StringComparison.Ordinal)).ToDictionary(key => key, key => form[key].ToString().Trim(), StringComparer.Ordinal));

    /// <summary>The experiment, or null with every fault of what was written.</summary>
    public ExperimentDefinition? Read(ModelDefinition model, List<FieldFault> faults)
    {
        var (from, to) = (Day("from", model, faults), Day("to", model, faults, after: true));
        if (from is null && this["from"].Length == 0) faults.Add(new FieldFault("from", "the first day of the experiment"));
        var primary = Metric("", "primary", faults) ?? new ExperimentMetric(default);
        if (this["kind"].Length == 0) faults.Add(new FieldFault("primary", "the metric that decides"));
        var guardrail = this["guard_kind"].Length == 0 ? null : Metric("guard_", "guardrails", faults);
        List<ExperimentArm> arms = [new(this["control"], Number("control_share", faults) ?? 1), new(this["treatment"], Number("treatment_share", faults) ?? 1)];
        var experiment = new ExperimentDefinition(
            model.Id, this["name"], this["title"] is { Length: > 0 } title ? title : null, EnumWords.TryParse<ArmsBy>(this["by"], out var by) ? by : ArmsBy.Variant, arms,
            from ?? default, to, primary, guardrail is null ? [] : [guardrail], [], Number("alpha", faults) ?? ExperimentDefinition.UsualAlpha,
            (long)(Number("minimum_sample", faults) ?? ExperimentDefinition.UsualSample), Number("expected_effect", faults), this["covariate"] is { Length: > 0 } covariate ? covariate : null);
        return faults.Count == 0 ? experiment : null;
    }

    private ExperimentMetric? Metric(string prefix, string field, List<FieldFault> faults)
    {
        if (!EnumWords.TryParse<ExperimentMetricKind>(this[prefix + "kind"], out var kind)) return null;
        var usual = ExperimentMetric.UsualDirection(kind);
        var better = this[prefix + "better"];
        if (better.Length == 0 && usual is null) faults.Add(new FieldFault(field + ".better", $"say which direction of {EnumWords.Of(kind)} is better"));
        var needsDecision = kind == ExperimentMetricKind.DecisionRate;
        return new ExperimentMetric(
            kind, needsDecision || this[prefix + "outcome"].Length == 0 ? null : this[prefix + "outcome"], needsDecision && this[prefix + "decision"].Length > 0 ? this[prefix + "decision"] : null,
            better.Length == 0 ? usual ?? true : better == "higher", Number(prefix + "margin", faults) ?? 0, kind == ExperimentMetricKind.OutcomeMean && this[prefix + "per_row"] == "true");
    }

    private double? Number(string field, List<FieldFault> faults)
    {
        if (this[field] is not { Length: > 0 } text) return null;
        if (double.TryParse(text.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)) return number;
        faults.Add(new FieldFault(field, "a number"));
        return null;
    }

    private DateTimeOffset? Day(string field, ModelDefinition model, List<FieldFault> faults, bool after = false)
    {
        if (this[field] is not { Length: > 0 } text) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            var noon = new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc((after ? day.AddDays(1) : day).ToDateTime(new TimeOnly(12, 0)), model.Zone), TimeSpan.Zero);
            return Core.Time.WindowCalendar.At(noon, Core.Time.WindowSize.Day, model.Zone).From;
        }

        faults.Add(new FieldFault(field, "a day such as 2026-09-28"));
        return null;
    }
}
