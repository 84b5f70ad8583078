using Microsoft.AspNetCore.Http;
using Vedetta.Core.Business;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;

namespace Vedetta.Web.Business;

/// <summary>Reads a plan from the form of the plan page: one line per metric and per assumption. Pure.</summary>
internal static class PlanForm
{
    /// <summary>The plan, and what of it cannot be read.</summary>
    public static (BusinessPlan Plan, IReadOnlyList<FieldFault> Faults) Read(ModelId model, IFormCollection form)
    {
        var faults = new List<FieldFault>();
        var metrics = new List<BusinessMetric>();
        var names = form["name"];
        for (var i = 0; i < names.Count; i++)
        {
            // A line without a name and without a value is the empty one at the end, or one that was taken out.
            var (name, value) = (At(form, "name", i), At(form, "value", i));
            if (name is null && value is null) continue;
            var field = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"metrics[{metrics.Count}]");
            metrics.Add(new BusinessMetric(
                name ?? "", value ?? "", At(form, "title", i), At(form, "title_ru", i), Word<BusinessUnit>(form, "unit", i, field, faults), Word<BusinessAim>(form, "better", i, field, faults),
                Number(form, "minimum", i, field, faults), Number(form, "maximum", i, field, faults)));
        }

        var assumptions = new Dictionary<string, double>(StringComparer.Ordinal);
        for (var i = 0; i < form["assumption"].Count; i++)
        {
            if (At(form, "assumption", i) is not { } name) continue;
            if (Number(form, "number", i, $"assumptions.{name}", faults) is { } number) assumptions[name] = number;
            else faults.Add(new FieldFault($"assumptions.{name}", "a number is wanted"));
        }

        return (new BusinessPlan(model, metrics, assumptions, At(form, "currency", 0), default, ""), faults);
    }

    private static string? At(IFormCollection form, string name, int place) => form[name] is var all && place < all.Count && all[place]?.Trim() is { Length: > 0 } text ? text : null;

    private static double? Number(IFormCollection form, string name, int place, string field, List<FieldFault> faults)
    {
        if (At(form, name, place) is not { } text) return null;
        if (BusinessEndpoints.Number(text) is { } number) return number;
        faults.Add(new FieldFault($"{field}.{name}", $"'{text}' is no number"));
        return null;
    }

    private static T Word<T>(IFormCollection form, string name, int place, string field, List<FieldFault> faults)
        where T : struct, Enum
    {
        if (At(form, name, place) is not { } text) return default;
        if (EnumWords.TryParse<T>(text, out var word)) return word;
        faults.Add(new FieldFault($"{field}.{name}", $"'{text}' is not one of {string.Join(", ", EnumWords.All<T>())}"));
        return default;
    }
}
