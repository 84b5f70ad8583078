using Vedetta.Core.Models;

namespace Vedetta.Core.ServiceMetrics;

/// <summary>How the values of a service metric are written.</summary>
public enum ServiceUnit
{
    /// <summary>A number.</summary>
    Number,

    /// <summary>A share of one, shown in per cent.</summary>
    Share,

    /// <summary>Bytes.</summary>
    Bytes,

    /// <summary>Milliseconds.</summary>
    Milliseconds,
}

/// <summary>A metric of the service of a model that a Prometheus measures: processor, memory, saturation, availability.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Query">PromQL that gives one series; <c>$window</c> stands for the length of a window, such as <c>1h</c>.</param>
/// <param name="Unit">How its values are written.</param>
public sealed record ServiceQuery(string Name, string Query, ServiceUnit Unit = ServiceUnit.Number)
{
    /// <summary>Queries a model may have.</summary>
    public const int Most = 12;

    private const int Longest = 2_000;

    /// <summary>Everything wrong with the queries of a model.</summary>
    public static IReadOnlyList<FieldFault> Check(IReadOnlyList<ServiceQuery> queries)
    {
        ArgumentNullException.ThrowIfNull(queries);
        var faults = new List<FieldFault>();
        if (queries.Count > Most) faults.Add(new FieldFault("queries", $"at most {Most}"));
        for (var i = 0; i < queries.Count; i++)
        {
            var query = queries[i];
            if (query.Name.Trim().Length is 0 or > 100) faults.Add(new FieldFault($"queries[{i}].name", "1 to 100 characters"));
            else if (queries.Take(i).Any(other => string.Equals(other.Name, query.Name, StringComparison.Ordinal))) faults.Add(new FieldFault($"queries[{i}].name", $"'{query.Name}' is named twice"));
            if (query.Query.Trim().Length is 0 or > Longest) faults.Add(new FieldFault($"queries[{i}].query", $"PromQL of 1 to {Longest} characters"));
        }

        return faults;
    }
}
