using System.Text.Json;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Ingestion.Buffers;
using Vedetta.Core.Models;

namespace Vedetta.Server.Api;

/// <summary>Writes a stored prediction in the shape it was sent in.</summary>
internal static class PredictionRowJson
{
    public static void Write(Utf8JsonWriter json, PredictionBatch batch, int row)
    {
        json.WriteStartObject();
        json.WriteString("id", batch.Id.Utf8(row));
        json.WriteString("at", Moments.Format(Moment(batch.At[row])));
        json.WriteString("version", batch.Version[row] ?? "");
        Family(json, "features", batch, row, ColumnFamily.Feature);
        Number(json, "score", batch.Score[row]);
        Family(json, "probabilities", batch, row, ColumnFamily.Probability);
        if (double.IsFinite(batch.PredictedValue[row])) json.WriteNumber("prediction", batch.PredictedValue[row]);
        else json.WriteString("prediction", batch.Prediction[row]);
        json.WriteString("decision", batch.Decision[row]);
        Number(json, "amount", batch.Amount[row]);
        Family(json, "tags", batch, row, ColumnFamily.Tag);
        Text(json, "subject", batch.Subject, row);
        json.WriteString("variant", batch.Variant[row]);
        Family(json, "shadow_scores", batch, row, ColumnFamily.ShadowScore);
        Family(json, "shadow_predictions", batch, row, ColumnFamily.ShadowPrediction);
        Number(json, "latency_ms", batch.LatencyMs[row]);
        Text(json, "error", batch.Error, row);
        json.WriteString("received_at", Moments.Format(Moment(batch.ReceivedAt[row])));
        if (batch.Extra.Has(row))
        {
            json.WritePropertyName("extra");
            json.WriteRawValue(batch.Extra.Utf8(row));
        }

        json.WriteEndObject();
    }

    private static DateTimeOffset Moment(long microseconds) => DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);

    private static void Number(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value)) json.WriteNumber(name, value);
        else json.WriteNull(name);
    }

    private static void Text(Utf8JsonWriter json, string name, TextBuffer texts, int row)
    {
        if (texts.Has(row)) json.WriteString(name, texts.Utf8(row));
        else json.WriteNull(name);
    }

    private static void Family(Utf8JsonWriter json, string name, PredictionBatch batch, int row, ColumnFamily family)
    {
        var open = false;
        foreach (var column in batch.Columns)
        {
            if (column.Stored.Family != family) continue;
            if (!open) json.WriteStartObject(name);
            open = true;
            if (column.Numbers is { } numbers) Number(json, column.Stored.Name, numbers[row]);
            else if (column.Categories is { } categories) json.WriteString(column.Stored.Name, categories[row]);
            else Text(json, column.Stored.Name, column.Texts!, row);
        }

        if (open) json.WriteEndObject();
    }
}
