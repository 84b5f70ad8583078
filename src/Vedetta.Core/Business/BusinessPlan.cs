using Vedetta.Core.Models;

namespace Vedetta.Core.Business;

/// <summary>How the values of a business metric are written.</summary>
public enum BusinessUnit
{
    /// <summary>A count or any other number.</summary>
    Number,

    /// <summary>A share, shown in per cent.</summary>
    Share,

    /// <summary>Money in the plan's currency.</summary>
    Money,
}

/// <summary>Which values of a metric are good.</summary>
public enum BusinessAim
{
    /// <summary>Neither.</summary>
    None,

    /// <summary>More is better.</summary>
    Higher,

    /// <summary>Less is better.</summary>
    Lower,
}

/// <summary>A number of interest to the business, computed over predictions and their outcomes.</summary>
/// <param name="Name">Unique within the model.</param>
/// <param name="Value">Its expression (see <see cref="Expressions.ExpressionParser"/>).</param>
/// <param name="Title">What people call it; null means its name.</param>
/// <param name="TitleRu">The same in Russian; null means the title.</param>
/// <param name="Unit">How it is written.</param>
/// <param name="Better">Which values are good.</param>
/// <param name="Minimum">Values surely below it are out of bounds; null for no bound.</param>
/// <param name="Maximum">Values surely above it are out of bounds; null for no bound.</param>
public sealed record BusinessMetric(
    string Name,
    string Value,
    string? Title = null,
    string? TitleRu = null,
    BusinessUnit Unit = BusinessUnit.Number,
    BusinessAim Better = BusinessAim.None,
    double? Minimum = null,
    double? Maximum = null);

/// <summary>The business metrics of a model with the assumptions behind them.</summary>
/// <param name="Model">The model.</param>
/// <param name="Metrics">In the order they are shown.</param>
/// <param name="Assumptions">Numbers that expressions name, for example what a loss costs.</param>
/// <param name="Currency">Name of the money; null where none is shown.</param>
/// <param name="ChangedAt">When somebody changed it.</param>
/// <param name="ChangedBy">Who.</param>
/// <param name="Managed">True while the program chose the metrics by itself.</param>
public sealed record BusinessPlan(
    ModelId Model,
    IReadOnlyList<BusinessMetric> Metrics,
    IReadOnlyDictionary<string, double> Assumptions,
    string? Currency,
    DateTimeOffset ChangedAt,
    string ChangedBy,
    bool Managed = false)
{
    /// <summary>The metric of that name, or null.</summary>
    public BusinessMetric? Find(string name) => Metrics.FirstOrDefault(metric => string.Equals(metric.Name, name, StringComparison.Ordinal));

    /// <summary>Changes whenever a stored daily value could.</summary>
    public string Fingerprint()
    {
        var text = string.Join('\n', Metrics.Select(metric => $"{metric.Name}={metric.Value}")) + '\n'
            + string.Join('\n', Assumptions.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{pair.Key}:{pair.Value:R}")));
        return Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)))[..16];
    }
}
