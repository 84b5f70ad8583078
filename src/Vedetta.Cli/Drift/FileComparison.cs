using System.Globalization;
using Vedetta.Cli.Tables;
using Vedetta.Core.Ingestion.Buffers;
using Vedetta.Core.Models;
using Vedetta.Statistics;
using Vedetta.Statistics.Drift;

namespace Vedetta.Cli.Drift;

/// <summary>Compares two tables column by column; a column that cannot be compared says why and stops no other.</summary>
internal static class FileComparison
{
    /// <summary>Compares and judges; the columns are one family, and the worst comes first.</summary>
    public static DriftReport Compare(Table reference, Table current, ComparedColumns compared, DriftMethod method)
    {
        var names = compared.Choose(reference, current);
        var sides = names.Select(name => Side.Of(name, reference, current, compared.IsClassCode(name, reference))).ToArray();
        var options = DriftOptions.Default with { Columns = Math.Max(1, sides.Length) };
        var results = new DriftResult?[sides.Length];
        Parallel.For(0, sides.Length, i => results[i] = sides[i].Problem is null ? sides[i].Compare(method, options) : null);

        var family = sides.Zip(results).Where(x => x.Second is not null).Select(x => (x.First.Column, Result: x.Second!)).ToArray();
        var judged = DriftJudge.Judge(family).ToDictionary(j => j.Column, StringComparer.Ordinal);
        var lines = sides.Select(side => judged.TryGetValue(side.Column, out var column)
            ? new DriftLine(side.Column, side.Type, column.Result.Method, column, column.Verdict)
            : new DriftLine(side.Column, side.Type, method, null, new Verdict.Undecided(side.Problem!)));
        return new DriftReport(reference.Rows, current.Rows, [.. lines.OrderBy(Rank).ThenByDescending(l => l.Judged?.Excess ?? 0)]);
    }

    private static int Rank(DriftLine line) => line.Verdict.Kind switch
    {
        VerdictKind.Critical => 0,
        VerdictKind.Warning => 1,
        VerdictKind.Healthy => 2,
        _ => 3,
    };

    private sealed record Side(string Column, ColumnType Type, TableColumn? Before, TableColumn? After, bool AsCodes, string? Problem)
    {
        public static Side Of(string name, Table reference, Table current, bool asCodes)
        {
            var (before, after) = (reference.Find(name), current.Find(name));
            var problem = before is null ? $"the reference has no column '{name}'"
                : after is null ? $"{current.Name} has no column '{name}'"
                : before.Problem is { } old ? $"{reference.Name}: {old}"
                : after.Problem is { } now ? $"{current.Name}: {now}"
                : null;
            var type = asCodes ? ColumnType.Categorical : (before ?? after)!.Type;
            if (problem is null && !asCodes && before!.Numbers is not null && after!.Numbers is null && after.Categories!.Dictionary.Count > 0)
                problem = $"numeric in the reference, but {current.Name} holds texts such as '{Clip(after.Categories.Dictionary[0])}'";
            return new Side(name, type, before, after, asCodes, problem);
        }

        public DriftResult Compare(DriftMethod method, DriftOptions options)
        {
            var numeric = !AsCodes && Before!.Numbers is not null;
            var fitting = DriftMethods.For(method, numeric);
            return numeric
                ? Comparison.Of(fitting, NumericSample.From(Before!.Numbers!.Values), NumericSample.From(After!.Numbers!.Values), options)
                : Comparison.Of(fitting, Counts(Before!), Counts(After!), options);
        }

        private static CategoricalSample Counts(TableColumn column)
        {
            if (column.Categories is not { } categories)
                return CategoricalSample.From(column.Numbers!.Values.ToArray().Select(v => double.IsNaN(v) ? null : v.ToString("R", CultureInfo.InvariantCulture)));
            var counts = new long[categories.Dictionary.Count];
            long missing = 0;
            foreach (var code in categories.Codes)
            {
                if (code == CategoryBuffer.Missing) missing++;
                else counts[code]++;
            }

            return new CategoricalSample(categories.Dictionary.Select((text, code) => (text, code)).ToDictionary(x => x.text, x => counts[x.code], StringComparer.Ordinal), missing);
        }

        private static string Clip(string text) => text.Length <= 24 ? text : text[..24] + "...";
    }
}
