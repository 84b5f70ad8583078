using Vedetta.Core.Ingestion.Files;
using Vedetta.Core.Ingestion.Parsing;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Ingestion.Reading;

/// <summary>Feeds a file of typed columns to a sink. Whole chunks: a chunk of the file never ends in the middle of one of ours by more than its size.</summary>
internal sealed class TabularRowReader(ITabularFile file, TimeZoneInfo zone, Func<string, bool> asText) : IRowReader
{
    private IAsyncEnumerator<TabularChunk>? _chunks;
    private TabularColumn[] _columns = [];

    public async ValueTask<bool> ReadAsync(IRowSink sink, int rows, CancellationToken cancel)
    {
        _chunks ??= Begin(sink, cancel);
        while (sink.ChunkRows < rows)
        {
            if (!await _chunks.MoveNextAsync()) return false;
            Give(sink, _chunks.Current);
        }

        return true;
    }

    public async ValueTask DisposeAsync()
    {
        if (_chunks is not null) await _chunks.DisposeAsync();
        await file.DisposeAsync();
    }

    private IAsyncEnumerator<TabularChunk> Begin(IRowSink sink, CancellationToken cancel)
    {
        var reads = new List<TabularRead>();
        for (var i = 0; i < file.Columns.Count; i++)
        {
            var column = file.Columns[i];
            var text = column.Kind is TabularKind.Text or TabularKind.Other || (column.Kind == TabularKind.Number && asText(column.Name));
            reads.Add(new TabularRead(i, text));
        }

        _columns = [.. file.Columns];
        sink.Header([.. _columns.Select(c => c.Name)]);
        return file.ReadAsync(reads, cancel).GetAsyncEnumerator(cancel);
    }

    private void Give(IRowSink sink, TabularChunk chunk)
    {
        for (var row = 0; row < chunk.Count; row++)
        {
            sink.BeginRow();
            for (var c = 0; c < chunk.Columns.Count; c++)
            {
                var values = chunk.Columns[c];
                if (values.Texts is { } texts)
                {
                    if (texts.Has(row)) sink.Cell(c, Token.Text, texts.Utf8(row), 0);
                    continue;
                }

                var number = values.Numbers![row];
                if (!NumericValue.IsMissing(number)) GiveNumber(sink, c, number);
            }

            sink.EndRow([]);
        }
    }

    private void GiveNumber(IRowSink sink, int column, double number)
    {
        switch (_columns[column].Kind)
        {
            case TabularKind.Boolean:
                sink.Cell(column, number != 0 ? Token.True : Token.False, [], 0);
                break;
            case TabularKind.Timestamp:
                sink.Cell(column, Token.Moment, [], number);
                break;
            case TabularKind.LocalTimestamp:
                sink.Cell(column, Token.Moment, [], EventTime.Local((long)number, zone, out var micros) ? micros : double.NaN);
                break;
            case TabularKind.Number when double.IsNaN(number):
                // Typed files write NaN for "no value" as often as null.
                break;
            default:
                sink.Cell(column, Token.Number, [], number);
                break;
        }
    }
}
