using Vedetta.Core.Models;
using Vedetta.Core.Profiles;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Monitors.Evaluating;

/// <summary>Which columns of a model are watched: its outputs, then its features in the order of the schema. Pure.</summary>
public static class MonitoredColumns
{
    /// <summary>Stands for every column.</summary>
    public const string Every = "*";

    private static readonly string[] PlainOutputs = ["score", "prediction", "decision"];

    /// <summary>Whether the name is one of the model's own outputs.</summary>
    public static bool IsOutput(string name) =>
        Array.IndexOf(PlainOutputs, name) >= 0 || name.StartsWith("score_", StringComparison.Ordinal);

    /// <summary>Outputs that are present in these profiles, then the features.</summary>
    /// <param name="model">The model.</param>
    /// <param name="present">Names that have profiles.</param>
    public static IReadOnlyList<string> Of(ModelDefinition model, IEnumerable<string> present)
    {
        var names = new HashSet<string>(present, StringComparer.Ordinal);
        var features = model.Schema.Columns.Where(IsFeature).Select(column => column.Name).ToList();
        var outputs = names.Where(name => IsOutput(name) && model.Schema.Find(name) is null).OrderBy(Rank).ThenBy(name => name, StringComparer.Ordinal);
        return [.. outputs, .. features];
    }

    /// <summary>The columns a monitor speaks of among those that are watched.</summary>
    public static IReadOnlyList<string> Of(MonitorDefinition monitor, IReadOnlyList<string> watched) =>
        monitor.Columns is [Every] ? watched : monitor.Columns;

    /// <summary>The type of a column: of the schema, or of its profile for outputs.</summary>
    public static ColumnType TypeOf(ModelDefinition model, string column, ColumnProfile? profile) =>
        model.Schema.Find(column)?.Type ?? (profile is CategoricalProfile || (profile is null && column is "decision") ? ColumnType.Categorical : ColumnType.Numeric);

    private static bool IsFeature(ColumnDefinition column) => column.Role == ColumnRole.Feature && column.Type != ColumnType.Timestamp;

    private static int Rank(string output) => output switch
    {
        "score" => 0,
        "prediction" => 2,
        "decision" => 3,
        _ => 1,
    };
}
