using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Vedetta.Cli.Validating;

/// <summary>
/// Reads a schema written as YAML. Strict: unknown keys, wrong types, repeated names and limits the wrong way round are
/// problems, and all of them are reported at once with their places.
/// </summary>
/// <param name="Schema">The schema; null when anything is wrong.</param>
/// <param name="Problems">Everything that is wrong, in the order of the file.</param>
internal sealed record DataSchemaFile(DataSchema? Schema, IReadOnlyList<SchemaProblem> Problems)
{
    private static readonly string[] Keys = ["rows", "columns", "other_columns"];

    /// <summary>Reads a text.</summary>
    public static DataSchemaFile Parse(string text)
    {
        var problems = new List<SchemaProblem>();
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (Exception broken) when (broken is InvalidOperationException or ArgumentException)
        {
            // The reader loses its way in some damaged texts and says so by these.
            return new DataSchemaFile(null, [new SchemaProblem(1, 1, $"this is not YAML: {broken.Message}")]);
        }
        catch (YamlException broken)
        {
            return new DataSchemaFile(null, [new SchemaProblem(Math.Max(1, broken.Start.Line), Math.Max(1, broken.Start.Column), $"this is not YAML: {broken.Message}")]);
        }

        if (stream.Documents.Count != 1) return new DataSchemaFile(null, [new SchemaProblem(1, 1, stream.Documents.Count == 0 ? "the file is empty; it needs 'columns'" : "one schema a file; this one has several documents")]);
        var schema = Read(stream.Documents[0].RootNode, problems);
        return new DataSchemaFile(problems.Count == 0 ? schema : null, [.. problems.OrderBy(p => p.Line).ThenBy(p => p.Column)]);
    }

    private static DataSchema Read(YamlNode root, List<SchemaProblem> problems)
    {
        var map = new SchemaNode(root, "the schema", Keys, problems);
        var rows = (Min: (long?)null, Max: (long?)null);
        if (map.Child("rows") is { } limits)
        {
            var node = new SchemaNode(limits, "rows", ["min", "max"], problems);
            rows = (node.Whole("min"), node.Whole("max"));
            if (rows.Min > rows.Max) node.Fail(limits, "rows: min lies above max");
        }

        var columns = new List<ColumnRule>();
        if (map.Child("columns") is not YamlSequenceNode { Children.Count: > 0 } list) map.Fail(map.Child("columns") ?? root, "'columns' is missing: a list of columns, each with a name");
        else
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var entry in list.Children)
            {
                var column = ColumnNode.Read(entry, problems);
                if (column is null) continue;
                if (!seen.Add(column.Name)) map.Fail(entry, $"the column '{column.Name}' is described twice");
                columns.Add(column);
            }
        }

        return new DataSchema(rows, columns, map.Word("other_columns", "allowed", "refused") != "refused");
    }
}
