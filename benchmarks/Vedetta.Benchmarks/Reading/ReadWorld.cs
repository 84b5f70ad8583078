using System.Globalization;
using System.Text;
using Vedetta.Storage.DuckDb.Binding;

namespace Vedetta.Benchmarks.Reading;

/// <summary>A data directory with a credit model of 180 days: ten numbers, two categories, a segment, labels of the approved after thirty days.</summary>
internal sealed class ReadWorld : IDisposable
{
    /// <summary>The model.</summary>
    public const string Model = "loans";

    /// <summary>Days of history.</summary>
    public const int Days = 180;

    /// <summary>First moment of the history.</summary>
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // Rows of a file, rows of the store, profiles and the engine's own room, as measured on 5 million rows.
    private const long BytesPerRow = 420;
    private const long Spare = 4L << 30;
    private const long RowsPerFile = 5_000_000;
    private const int ReferenceRows = 50_000;
    private readonly DirectoryInfo _folder;

    private ReadWorld(DirectoryInfo folder) => _folder = folder;

    /// <summary>The data directory.</summary>
    public string Data => Path.Combine(_folder.FullName, "data");

    /// <summary>Bytes of the data directory.</summary>
    public long Bytes => new DirectoryInfo(Data).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);

    /// <summary>Makes a directory with so many rows.</summary>
    /// <exception cref="IOException">The disk has too little room.</exception>
    public static async Task<ReadWorld> MakeAsync(long rows)
    {
        var folder = Directory.CreateTempSubdirectory("vedetta-read-");
        var free = new DriveInfo(folder.FullName).AvailableFreeSpace;
        var needed = (rows * BytesPerRow) + Spare;
        if (free < needed)
        {
            folder.Delete();
            throw new IOException(string.Create(CultureInfo.InvariantCulture, $"{folder.FullName} has {free >> 20:N0} MiB free; {rows:N0} rows need about {needed >> 20:N0} MiB"));
        }

        var world = new ReadWorld(folder);
        try
        {
            await world.DescribeAsync();
            var file = Path.Combine(folder.FullName, "rows.parquet");
            for (long first = 0; first < rows; first += RowsPerFile)
            {
                Write(file, first, Math.Min(RowsPerFile, rows - first), rows);
                ReadServer.Run("import", "predictions", file, "--model", Model, "--data", world.Data, "--json");
                File.Delete(file);
            }

            return world;
        }
        catch
        {
            world.Dispose();
            throw;
        }
    }

    /// <summary>Rows of one moment as NDJSON, with ids of their own.</summary>
    public static string NdJson(int rows, string prefix, DateTimeOffset at)
    {
        var random = new Random(rows);
        var text = new StringBuilder();
        for (var i = 0; i < rows; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{{\"id\":\"{prefix}{i}\",\"at\":\"{at.AddMilliseconds(i):yyyy-MM-dd'T'HH:mm:ss.fff'Z'}\",\"version\":\"1\",\"features\":{{\"region\":\"osh\",\"channel\":\"web\"");
            for (var n = 0; n < 10; n++) text.Append(CultureInfo.InvariantCulture, $",\"number_{n}\":{Math.Round(random.NextDouble() * 100, 2)}");
            text.Append(CultureInfo.InvariantCulture, $"}},\"score\":{Math.Round(random.NextDouble() * 0.4, 4)},\"decision\":\"approve\",\"amount\":1000}}\n");
        }

        return text.ToString();
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);

    private async Task DescribeAsync()
    {
        var file = Path.Combine(_folder.FullName, "reference.parquet");
        Write(file, 0, ReferenceRows, ReferenceRows, days: 30, before: true);
        using var server = ReadServer.Start(Data);
        var numbers = string.Join(',', Enumerable.Range(0, 10).Select(i => string.Create(CultureInfo.InvariantCulture, $"{{\"name\":\"number_{i}\",\"type\":\"numeric\"}}")));
        var description = $$"""
            {"task":"binary","threshold":0.16,"schema":{"columns":[{{numbers}},{"name":"region","type":"categorical","segment":true},{"name":"channel","type":"categorical"}]},
             "outcomes":[{"name":"label","kind":"class","maturity":"P30D"}]}
            """;
        await SendAsync(server, HttpMethod.Put, $"/v1/models/{Model}", new StringContent(description, Encoding.UTF8, "application/json"));
        var rows = new ByteArrayContent(await File.ReadAllBytesAsync(file));
        rows.Headers.ContentType = new("application/vnd.apache.parquet");
        await SendAsync(server, HttpMethod.Post, $"/v1/models/{Model}/reference?version=1", rows);
        File.Delete(file);
        server.Stop();
    }

    private static async Task SendAsync(ReadServer server, HttpMethod method, string path, HttpContent content)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        using var response = await server.Http.SendAsync(request);
        if (!response.IsSuccessStatusCode) throw new InvalidOperationException($"{method} {path}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
    }

    // Scores are a logistic curve of a sum of three even draws; a row is bad with that probability.
    private static void Write(string file, long first, long rows, long all, int days = Days, bool before = false)
    {
        using var database = Database.OpenInMemory(new DatabaseOptions { ExternalAccess = true, Threads = Environment.ProcessorCount, PreserveInsertionOrder = true });
        using var connection = database.Connect();
        var numbers = string.Join(", ", Enumerable.Range(0, 10).Select(i => (i % 3) switch
        {
            0 => FormattableString.Invariant($"(18 + floor(random() * 62))::DOUBLE AS number_{i}"),
            1 => FormattableString.Invariant($"round(20000 * exp(random() + random() - 1), 2) AS number_{i}"),
            _ => FormattableString.Invariant($"round(random() * 100, 2) AS number_{i}"),
        }));
        var start = before ? Start.AddDays(-days) : Start;
        var step = (days * 86_400_000_000.0) / all;
        var labelled = before ? "true" : "decision = 'approve'";
        connection.Execute(string.Create(
            CultureInfo.InvariantCulture,
            $"""
            COPY (
                SELECT * EXCLUDE bad, CASE WHEN {labelled} THEN bad::INT END AS label, CASE WHEN {labelled} THEN ts + INTERVAL 30 DAY END AS label_ts
                FROM (SELECT *, CASE WHEN score < 0.16 THEN 'approve' ELSE 'decline' END AS decision, random() < score AS bad
                    FROM (SELECT '{(before ? "r" : "a")}' || i AS id, TIMESTAMP '{start:yyyy-MM-dd}' + INTERVAL (floor(i * {step:R})::BIGINT) MICROSECOND AS ts, '1' AS version, {numbers},
                        ['bishkek', 'osh', 'naryn', 'talas', 'batken'][1 + floor(random() * 5)::INT] AS region, ['web', 'branch', 'agent'][1 + floor(random() * 3)::INT] AS channel,
                        round(1 / (1 + exp(2.2 - 2.2 * (random() + random() + random() - 1.5))), 6) AS score, (1000 + floor(random() * 90000))::DOUBLE AS amount
                        FROM range({first}, {first + rows}) AS t(i)))
            ) TO '{file.Replace("'", "''", StringComparison.Ordinal)}'
            """));
    }
}
