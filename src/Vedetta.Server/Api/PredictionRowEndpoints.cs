using System.Globalization;
using System.Text.Json;
using Vedetta.Core.Models;
using Vedetta.Core.Security;
using Vedetta.Core.Storage;
using Vedetta.Server.Security;

namespace Vedetta.Server.Api;

/// <summary>Stored rows, in the order they were stored, by pages.</summary>
internal static class PredictionRowEndpoints
{
    private const int UsualLimit = 100;
    private const int MaximumLimit = 10_000;

    public static void MapPredictionRows(this IEndpointRouteBuilder app) =>
        app.MapGet("/v1/models/{model}/predictions", RowsAsync).WithTags("Rows").WithSummary("Stored predictions, by pages").Requires(ApiScope.Read)
            .Produces<object>().Takes([.. RowsParameters.Span, new("version", "Only this version"), RowsParameters.Limit, new("cursor", "Where the page before ended")]);

    private static async Task RowsAsync(string model, HttpContext http, IModels models, IEventStore events, CancellationToken cancel)
    {
        var query = new Query(http.Request, "from", "to", "version", "limit", "cursor");
        var span = query.Span();
        var version = http.Request.Query.ContainsKey("version") ? http.Request.Query["version"].ToString() : null;
        var limit = query.Number("limit", UsualLimit, 1, MaximumLimit);
        var start = Cursor.Read(query);
        query.Check();
        var id = RouteModel.Parse(model);
        await models.GetAsync(id, cancel);

        http.Response.ContentType = "application/json; charset=utf-8";
        await using var json = new Utf8JsonWriter(http.Response.BodyWriter, new JsonWriterOptions { Encoder = ApiJson.Options.Encoder });
        json.WriteStartObject();
        json.WriteStartArray("rows");
        var next = await WriteRowsAsync(json, events.ScanAsync(id, new RowScan(AfterSequence: start.Sequence - 1, Span: span), cancel), version, start, limit);
        json.WriteEndArray();
        json.WriteString("next", next?.ToString());
        json.WriteEndObject();
        await json.FlushAsync(cancel);
    }

    private static async Task<Cursor?> WriteRowsAsync(
        Utf8JsonWriter json, IAsyncEnumerable<Core.Ingestion.PredictionBatch> batches, string? version, Cursor start, int limit)
    {
        var (sequence, inCommit, written) = (-1L, 0, 0);
        await foreach (var batch in batches)
        {
            for (var row = 0; row < batch.Count; row++)
            {
                if (batch.Sequence[row] != sequence) (sequence, inCommit) = (batch.Sequence[row], 0);
                var place = new Cursor(sequence, inCommit++);
                if (sequence == start.Sequence && place.Skip < start.Skip) continue;
                if (version is not null && !string.Equals(batch.Version[row] ?? "", version, StringComparison.Ordinal)) continue;
                if (written++ == limit) return place;
                PredictionRowJson.Write(json, batch, row);
            }
        }

        return null;
    }

    /// <summary>Commit and rows of it that were already given.</summary>
    private readonly record struct Cursor(long Sequence, int Skip)
    {
        public static Cursor Read(Query query)
        {
            if (query.Text("cursor") is not { } text) return new Cursor(1, 0);
            var parts = text.Split('.');
            if (parts.Length == 2
                && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
                && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var skip)) return new Cursor(sequence, skip);
            query.Bad("cursor", "the 'next' of the page before");
            return default;
        }

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Sequence}.{Skip}");
    }
}
