using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Vedetta.Core.Ingestion.Buffers;
using Vedetta.Statistics.Profiles;
using Vedetta.Storage.DuckDb.Binding;

namespace Vedetta.Storage.DuckDb.Events;

/// <summary>Appends the columns of a result's chunk to batch buffers, from the first column to the last.</summary>
internal sealed class ChunkReader
{
    private readonly Dictionary<int, CategoryMap> _maps = [];
    private Result _result = null!;
    private int _column;
    private int _rows;

    /// <summary>Begins the chunk at hand.</summary>
    internal void Begin(Result result)
    {
        _result = result;
        _rows = result.RowCount;
        _column = 0;
    }

    /// <summary>The buffers were cleared: codes of their dictionaries mean nothing any more.</summary>
    internal void Forget()
    {
        foreach (CategoryMap map in _maps.Values)
        {
            map.Clear();
        }
    }

    internal void Read(List<long> target) => target.AddRange(_result.Column<long>(_column++));

    /// <summary>Reads whole numbers, with a number for those that are missing.</summary>
    internal void Read(List<long> target, long missing)
    {
        ReadOnlySpan<long> values = _result.Column<long>(_column);
        for (int row = 0; row < values.Length; row++)
        {
            target.Add(_result.IsValid(_column, row) ? values[row] : missing);
        }

        _column++;
    }

    internal void Read(List<ulong> target) => target.AddRange(_result.Column<ulong>(_column++));

    internal void Read(NumericBuffer target)
    {
        int first = target.Count;
        target.AddRange(_result.Column<double>(_column));
        if (!_result.Validity(_column).IsEmpty)
        {
            for (int row = 0; row < _rows; row++)
            {
                if (!_result.IsValid(_column, row))
                {
                    target[first + row] = NumericValue.Missing;
                }
            }
        }

        _column++;
    }

    internal void Read(CategoryBuffer target)
    {
        ref CategoryMap? map = ref CollectionsMarshal.GetValueRefOrAddDefault(_maps, _column, out _);
        map ??= new CategoryMap();
        ReadOnlySpan<StringCell> cells = _result.Cells(_column);
        for (int row = 0; row < cells.Length; row++)
        {
            target.AddCode(_result.IsValid(_column, row) ? map.CodeOf(in cells[row], target) : CategoryBuffer.Missing);
        }

        _column++;
    }

    internal void Read(TextBuffer target)
    {
        for (int row = 0; row < _rows; row++)
        {
            if (_result.IsValid(_column, row))
            {
                target.Add(_result.Bytes(_column, row));
            }
            else
            {
                target.AddMissing();
            }
        }

        _column++;
    }

    /// <summary>Calls <paramref name="mark"/> with the row of the chunk and the field of each value of the wrong type.</summary>
    internal void ReadMarks(Action<int, int> mark)
    {
        ReadOnlySpan<ulong> validity = _result.Validity(_column);
        for (int word = 0; word < validity.Length; word++)
        {
            for (ulong bits = validity[word]; bits != 0; bits &= bits - 1)
            {
                int row = (word << 6) + System.Numerics.BitOperations.TrailingZeroCount(bits);
                if (row >= _rows)
                {
                    break;
                }

                for (ReadOnlySpan<byte> list = _result.Bytes(_column, row); !list.IsEmpty; list = list[sizeof(int)..])
                {
                    mark(row, BinaryPrimitives.ReadInt32LittleEndian(list));
                }
            }
        }

        if (validity.IsEmpty)
        {
            for (int row = 0; row < _rows; row++)
            {
                for (ReadOnlySpan<byte> list = _result.Bytes(_column, row); !list.IsEmpty; list = list[sizeof(int)..])
                {
                    mark(row, BinaryPrimitives.ReadInt32LittleEndian(list));
                }
            }
        }

        _column++;
    }
}
