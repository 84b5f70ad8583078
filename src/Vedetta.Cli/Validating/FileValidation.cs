using System.Globalization;
using Vedetta.Cli.Tables;
using Vedetta.Core.Models;

namespace Vedetta.Cli.Validating;

/// <summary>Checks a file against a schema, its columns a few at a time.</summary>
internal static class FileValidation
{
    /// <summary>Different texts a column may hold and still be checked.</summary>
    public const int MostTexts = 50_000_000;

    /// <summary>Types to read by: texts stay texts however they look, and numbers are read as what they are, so that each wrong one is found.</summary>
    public static IReadOnlyDictionary<string, ColumnType> Types(DataSchema schema) =>
        schema.Columns.Where(c => c.Type is not (null or ColumnType.Numeric)).ToDictionary(c => c.Name, _ => ColumnType.Categorical, StringComparer.Ordinal);

    /// <summary>Checks everything.</summary>
    public static Validation Run(ITableFile file, DataSchema schema, IProgress<long> progress, CancellationToken cancel)
    {
        var present = schema.Columns.Where(c => file.Columns.Contains(c.Name)).ToArray();
        var found = new IReadOnlyList<Violation>[present.Length];
        var done = 0;
        ColumnGroups.ForEach(
            file,
            [.. present.Select(c => c.Name)],
            (at, column) =>
            {
                found[at] = [.. ColumnCheck.Of(present[at], column, file.Rows)];
                progress.Report(Interlocked.Increment(ref done));
            },
            cancel);
        return new Validation(file.Rows, [.. OfFile(file, schema), .. found.SelectMany(v => v)]);
    }

    private static IEnumerable<Violation> OfFile(ITableFile file, DataSchema schema)
    {
        if (file.Rows < schema.Rows.Min) yield return Rows($"{file.Rows:N0} rows, at least {schema.Rows.Min:N0} are needed");
        if (file.Rows > schema.Rows.Max) yield return Rows($"{file.Rows:N0} rows, at most {schema.Rows.Max:N0} are allowed");
        foreach (var column in schema.Columns)
            if (column.Required && !file.Columns.Contains(column.Name)) yield return new Violation(column.Name, "required", 1, [], "the file has no such column");
        if (schema.OtherColumns) yield break;
        foreach (var name in file.Columns)
            if (schema.Columns.All(c => c.Name != name)) yield return new Violation(name, "other_columns", 1, [], "the schema does not know this column");

        static Violation Rows(FormattableString message) => new(null, "rows", 1, [], message.ToString(CultureInfo.InvariantCulture));
    }
}
