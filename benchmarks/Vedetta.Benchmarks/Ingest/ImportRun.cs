using System.Diagnostics;
using System.Globalization;
using Vedetta.Storage.DuckDb.Binding;

namespace Vedetta.Benchmarks.Ingest;

/// <summary><c>vedetta import predictions FILE.parquet --data DIR</c>, whole process: start, rows, profiles, monitors, end.</summary>
internal static class ImportRun
{
    /// <summary>Seconds of wall time and of processor time, and peak memory, for a file of so many rows.</summary>
    public static Files.ProgramRun Measure(int rows)
    {
        var folder = Directory.CreateTempSubdirectory("vedetta-import-");
        try
        {
            var file = Path.Combine(folder.FullName, "rows.parquet");
            Write(file, rows);
            var info = ServerProcess.Program("import", "predictions", file, "--model", "imported", "--create", "--data", Path.Combine(folder.FullName, "data"), "--json");
            return Files.ProgramRun.Of(info.FileName, [.. info.ArgumentList]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Write(string file, int rows)
    {
        using var database = Database.OpenInMemory(new DatabaseOptions { ExternalAccess = true, Threads = Environment.ProcessorCount });
        using var connection = database.Connect();
        var numbers = Enumerable.Range(0, IngestRows.Numbers).Select(i => string.Create(CultureInfo.InvariantCulture, $"{Number(i)} AS number_{i}"));
        var categories = Enumerable.Range(0, IngestRows.Categories).Select(i => string.Create(
            CultureInfo.InvariantCulture, $"['bishkek', 'osh', 'naryn', 'talas', 'batken', 'chuy'][1 + floor(random() * 6)::INT] AS category_{i}"));
        connection.Execute(string.Create(
            CultureInfo.InvariantCulture,
            $"""
            COPY (SELECT 'request-' || i AS id, TIMESTAMP '2026-01-01' + INTERVAL (i * {30 * 86_400_000_000L / rows}) MICROSECOND AS ts, '3' AS version,
                {string.Join(", ", numbers.Concat(categories))}, round(random(), 6) AS score, 'approve' AS decision
                FROM range({rows}) AS t(i)) TO '{file}'
            """));
    }

    private static string Number(int column) => (column % 4) switch
    {
        0 => "(18 + floor(random() * 62))::DOUBLE",
        1 => "round(20000 * exp(random() + random() - 1), 2)",
        2 => "round(random(), 4)",
        _ => "round(random() * 1000, 3)",
    };
}
