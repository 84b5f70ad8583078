using Vedetta.Core.Ingestion;
using Vedetta.Core.Ingestion.Buffers;
using Vedetta.Statistics.Profiles;
using Vedetta.Storage.DuckDb.Binding;
using Vedetta.Storage.DuckDb.Schema;

namespace Vedetta.Storage.DuckDb.Events;

/// <summary>Reads outcomes into one batch that is filled again and again.</summary>
internal sealed class OutcomeReader
{
    private readonly ChunkReader _reader = new();
    private int _first;

    internal OutcomeBatch Batch { get; } = new();

    internal static Statement Prepare(Connection connection, ModelEntry model, long afterSequence)
        => connection.Prepare($"SELECT {string.Join(", ", RowTables.OutcomeColumns)} FROM {model.Outcomes} WHERE seq > $1").Bind(1, afterSequence);

    /// <summary>Fills the batch; false when no row is left.</summary>
    internal bool Fill(Result result, CancellationToken cancel) => Fill(result, PredictionReader.BatchRows, cancel);

    /// <summary>Fills the batch with at least so many rows, if there are; false when no row is left.</summary>
    internal bool Fill(Result result, int rows, CancellationToken cancel)
    {
        Batch.Clear();
        _reader.Forget();
        while (Batch.Count < rows)
        {
            cancel.ThrowIfCancellationRequested();
            if (!result.Read())
            {
                break;
            }

            _first = Batch.Count;
            _reader.Begin(result);
            _reader.Read(Batch.Sequence);
            _reader.Read(Batch.Id);
            _reader.Read(Batch.IdHash);
            _reader.Read(Batch.Outcome);
            _reader.Read(Batch.Label);
            _reader.Read(Batch.Value);
            _reader.Read(Batch.At);
            _reader.Read(Batch.ReceivedAt);
            _reader.Read(Batch.Source);
            _reader.ReadMarks(Mark);
            Batch.Count += result.RowCount;
        }

        return Batch.Count > 0;
    }

    private void Mark(int chunkRow, int field)
    {
        int row = _first + chunkRow;
        switch (field)
        {
            case Fields.Outcome: Batch.Outcome.SetCode(row, CategoryBuffer.Invalid); break;
            case Fields.Label: Batch.Label.SetCode(row, CategoryBuffer.Invalid); break;
            case Fields.Value: Batch.Value[row] = NumericValue.Invalid; break;
            case Fields.Source: Batch.Source.SetCode(row, CategoryBuffer.Invalid); break;
            default: throw new InvalidDataException($"An outcome has no field {field}.");
        }
    }
}
