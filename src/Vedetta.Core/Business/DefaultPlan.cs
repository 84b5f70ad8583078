using Vedetta.Core.Explaining;
using Vedetta.Core.Models;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Business;

/// <summary>The business metrics a model has before anybody writes any: what its decisions, amounts and outcomes tell. Pure.</summary>
public static class DefaultPlan
{
    /// <summary>Who changed a plan nobody wrote.</summary>
    public const string By = "vedetta";

    /// <summary>The plan.</summary>
    /// <param name="model">The model.</param>
    /// <param name="latest">Profiles of its latest rows: they tell which decisions there are.</param>
    /// <param name="hasAmount">Whether rows carry an amount.</param>
    public static BusinessPlan Of(ModelDefinition model, IReadOnlyDictionary<string, ColumnProfile> latest, bool hasAmount)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(latest);
        var metrics = new List<BusinessMetric> { new("applications", "count", "Applications", "Заявки") };
        var decision = latest.GetValueOrDefault("decision") is CategoricalProfile decisions ? decisions.Counts.Keys.FirstOrDefault(ApprovalShare.IsApproval) : null;
        if (decision is not null)
        {
            metrics.Add(new("approved", $"count(decision = {Quoted(decision)})", "Approved", "Одобрено"));
            metrics.Add(new("approval_rate", $"count(decision = {Quoted(decision)}) / count(decision is known)", "Approval rate", "Доля одобрений", BusinessUnit.Share));
            if (hasAmount) metrics.Add(new("issued", $"sum(amount, decision = {Quoted(decision)})", "Issued", "Выдано", BusinessUnit.Money));
        }
        else if (hasAmount)
        {
            metrics.Add(new("amount", "sum(amount)", "Amount", "Сумма", BusinessUnit.Money));
        }

        foreach (var outcome in model.Outcomes)
        {
            var name = Quoted(outcome.Name);
            if (outcome.Kind == OutcomeKind.Class && model.Task == ModelTask.Binary)
                metrics.Add(new(Named(outcome.Name, "_rate"), $"count({name} = {Quoted(model.PositiveClass ?? "1")}) / count({name} is known)", $"Share of {outcome.Name}", $"Доля {outcome.Name}", BusinessUnit.Share, BusinessAim.Lower));
            else if (outcome.Kind == OutcomeKind.Value)
                metrics.AddRange([
                    new(Named(outcome.Name, ""), $"sum({name})", Capital(outcome.Name), Capital(outcome.Name), BusinessUnit.Money, BusinessAim.Higher),
                    new(Named(outcome.Name, "_per_application"), $"sum({name}) / count", $"{Capital(outcome.Name)} per application", $"{Capital(outcome.Name)} на заявку", BusinessUnit.Money, BusinessAim.Higher)]);
        }

        return new BusinessPlan(model.Id, [.. metrics.DistinctBy(metric => metric.Name, StringComparer.Ordinal).Take(BusinessRules.MostMetrics)], new Dictionary<string, double>(StringComparer.Ordinal), null, model.CreatedAt, By, Managed: true);
    }

    private static string Quoted(string value) => value.Length > 0 && (char.IsLetter(value[0]) || value[0] == '_') && value.All(c => char.IsLetterOrDigit(c) || c is '_' or '.' or ':')
        && value is not ("and" or "in" or "is" or "not" or "count" or "sum" or "mean" or "nps")
        ? value
        : value.Contains('"', StringComparison.Ordinal) ? $"'{value}'" : $"\"{value}\"";

    private static string Named(string outcome, string suffix) => string.Concat(outcome.Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' ? c : '_')) + suffix;

    private static string Capital(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name[1..].Replace('_', ' ');
}
