using System.Globalization;
using Vedetta.Cli.CommandLine;
using Vedetta.Cli.Tables;
using Vedetta.Core.Quality;

namespace Vedetta.Cli.Performance;

/// <summary>A column as classes. Numbers that are equal are one class however they are written (1 and 1.0).</summary>
/// <param name="Names">The classes that occur.</param>
/// <param name="Codes">The class of each row; -1 where there is none.</param>
internal sealed record ClassColumn(IReadOnlyList<string> Names, int[] Codes)
{
    private const int MostClasses = 10_000;

    /// <summary>Reads a column.</summary>
    /// <exception cref="UsageException">The column cannot be read, or holds too many values to be classes.</exception>
    public static ClassColumn Of(TableColumn column, string file)
    {
        if (column.Problem is { } problem) throw new UsageException($"{file}: column '{column.Name}' {problem}");
        if (column.Categories is { } texts) return new ClassColumn([.. texts.Dictionary], [.. texts.Codes]);
        var (names, codeOf, codes) = (new List<string>(), new Dictionary<double, int>(), new int[column.Numbers!.Length]);
        for (var row = 0; row < codes.Length; row++)
        {
            var value = column.Numbers[row];
            if (double.IsNaN(value))
            {
                codes[row] = -1;
                continue;
            }

            if (!codeOf.TryGetValue(value, out var code))
            {
                codeOf[value] = code = names.Count;
                names.Add(value.ToString("R", CultureInfo.InvariantCulture));
                if (names.Count > MostClasses) throw new UsageException($"{file}: column '{column.Name}' holds more than {MostClasses:N0} different numbers: these are no classes");
            }

            codes[row] = code;
        }

        return new ClassColumn(names, codes);
    }

    /// <summary>Whether a class that occurs is the one asked for: the same text, or the same number.</summary>
    public static bool Same(string name, string asked) => ClassNames.Same(name, asked);
}
