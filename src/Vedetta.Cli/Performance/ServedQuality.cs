using System.Globalization;
using System.Text;
using System.Text.Json;
using Vedetta.Cli.CommandLine;
using Vedetta.Cli.Estimating;
using Vedetta.Cli.Targets;
using Vedetta.Core.Monitors;
using Vedetta.Core.Time;
using Vedetta.Statistics;
using Vedetta.Statistics.Intervals;
using Vedetta.Statistics.Performance;

namespace Vedetta.Cli.Performance;

/// <summary>What is asked of a server.</summary>
/// <param name="Model">The model.</param>
/// <param name="Every">Length of a period; null for a month.</param>
/// <param name="Metrics">Metrics by name; empty for the usual ones.</param>
/// <param name="By">Columns whose every value is a line of its own.</param>
/// <param name="Outcome">The outcome; null for the first that says whether predictions were right.</param>
/// <param name="Version">Only this version; null for all.</param>
/// <param name="From">First moment; null for all.</param>
/// <param name="To">Moment behind the last; null for all.</param>
/// <param name="AsOf">What was known then; null for now.</param>
internal sealed record ServedOrder(string Model, WindowSize? Every, IReadOnlyList<string> Metrics, IReadOnlyList<string> By, string? Outcome, string? Version, string? From, string? To, string? AsOf);

/// <summary>Quality as a server knows it, in the shape the commands print of files.</summary>
internal static class ServedQuality
{
    /// <summary>Realized quality.</summary>
    public static async Task<PerformanceReport> PerformanceAsync(ServerApi api, ServedOrder order, CancellationToken cancel)
    {
        var task = await TaskAsync(api, order.Model, cancel);
        var (series, notes) = await AskAsync(api, order, "realized", cancel);
        PerformanceMetric[] metrics = [.. series.Select(each => each.Metric).Distinct(StringComparer.Ordinal).Select(PerformanceMetrics.Parse)];
        var points = Group(series).Select(group => new PerformancePoint(
            group.Key.Window, group.Key.Segment, (int)group.First().N, (int)group.First().Labelled,
            [.. metrics.Where(metric => group.Any(point => point.Metric == PerformanceMetrics.Name(metric))).Select(metric => KeyValuePair.Create(metric, ValueOf(group.First(point => point.Metric == PerformanceMetrics.Name(metric)))))]));
        return new PerformanceReport(order.Model, task, metrics, [.. points], notes);
    }

    /// <summary>Quality estimated without labels.</summary>
    public static async Task<EstimationReport> EstimateAsync(ServerApi api, ServedOrder order, CancellationToken cancel)
    {
        var task = await TaskAsync(api, order.Model, cancel);
        var (series, notes) = await AskAsync(api, order, "estimated", cancel);
        var points = Group(series.Where(each => each.Segment is null)).Select(group => new EstimatedPoint(
            group.Key.Window.From, group.Key.Window.To, (int)group.First().N, (int)group.First().Labelled,
            [.. group.Select(point => new EstimatedValue(point.Metric, point.Value, point.Low, point.High, VerdictOf(point)))],
            [.. group.Select(point => point.Note).OfType<string>().Distinct(StringComparer.Ordinal)]));
        var reference = series.Where(each => each.Segment is null).DistinctBy(each => each.Metric, StringComparer.Ordinal).Select(each => each.Reference);
        return new EstimationReport(order.Model, task, task == PerformanceTask.Regression ? "dle" : "auto", [.. reference], [.. points], notes);
    }

    private static IEnumerable<IGrouping<(Window Window, string? Segment), ServedPoint>> Group(IEnumerable<ServedSeries> series) =>
        series.SelectMany(each => each.Points).GroupBy(point => (point.Window, point.Segment)).OrderBy(group => group.Key.Window.From).ThenBy(group => group.Key.Segment is not null).ThenBy(group => group.Key.Segment, StringComparer.Ordinal);

    private static async Task<PerformanceTask> TaskAsync(ServerApi api, string model, CancellationToken cancel)
    {
        using var list = await api.SendAsync(HttpMethod.Get, "v1/models", null, cancel);
        var names = list.RootElement.EnumerateArray().ToDictionary(each => each.GetProperty("model").GetString()!, each => each.GetProperty("task").GetString(), StringComparer.Ordinal);
        if (!names.TryGetValue(model, out var task)) throw new UsageException($"no model is named '{model}'{NearMatch.Question(model, [.. names.Keys])}");
        return task switch { "binary" => PerformanceTask.Binary, "multiclass" => PerformanceTask.Multiclass, _ => PerformanceTask.Regression };
    }

    private static async Task<(IReadOnlyList<ServedSeries> Series, IReadOnlyList<string> Notes)> AskAsync(ServerApi api, ServedOrder order, string kind, CancellationToken cancel)
    {
        var (series, notes) = (new List<ServedSeries>(), new List<string>());
        foreach (var by in order.By.Prepend(null))
        {
            using var answer = await api.SendAsync(HttpMethod.Get, Address(order, kind, by), null, cancel);
            var outcome = answer.RootElement.GetProperty("outcome").GetString();
            foreach (var note in answer.RootElement.GetProperty("notes").EnumerateArray())
                if (note.GetString() is { } said && !notes.Contains(said, StringComparer.Ordinal)) notes.Add(said);
            series.AddRange(answer.RootElement.GetProperty("series").EnumerateArray().Select(each => ServedSeries.Of(each, outcome)));
        }

        foreach (var trust in series.Select(each => each.Trust).OfType<string>().Distinct(StringComparer.Ordinal)) notes.Add(trust);
        return (series, notes);
    }

    private static string Address(ServedOrder order, string kind, string? by)
    {
        var address = new StringBuilder($"v1/models/{Uri.EscapeDataString(order.Model)}/performance?kind={kind}&every={EnumWords.Of(order.Every ?? WindowSize.Month)}");
        void Add(string name, string? value)
        {
            if (value is not null) address.Append('&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }

        Add("metric", order.Metrics.Count == 0 ? null : string.Join(',', order.Metrics));
        Add("segment", by is null ? null : by + ":*");
        Add("outcome", order.Outcome);
        Add("version", order.Version);
        Add("from", order.From);
        Add("to", order.To);
        Add("as_of", order.AsOf);
        return address.ToString();
    }

    private static MetricValue ValueOf(ServedPoint point) =>
        new(point.Value, point is { Low: { } low, High: { } high } ? new Interval(low, high) : null, point.Labelled, point.Value is null || point.Low is null ? point.Note ?? point.Reason : point.Note);

    private static Verdict VerdictOf(ServedPoint point) => point.Verdict switch
    {
        "healthy" => new Verdict.Healthy(point.Reason),
        "warning" => new Verdict.Warning(point.Reason ?? ""),
        "critical" => new Verdict.Critical(point.Reason ?? ""),
        _ => new Verdict.Undecided(point.Reason ?? ""),
    };
}

/// <summary>One metric of one segment as a server tells it.</summary>
internal sealed record ServedSeries(string Metric, string? Segment, string? Trust, EstimatedReference Reference, IReadOnlyList<ServedPoint> Points)
{
    /// <summary>Reads a series.</summary>
    public static ServedSeries Of(JsonElement series, string? outcome)
    {
        var (metric, segment) = (series.GetProperty("metric").GetString()!, series.GetProperty("segment").GetString()?.Replace(':', '='));
        ServedPoint[] points = [.. series.GetProperty("points").EnumerateArray().Select(point => ServedPoint.Of(point, metric, segment))];
        var (trusted, said) = (true, (string?)null);
        if (series.TryGetProperty("trust", out var trust) && trust.ValueKind == JsonValueKind.Object)
        {
            trusted = trust.GetProperty("trusted").GetBoolean();
            if (!trusted) said = string.Create(CultureInfo.InvariantCulture, $"{metric}: not trusted since {trust.GetProperty("since").GetDateTimeOffset().UtcDateTime:yyyy-MM-dd}: labels of '{outcome}' lay outside the interval in {trust.GetProperty("misses").GetInt32()} of {trust.GetProperty("windows").GetInt32()} windows");
        }

        var baseline = series.GetProperty("baseline");
        var value = baseline.ValueKind == JsonValueKind.Object ? ServedPoint.Number(baseline, "value") : null;
        var limit = points.LastOrDefault()?.Warning;
        var lower = PerformanceMetrics.Describe(PerformanceMetrics.Parse(metric)).HigherIsBetter is not false;
        return new ServedSeries(metric, segment, said, new EstimatedReference(metric, value, lower ? limit : null, lower ? null : limit, null, trusted), points);
    }
}

/// <summary>One value as a server tells it.</summary>
internal sealed record ServedPoint(
    string Metric, string? Segment, Window Window, long N, long Labelled, double? Value, double? Low, double? High, double? Warning, double? Critical, string Verdict, string? Reason, string? Note)
{
    /// <summary>Reads a point.</summary>
    public static ServedPoint Of(JsonElement point, string metric, string? segment) => new(
        metric, segment, new Window(point.GetProperty("from").GetDateTimeOffset(), point.GetProperty("to").GetDateTimeOffset()), point.GetProperty("n").GetInt64(), point.GetProperty("labelled").GetInt64(),
        Number(point, "value"), Number(point, "low"), Number(point, "high"), Number(point.GetProperty("threshold"), "warning"), Number(point.GetProperty("threshold"), "critical"),
        point.GetProperty("verdict").GetString()!, point.GetProperty("reason").GetString(), point.TryGetProperty("note", out var note) ? note.GetString() : null);

    /// <summary>A number, or null.</summary>
    public static double? Number(JsonElement of, string name) => of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
}
