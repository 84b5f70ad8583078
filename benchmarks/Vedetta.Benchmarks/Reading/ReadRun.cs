using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Vedetta.Benchmarks.Reading;

/// <summary>What was measured over one size.</summary>
/// <param name="Rows">Rows.</param>
/// <param name="Made">Seconds to make and import them.</param>
/// <param name="Counted">Seconds until every score was counted, at rest most of the time.</param>
/// <param name="Gigabytes">Size of the data directory.</param>
/// <param name="Megabytes">Resident memory of the server afterwards.</param>
/// <param name="Pages">Times of the questions.</param>
/// <param name="Day">Milliseconds of evaluating every monitor over one day: median and largest of five.</param>
internal sealed record ReadRun(long Rows, double Made, double Counted, double Gigabytes, double Megabytes, IReadOnlyList<ReadTimes> Pages, (double Median, double Largest) Day)
{
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    /// <summary>Makes the rows, asks, and deletes them.</summary>
    public static async Task<ReadRun> MeasureAsync(long rows, bool cutoffOnly)
    {
        var begun = Stopwatch.GetTimestamp();
        using var world = await ReadWorld.MakeAsync(rows);
        var made = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        using var server = ReadServer.Start(world.Data);
        begun = Stopwatch.GetTimestamp();
        while (!await CountedAsync(server.Http))
        {
            if (Stopwatch.GetElapsedTime(begun) > Patience) throw new TimeoutException("the scores were not counted within an hour");
            await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System);
        }

        var counted = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        var pages = await AskAsync(server.Http, cutoffOnly);
        var day = cutoffOnly ? default : await EvaluateAsync(server.Http);
        var megabytes = server.Megabytes;
        server.Stop();
        var run = new ReadRun(rows, made, counted, world.Bytes / 1e9, megabytes, pages, day);
        Console.WriteLine(run);
        return run;
    }

    /// <summary>Seconds from the start of a process that was killed with -9 in the middle of a commit to its first answer that it is ready.</summary>
    public static async Task<double> StartAfterKillAsync(long rows)
    {
        using var world = await ReadWorld.MakeAsync(rows);
        using (var server = ReadServer.Start(world.Data))
        {
            // Rows that no flush has seen, then the end in the middle of the next ones.
            for (var i = 0; i < 20; i++) (await PostAsync(server.Http, i)).EnsureSuccessStatusCode();
            var last = PostAsync(server.Http, 20);
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
            server.Kill();
            try
            {
                (await last).Dispose();
            }
            catch (HttpRequestException)
            {
                // Killed before it could answer, as meant.
            }
        }

        var begun = Stopwatch.GetTimestamp();
        using var again = ReadServer.Start(world.Data);
        (await again.Http.GetAsync("/readyz")).EnsureSuccessStatusCode();
        var taken = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        again.Stop();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"start after kill -9, {rows:N0} rows: {taken:F2} s"));
        return taken;
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{Rows:N0} rows: made in {Made:F0} s, scores counted after {Counted:F0} s, {Gigabytes:F1} GB on disk, server {Megabytes:F0} MB");
        foreach (var page in Pages) text.AppendLine(CultureInfo.InvariantCulture, $"  {page}");
        if (Day.Largest > 0) text.AppendLine(CultureInfo.InvariantCulture, $"  all monitors of one day: median {Day.Median:F0} ms, largest {Day.Largest:F0} ms");
        return text.ToString().TrimEnd();
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient http, int number) => http.PostAsync(
        $"/v1/models/{ReadWorld.Model}/predictions",
        new StringContent(ReadWorld.NdJson(1_000, string.Create(CultureInfo.InvariantCulture, $"late{number}-"), ReadWorld.Start.AddDays(ReadWorld.Days - 1)), Encoding.UTF8, "application/x-ndjson"));

    private static async Task<bool> CountedAsync(HttpClient http)
    {
        using var answer = JsonDocument.Parse(await http.GetStringAsync($"/v1/models/{ReadWorld.Model}/cutoff"));
        return answer.RootElement.GetProperty("basis").GetProperty("current").GetBoolean();
    }

    private static async Task<IReadOnlyList<ReadTimes>> AskAsync(HttpClient http, bool cutoffOnly)
    {
        const string Page = $"/models/{ReadWorld.Model}";
        const string Api = $"/v1/models/{ReadWorld.Model}";
        var span = string.Create(CultureInfo.InvariantCulture, $"from={ReadWorld.Start:yyyy-MM-dd'T'HH:mm:ss'Z'}&to={ReadWorld.Start.AddDays(ReadWorld.Days):yyyy-MM-dd'T'HH:mm:ss'Z'}");
        static string Tried(int i) => string.Create(CultureInfo.InvariantCulture, $"{0.05 + (i % 40 * 0.005):0.###}");
        var asked = new List<(string, Func<int, string>)>
        {
            ("slider, 180 days", i => $"{Api}/cutoff?{span}&cutoff={Tried(i)}"),
            ("slider, a segment", i => $"{Api}/cutoff?{span}&segment=region:osh&cutoff={Tried(i)}"),
            ("cut-off page", i => $"{Page}/scores?cutoff={Tried(i)}"),
            ("cut-off page, 180 days", i => $"{Page}/scores?from=2026-01-01&to=2026-06-29&cutoff={Tried(i)}"),
        };
        if (!cutoffOnly)
        {
            asked.Insert(0, ("overview page", _ => Page));
            asked.Insert(1, ("drift page", _ => Page + "/drift"));
            asked.Insert(2, ("column page", i => $"{Page}/drift?column=number_{i % 10}"));
        }

        var times = new List<ReadTimes>();
        foreach (var (name, path) in asked) times.Add(await ReadTimes.MeasureAsync(http, name, path));
        return times;
    }

    private static async Task<(double Median, double Largest)> EvaluateAsync(HttpClient http)
    {
        var day = ReadWorld.Start.AddDays(ReadWorld.Days - 1);
        var path = string.Create(CultureInfo.InvariantCulture, $"/v1/models/{ReadWorld.Model}/evaluate?from={day:yyyy-MM-dd'T'HH:mm:ss'Z'}&to={day.AddDays(1):yyyy-MM-dd'T'HH:mm:ss'Z'}");
        var taken = new double[5];
        for (var i = 0; i < taken.Length; i++)
        {
            var begun = Stopwatch.GetTimestamp();
            using var response = await http.PostAsync(path, null);
            if (!response.IsSuccessStatusCode) throw new InvalidOperationException($"{path} answered {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
            taken[i] = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        }

        Array.Sort(taken);
        return (taken[2], taken[^1]);
    }
}
