using System.Globalization;
using System.Text.Json;

namespace Vedetta.EndToEnd.Cases;

/// <summary>Realized quality of a case as a server tells it, against what other programs computed.</summary>
internal sealed class CasePerformance(HttpClient http, string model, CaseFolder folder)
{
    private static readonly Dictionary<string, string> OtherNames = new(StringComparer.Ordinal) { ["mean_error"] = "bias" };
    private readonly Dictionary<(string Period, string Segment, string Metric), double?> _values = [];

    /// <summary>Every line of truth_performance.csv that differs.</summary>
    public async Task<(int Lines, IReadOnlyList<string> Wrong)> CompareAsync(CancellationToken cancel)
    {
        var lines = File.ReadLines(Path.Combine(folder.Path, "truth_performance.csv")).Skip(1).Select(line => line.Split(',')).Where(cells => cells[1] == "champion" && cells[5].Length > 0).ToList();
        var columns = lines.Select(cells => cells[3]).Where(segment => segment.Length > 0).Select(segment => segment[..segment.IndexOf('=', StringComparison.Ordinal)]).Distinct(StringComparer.Ordinal);
        foreach (var every in (string[])[folder.Period, "all"])
        {
            await ReadAsync($"metric=*&every={every}", every, cancel);
            foreach (var column in columns) await ReadAsync($"metric=*&every={every}&segment={Uri.EscapeDataString(column)}:*", every, cancel);
        }

        var (compared, wrong) = (0, new List<string>());
        foreach (var cells in lines)
        {
            var (period, segment, metric) = (cells[2], cells[3], OtherNames.GetValueOrDefault(cells[4], cells[4]));
            if (metric.StartsWith("label_share", StringComparison.Ordinal) || metric is "mean_label" or "mean_prediction") continue;
            var truth = double.Parse(cells[5], CultureInfo.InvariantCulture);
            compared++;
            if (!_values.TryGetValue((period, segment, metric), out var value) || value is null || !(Math.Abs(value.Value - truth) <= Math.Max(1e-9 * Math.Abs(truth), 1e-12)))
                wrong.Add(string.Create(CultureInfo.InvariantCulture, $"{period} {segment} {metric}: {value:R} instead of {truth:R}"));
        }

        return (compared, wrong);
    }

    /// <summary>Every line of truth_asof.csv that differs: what was knowable at a date.</summary>
    public async Task<(int Lines, IReadOnlyList<string> Wrong)> CompareAsOfAsync(CancellationToken cancel)
    {
        var lines = File.ReadLines(Path.Combine(folder.Path, "truth_asof.csv")).Skip(1).Select(line => line.Split(',')).ToList();
        var wrong = new List<string>();
        foreach (var asOf in lines.GroupBy(cells => cells[0]))
        {
            var series = await SeriesAsync($"metric=roc_auc,label_rate,mean_score,positives&every=month&as_of={asOf.Key}", cancel);
            foreach (var cells in asOf)
            {
                Same(cells, "n", cells[2], Point(series, "roc_auc", cells[1]), "n");
                Same(cells, "n_labelled", cells[3], Point(series, "roc_auc", cells[1]), "labelled");
                Same(cells, "positives", cells[4], Point(series, "positives", cells[1]), "value");
                Same(cells, "label_coverage", cells[5], Point(series, "roc_auc", cells[1]), "coverage");
                Same(cells, "label_rate", cells[6], Point(series, "label_rate", cells[1]), "value");
                Same(cells, "mean_score_labelled", cells[8], Point(series, "mean_score", cells[1]), "value");
                Same(cells, "roc_auc_labelled", cells[9], Point(series, "roc_auc", cells[1]), "value");
            }

            // One month more than is known would be there if the question looked ahead.
            var months = series[0].GetProperty("points").GetArrayLength();
            if (months != asOf.Count()) wrong.Add($"{asOf.Key}: {months} months instead of {asOf.Count()}");
        }

        return (lines.Count, wrong);

        void Same(string[] cells, string name, string truth, JsonElement? point, string field)
        {
            var value = point is { } found && found.GetProperty(field) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : (double?)null;
            if (truth.Length == 0 ? value is not null : value is null || !(Math.Abs(value.Value - double.Parse(truth, CultureInfo.InvariantCulture)) <= 1e-9))
                wrong.Add(string.Create(CultureInfo.InvariantCulture, $"{cells[0]} {cells[1]} {name}: {value:R} instead of {truth}"));
        }
    }

    private static JsonElement? Point(IReadOnlyList<JsonElement> series, string metric, string month)
    {
        foreach (var point in series.First(each => each.GetProperty("metric").GetString() == metric).GetProperty("points").EnumerateArray())
            if (point.GetProperty("from").GetString()!.StartsWith(month, StringComparison.Ordinal)) return point;
        return null;
    }

    private async Task ReadAsync(string question, string every, CancellationToken cancel)
    {
        foreach (var series in await SeriesAsync(question, cancel))
        {
            var (metric, segment) = (series.GetProperty("metric").GetString()!, (series.GetProperty("segment").GetString() ?? "").Replace(':', '='));
            if (series.GetProperty("baseline") is { ValueKind: JsonValueKind.Object } baseline)
            {
                _values[("reference", segment, metric)] = Number(baseline.GetProperty("value"));
                _values[("reference", segment, "n")] = Number(baseline.GetProperty("n"));
            }

            foreach (var point in series.GetProperty("points").EnumerateArray())
            {
                var period = every == "all" ? "production" : point.GetProperty("from").GetDateTimeOffset().UtcDateTime.ToString(every == "year" ? "yyyy" : "yyyy-MM", CultureInfo.InvariantCulture);
                _values[(period, segment, metric)] = Number(point.GetProperty("value"));
                _values[(period, segment, "n")] = Number(point.GetProperty("labelled"));
            }
        }
    }

    private async Task<IReadOnlyList<JsonElement>> SeriesAsync(string question, CancellationToken cancel)
    {
        using var json = JsonDocument.Parse(await http.GetStringAsync($"v1/models/{model}/performance?{question}", cancel));
        return [.. json.RootElement.GetProperty("series").EnumerateArray().Select(series => series.Clone())];
    }

    private static double? Number(JsonElement value) => value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
}
