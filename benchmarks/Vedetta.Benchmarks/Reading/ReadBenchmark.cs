using System.Globalization;
using System.Text;

namespace Vedetta.Benchmarks.Reading;

/// <summary>
/// <c>./bench read [ROWS [SMALL [STARTED]]]</c> and <c>./bench cutoff [ROWS [SMALL]]</c>: pages and questions over real HTTP
/// against the real program, over many rows and over few. At full size the results are written to <c>benchmarks/results</c>.
/// </summary>
internal static class ReadBenchmark
{
    private const long Full = 50_000_000;
    private const long Small = 500_000;
    private const long Started = 10_000_000;

    /// <summary>Overview, drift, column and cut-off; a day's evaluation; the start after kill -9.</summary>
    public static async Task<int> ReadAsync(string[] args)
    {
        var (rows, small, started) = (Size(args, 0, Full), Size(args, 1, Small), Size(args, 2, Started));
        try
        {
            var few = await ReadRun.MeasureAsync(small, cutoffOnly: false);
            var start = await ReadRun.StartAfterKillAsync(started);
            var many = await ReadRun.MeasureAsync(rows, cutoffOnly: false);
            var page = new StringBuilder(Page("read", "Pages over many rows", few, many));
            page.AppendLine(CultureInfo.InvariantCulture, $"| start after kill -9, {started:N0} rows | | | {start * 1000:N0} | | | 5,000 |");
            Write("read.md", rows, page);
            return 0;
        }
        catch (IOException full)
        {
            Console.Error.WriteLine("read: " + full.Message);
            return 2;
        }
    }

    /// <summary>The cut-off slider.</summary>
    public static async Task<int> CutoffAsync(string[] args)
    {
        var (rows, small) = (Size(args, 0, Full), Size(args, 1, Small));
        try
        {
            var few = await ReadRun.MeasureAsync(small, cutoffOnly: true);
            var many = await ReadRun.MeasureAsync(rows, cutoffOnly: true);
            Write("cutoff.md", rows, new StringBuilder(Page("cutoff", "The cut-off slider over many rows", few, many)));
            return 0;
        }
        catch (IOException full)
        {
            Console.Error.WriteLine("cutoff: " + full.Message);
            return 2;
        }
    }

    private static long Size(string[] args, int place, long otherwise) => args.Length > place ? long.Parse(args[place], CultureInfo.InvariantCulture) : otherwise;

    private static string Page(string name, string title, ReadRun few, ReadRun many)
    {
        var page = new StringBuilder();
        page.AppendLine(CultureInfo.InvariantCulture, $"# {title}");
        page.AppendLine();
        page.AppendLine(CultureInfo.InvariantCulture, $"`./bench {name} {many.Rows} {few.Rows}`: the real program on {Environment.ProcessorCount} cores, asked over HTTP on loopback by one client, 100 times a question after 10 to warm up.");
        page.AppendLine("The model has ten numbers, two categories of which one is a segment, a score, decisions, amounts, and labels of the approved after thirty days, over 180 days.");
        page.AppendLine();
        foreach (var run in new[] { few, many })
            page.AppendLine(CultureInfo.InvariantCulture, $"- {run.Rows:N0} rows: made and imported in {run.Made:N0} s, every score counted {run.Counted:N0} s after the start, {run.Gigabytes:F1} GB on disk, server {run.Megabytes:N0} MB.");
        page.AppendLine();
        page.AppendLine(CultureInfo.InvariantCulture, $"| question | p50 of {few.Rows:N0}, ms | p95 | p50 of {many.Rows:N0}, ms | p95 | p95 over p95 | to stay under, ms |");
        page.AppendLine("|---|---:|---:|---:|---:|---:|---:|");
        foreach (var (a, b) in few.Pages.Zip(many.Pages))
            page.AppendLine(CultureInfo.InvariantCulture, $"| {a.Name} | {a.P50:F1} | {a.P95:F1} | {b.P50:F1} | {b.P95:F1} | {b.P95 / a.P95:F2} | {(a.Name.StartsWith("slider", StringComparison.Ordinal) ? 50 : 100)} |");
        if (many.Day.Largest > 0)
            page.AppendLine(CultureInfo.InvariantCulture, $"| all monitors of one day | {few.Day.Median:N0} | {few.Day.Largest:N0} (largest) | {many.Day.Median:N0} | {many.Day.Largest:N0} (largest) | | 2,000 |");
        return page.ToString();
    }

    private static void Write(string file, long rows, StringBuilder page)
    {
        Console.WriteLine(page);
        if (rows >= Full) File.WriteAllText(Path.Combine(RepositoryFolder.Find(), "benchmarks", "results", file), page.ToString());
    }
}
