using System.Globalization;
using System.Text.Json;

namespace Vedetta.EndToEnd.Cases;

/// <summary>What a server says of a model, by period and column, read over HTTP as anybody would.</summary>
internal sealed class CaseReadings(HttpClient http, string model, string period)
{
    private readonly Dictionary<(string Question, string Period, string Column), JsonElement> _points = [];

    /// <summary>Asks for one question, by period and as a whole.</summary>
    public async Task AskAsync(string question, string path, CancellationToken cancel)
    {
        foreach (var every in (string[])[period, "all"])
        {
            var text = await http.GetStringAsync($"v1/models/{model}/{path}&every={every}", cancel);
            using var json = JsonDocument.Parse(text);
            foreach (var column in json.RootElement.GetProperty("columns").EnumerateArray())
                foreach (var point in column.GetProperty("points").EnumerateArray())
                    _points[(question, every == "all" ? "production" : Name(point), column.GetProperty("column").GetString()!)] = point.Clone();
        }
    }

    /// <summary>A number of a point, or null.</summary>
    public double? Number(string question, TruthLine truth, string field) =>
        _points.TryGetValue((question, truth.Period, truth.Column), out var point) && point.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.Number
            ? value.GetDouble()
            : null;

    private string Name(JsonElement point)
    {
        var from = point.GetProperty("from").GetDateTimeOffset().UtcDateTime;
        return from.ToString(period == "year" ? "yyyy" : "yyyy-MM", CultureInfo.InvariantCulture);
    }
}
