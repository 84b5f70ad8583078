using System.Text;
using System.Text.Json;
using Vedetta.Core.Ingestion.Parsing;

namespace Vedetta.Core.Ingestion.Reading;

/// <summary>Gives rows of any format to a prediction writer.</summary>
internal sealed class PredictionSink(PredictionWriter writer, ColumnMapping mapping) : IRowSink
{
    private readonly JsonValues _values = new();
    private Slot[] _cells = [];
    private long _refused;

    public int ChunkRows => writer.Batch.Count + (int)_refused;

    /// <summary>Begins a new chunk.</summary>
    public void Clear()
    {
        _refused = 0;
        writer.Clear();
    }

    public void Header(IReadOnlyList<string> names) => _cells = [.. FlatColumns.Bind(writer, mapping, names)];

    public void BeginRow() => writer.BeginRow();

    public void Cell(int column, Token token, ReadOnlySpan<byte> text, double number) => writer.Put(_cells[column], token, text, number);

    public void EndRow(ReadOnlySpan<byte> raw)
    {
        var before = writer.Issues.RejectedCount;
        writer.EndRow(raw);
        _refused += writer.Issues.RejectedCount - before;
    }

    public void Refuse(string code, string message, ReadOnlySpan<byte> raw)
    {
        _refused++;
        writer.Refuse(code, field: null, message, raw);
    }

    public void Json(ReadOnlySpan<byte> row)
    {
        writer.BeginRow();
        try
        {
            var reader = new Utf8JsonReader(row, JsonValues.Options);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                Refuse("malformed_json", "the row is not a JSON object", row);
                return;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName) Property(ref reader, row);
            if (reader.Read())
            {
                Refuse("malformed_json", "something follows the JSON object of the row", row);
                return;
            }
        }
        catch (JsonException error)
        {
            var (code, message) = JsonValues.Fault(error, row);
            Refuse(code, message, row);
            return;
        }
        catch (InvalidOperationException)
        {
            Refuse("malformed_json", JsonValues.HalfPair, row);
            return;
        }

        EndRow(row);
    }

    private void Property(ref Utf8JsonReader reader, ReadOnlySpan<byte> row)
    {
        var name = _values.Text(ref reader);
        var slot = Fixed(name);
        var table = slot is null ? Table(name) : null;
        var shadow = slot is null && table is null && name.SequenceEqual("shadow"u8);
        var unknown = slot is null && table is null && !shadow && writer.Issues.TakesWarnings ? UnknownField(name) : null;
        reader.Read();
        if (slot is not null)
        {
            Put(slot, ref reader, row);
        }
        else if (table is not null && reader.TokenType == JsonTokenType.StartObject)
        {
            Members(table, ref reader, row);
        }
        else if (shadow && reader.TokenType == JsonTokenType.StartObject)
        {
            Shadows(ref reader, row);
        }
        else
        {
            // An unknown field of the row itself, or a part that is no object: kept as an unknown column would be.
            Odd(ref reader, row, unknown ?? "features, tags, probabilities, shadow and contributions must be objects; the part was left out");
        }
    }

    private void Odd(ref Utf8JsonReader reader, ReadOnlySpan<byte> row, string message)
    {
        var token = _values.Value(ref reader, row, out _, out _);
        if (token != Token.Null) writer.WarnRow("unknown_field", message);
    }

    private static string UnknownField(ReadOnlySpan<byte> name)
    {
        var text = Encoding.UTF8.GetString(name.Length <= 64 ? name : name[..64]);
        var meant = text.ToLowerInvariant() switch
        {
            "timestamp" or "ts" or "time" or "event_time" or "date" or "datetime" => "the time of the event is 'at'",
            "proba" or "probability" or "y_pred_proba" => "a model's number is 'score', probabilities by class are 'probabilities'",
            "label" or "target" or "y_true" or "outcome" => "labels are sent as outcomes",
            _ => "features belong into 'features'",
        };
        return $"'{text}' is no part of a prediction and was left out; {meant}";
    }

    private void Members(SlotTable table, ref Utf8JsonReader reader, ReadOnlySpan<byte> row)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var slot = table.Find(_values.Text(ref reader));
            reader.Read();
            Put(slot, ref reader, row);
        }
    }

    private void Shadows(ref Utf8JsonReader reader, ReadOnlySpan<byte> row)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = _values.Text(ref reader);
            var score = writer.ShadowScores.Find(name);
            var prediction = writer.ShadowPredictions.Find(name);
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                Odd(ref reader, row, "what a shadow says must be an object with 'score' or 'prediction'; it was left out");
                continue;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var slot = reader.ValueTextEquals("score"u8) ? score : reader.ValueTextEquals("prediction"u8) ? prediction : null;
                reader.Read();
                if (slot is not null) Put(slot, ref reader, row);
                else Odd(ref reader, row, "what a shadow says is its 'score' and 'prediction'; anything else was left out");
            }
        }
    }

    private void Put(Slot slot, ref Utf8JsonReader reader, ReadOnlySpan<byte> row)
    {
        var token = _values.Value(ref reader, row, out var text, out var number);
        writer.Put(slot, token, text, number);
    }

    private SlotTable? Table(ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual("features"u8)) return writer.Features;
        if (name.SequenceEqual("tags"u8)) return writer.Tags;
        if (name.SequenceEqual("probabilities"u8)) return writer.Probabilities;
        return name.SequenceEqual("contributions"u8) ? writer.Contributions : null;
    }

    private Slot? Fixed(ReadOnlySpan<byte> name)
    {
        switch (name.Length)
        {
            case 2 when name.SequenceEqual("id"u8): return writer.Id;
            case 2 when name.SequenceEqual("at"u8): return writer.At;
            case 5 when name.SequenceEqual("score"u8): return writer.Score;
            case 5 when name.SequenceEqual("error"u8): return writer.Error;
            case 6 when name.SequenceEqual("amount"u8): return writer.Amount;
            case 7 when name.SequenceEqual("version"u8): return writer.Version;
            case 7 when name.SequenceEqual("subject"u8): return writer.Subject;
            case 7 when name.SequenceEqual("variant"u8): return writer.Variant;
            case 8 when name.SequenceEqual("decision"u8): return writer.Decision;
            case 10 when name.SequenceEqual("prediction"u8): return writer.Prediction;
            case 10 when name.SequenceEqual("latency_ms"u8): return writer.Latency;
            default: return null;
        }
    }
}
