using Vedetta.Cli.CommandLine;
using Vedetta.Cli.Profiling;
using Vedetta.Cli.Tables;
using Vedetta.Statistics;
using Vedetta.Statistics.Drift;
using Vedetta.Statistics.Drift.Compat;

namespace Vedetta.Cli.Drift;

/// <summary>Compares two files column by column; a column that cannot be compared says why and stops no other.</summary>
/// <param name="Reference">What is compared with.</param>
/// <param name="Current">What is looked at.</param>
/// <param name="Compared">Which columns.</param>
/// <param name="Method">How.</param>
internal sealed record FileComparison(ITableFile Reference, ITableFile Current, ComparedColumns Compared, DriftMethod Method)
{
    /// <summary>Whether a picture of every column is made.</summary>
    public bool Pictures { get; init; }

    /// <summary>Told how many columns are done.</summary>
    public IProgress<long>? Progress { get; init; }

    /// <summary>The tool whose definitions are followed; null for ours.</summary>
    public Compatibility? As { get; init; }

    /// <summary>Compares and judges; the columns are one family, and the worst comes first.</summary>
    public DriftReport Run(CancellationToken cancel)
    {
        var names = Compared.Choose(Reference.Columns, Current.Columns);
        var options = DriftOptions.Default with { Columns = Math.Max(1, names.Count) };
        var lines = new ComparedColumn[names.Count];
        if (DriftMethods.IsMultivariate(Method) && (Reference is ProfileTableFile || Current is ProfileTableFile))
            throw new UsageException($"--method {DriftMethods.Name(Method)} compares rows, and a profile has none: give both files");
        var whole = DriftMethods.IsMultivariate(Method) && As is null ? new WholeTables(names.Count, Reference.Rows, Current.Rows, Method) : null;
        var done = 0;
        ColumnGroups.Of(names, Reference, Current).ForEach(
            (at, reference, current) =>
            {
                var sides = new ColumnSides(names[at], reference, current, Compared.IsClassCode(names[at], Reference.Columns));
                whole?.Take(at, sides);
                lines[at] = As is { } tool ? CompatLine.Of(sides, tool, Method) : ComparedColumn.Of(sides, Method, options, Pictures);
                Progress?.Report(Interlocked.Increment(ref done));
            },
            cancel);

        var family = lines.Where(l => l is { Result: not null, Judged: null }).Select(l => (l.Name, Result: l.Result!)).ToArray();
        var judged = DriftJudge.Judge(family).ToDictionary(j => j.Column, StringComparer.Ordinal);
        foreach (var line in lines)
        {
            if (line.Judged is { } own) judged[line.Name] = own;
        }

        var said = lines.Select(line => judged.TryGetValue(line.Name, out var column)
            ? new DriftLine(line.Name, line.Type, column.Result.Method, column, column.Verdict) { Picture = line.Picture }
            : new DriftLine(line.Name, line.Type, Method, null, new Verdict.Undecided(line.Problem!)));
        return new DriftReport(Reference.Rows, Current.Rows, [.. said.OrderBy(Rank).ThenByDescending(l => l.Judged?.Excess ?? 0)]) { Whole = whole?.Judge() };
    }

    private static int Rank(DriftLine line) => line.Verdict.Kind switch
    {
        VerdictKind.Critical => 0,
        VerdictKind.Warning => 1,
        VerdictKind.Healthy => 2,
        _ => 3,
    };
}
