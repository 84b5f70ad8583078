using System.Text.RegularExpressions;
using Vedetta.Core.Models;
using YamlDotNet.RepresentationModel;

namespace Vedetta.Cli.Validating;

/// <summary>Reads what a column must be like from a schema file.</summary>
internal static class ColumnNode
{
    private static readonly string[] Keys = ["name", "type", "required", "min", "max", "allowed", "max_missing", "unique", "pattern", "min_length", "max_length"];
    private static readonly TimeSpan PatternTime = TimeSpan.FromSeconds(1);

    /// <summary>Reads it; null when it has no name.</summary>
    public static ColumnRule? Read(YamlNode node, List<SchemaProblem> problems)
    {
        var name = node is YamlMappingNode map && map.Children.FirstOrDefault(c => c.Key is YamlScalarNode { Value: "name" }).Value is YamlScalarNode { Value: { Length: > 0 } told } ? told : null;
        var read = new SchemaNode(node, name ?? "a column", Keys, problems);
        if (name is null)
        {
            if (node is YamlMappingNode) read.Fail(node, "a column needs a 'name'");
            return null;
        }

        ColumnType? type = read.Child("type") is null ? null : TypeOf(read.Word("type", "numeric", "categorical", "boolean", "timestamp"));
        var rule = new ColumnRule(name, type)
        {
            Required = read.Flag("required") ?? true,
            Min = read.Number("min"),
            Max = read.Number("max"),
            Allowed = read.Texts("allowed"),
            MaxMissing = read.Number("max_missing"),
            Unique = read.Flag("unique") ?? false,
            Pattern = Pattern(read, name),
            MinLength = (int?)read.Whole("min_length"),
            MaxLength = (int?)read.Whole("max_length"),
        };
        if (rule.Min > rule.Max) read.Fail(read.Child("min")!, $"{name}: min lies above max");
        if (rule.MinLength > rule.MaxLength) read.Fail(read.Child("min_length")!, $"{name}: min_length lies above max_length");
        if (rule.MaxMissing is < 0 or > 1) read.Fail(read.Child("max_missing")!, $"{name}: 'max_missing' is a share from 0 to 1");
        if (type is not (null or ColumnType.Numeric) && (read.Child("min") ?? read.Child("max")) is { } limit) read.Fail(limit, $"{name}: 'min' and 'max' belong to numeric columns");
        if (type == ColumnType.Numeric && (read.Child("pattern") ?? read.Child("min_length") ?? read.Child("max_length")) is { } text) read.Fail(text, $"{name}: 'pattern' and lengths belong to columns of texts");
        return rule;
    }

    private static ColumnType TypeOf(string word) => word switch
    {
        "numeric" => ColumnType.Numeric,
        "boolean" => ColumnType.Boolean,
        "timestamp" => ColumnType.Timestamp,
        _ => ColumnType.Categorical,
    };

    private static Regex? Pattern(SchemaNode read, string name)
    {
        if (read.Text("pattern") is not { } text) return null;
        try
        {
            return new Regex(text, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, PatternTime);
        }
        catch (Exception broken) when (broken is ArgumentException or NotSupportedException)
        {
            read.Fail(read.Child("pattern")!, $"{name}: 'pattern' cannot be used: {broken.Message}");
            return null;
        }
    }
}
