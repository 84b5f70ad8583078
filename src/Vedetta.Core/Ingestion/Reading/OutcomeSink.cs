using System.Text.Json;
using Vedetta.Core.Ingestion.Parsing;

namespace Vedetta.Core.Ingestion.Reading;

/// <summary>Gives rows of any format to an outcome writer.</summary>
internal sealed class OutcomeSink(OutcomeWriter writer, ColumnMapping mapping) : IRowSink
{
    private readonly JsonValues _values = new();
    private OutcomeField[] _cells = [];
    private long _refused;

    public int ChunkRows => writer.Batch.Count + (int)_refused;

    public void Clear()
    {
        _refused = 0;
        writer.Clear();
    }

    /// <summary>Columns by the names of the JSON fields; a file with a label column instead of a value column holds the outcome <c>label</c>.</summary>
    public void Header(IReadOnlyList<string> names)
    {
        var hasValue = names.Contains("value", StringComparer.Ordinal);
        _cells = [.. names.Select(n => Field(n, hasValue))];
        if (!_cells.Contains(OutcomeField.Id)) throw new IngestFormatException("missing_column", $"the file has no column '{mapping.Id}'; outcomes need the id of their prediction", mapping.Id);
        if (!_cells.Contains(OutcomeField.Value)) throw new IngestFormatException("missing_column", $"the file has neither a column 'value' nor '{mapping.Label}'", "value");
    }

    public void BeginRow() => writer.BeginRow();

    public void Cell(int column, Token token, ReadOnlySpan<byte> text, double number) => writer.Put(_cells[column], token, text, number);

    public void EndRow(ReadOnlySpan<byte> raw)
    {
        if (!writer.EndRow(raw)) _refused++;
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

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var field = FieldOf(_values.Text(ref reader));
                reader.Read();
                var token = _values.Value(ref reader, row, out var text, out var number);
                writer.Put(field, token, text, number);
            }

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

    private static OutcomeField FieldOf(ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual("id"u8)) return OutcomeField.Id;
        if (name.SequenceEqual("outcome"u8)) return OutcomeField.Outcome;
        if (name.SequenceEqual("value"u8)) return OutcomeField.Value;
        if (name.SequenceEqual("at"u8)) return OutcomeField.At;
        return name.SequenceEqual("source"u8) ? OutcomeField.Source : OutcomeField.None;
    }

    private OutcomeField Field(string name, bool hasValue)
    {
        if (name == mapping.Id) return OutcomeField.Id;
        if (name is "outcome") return OutcomeField.Outcome;
        if (name is "value" || (!hasValue && name == mapping.Label)) return OutcomeField.Value;
        if (name is "at" || name == mapping.LabelTime) return OutcomeField.At;
        return name is "source" ? OutcomeField.Source : OutcomeField.None;
    }
}
