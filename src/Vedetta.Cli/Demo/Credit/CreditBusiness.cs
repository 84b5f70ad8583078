using Vedetta.Core.Business;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;

namespace Vedetta.Cli.Demo.Credit;

/// <summary>What the lender of the story counts, and what it takes a loan to bring and to cost.</summary>
internal static class CreditBusiness
{
    /// <summary>The plan of the story's model; null for the others, whose decisions and outcomes suggest one.</summary>
    public static BusinessPlan? PlanOf(ModelDefinition model)
    {
        if (!model.Outcomes.Any(outcome => outcome.Name == "default_90")) return null;
        var metrics = new List<BusinessMetric>
        {
            new("applications", "count", "Applications", "Заявки"),
            new("approved", "count(decision = approve)", "Approved", "Одобрено"),
            new("approval_rate", "count(decision = approve) / count", "Approval rate", "Доля одобрений", BusinessUnit.Share, Minimum: 0.5, Maximum: 0.95),
            new("missed_first", "count(label = 1) / count(label is known)", "Missed the first payment", "Пропустили первый платёж", BusinessUnit.Share, BusinessAim.Lower),
            new("margin", "interest * count(label = 0) - loss * count(label = 1) - cost * count(decision = approve)", "Margin, first payment known", "Маржа, первый платёж известен", BusinessUnit.Money, BusinessAim.Higher),
            new("margin_per_loan", "(interest * count(label = 0) - loss * count(label = 1) - cost * count(label is known)) / count(label is known)", "Margin per loan", "Маржа на займ", BusinessUnit.Money, BusinessAim.Higher),
            new("issued", "sum(amount, decision = approve)", "Issued", "Выдано", BusinessUnit.Money),
        };
        if (model.Outcomes.Any(outcome => outcome.Name == "revenue"))
            metrics.Insert(4, new("revenue", "sum(revenue)", "Revenue", "Доход", BusinessUnit.Money, BusinessAim.Higher));
        return new BusinessPlan(
            model.Id, metrics, new Dictionary<string, double>(StringComparer.Ordinal) { ["interest"] = 1_120, ["loss"] = 10_600, ["cost"] = 38 }, "KGS", default, "");
    }

    /// <summary>The monitor that tells the business when first payments are missed more often than usual.</summary>
    public static MonitorDefinition Monitor(ModelId model) => DefaultMonitors.Of(model, "missed-first-payments", MonitorMetric.Business, ["missed_first"]) with
    {
        Baseline = BaselineKind.Trailing, Audience = Audience.Business, Warning = 0.1, Critical = 0.25, Managed = false,
    };
}
