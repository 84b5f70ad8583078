using System.Buffers.Text;
using Vedetta.Core.Ingestion.Buffers;
using Vedetta.Core.Models;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Cli.Tables;

/// <summary>
/// Takes the cells of one column and finds out what they are: numbers while every cell that is not empty is a number,
/// categories otherwise. A column that turns out to be no numbers after it began with numbers is read again as text.
/// </summary>
internal sealed class ColumnIntake(string name, ColumnType? forced)
{
    private readonly string _name = name;
    private NumericBuffer? _numbers = forced == ColumnType.Numeric ? new NumericBuffer() : null;
    private CategoryBuffer? _categories = forced is not null and not ColumnType.Numeric ? new CategoryBuffer() : null;
    private int _rows;
    private string? _problem;

    /// <summary>True when the column has to be read again as text.</summary>
    public bool ReadAgain { get; private set; }

    /// <summary>Takes the cell of the next row; empty is missing.</summary>
    public void Add(ReadOnlySpan<byte> cell)
    {
        _rows++;
        if (ReadAgain || _problem is not null) return;
        if (cell.IsEmpty)
        {
            _numbers?.Add(NumericValue.Missing);
            _categories?.AddCode(CategoryBuffer.Missing);
            return;
        }

        if (_categories is not null)
        {
            _categories.AddUtf8(cell);
            return;
        }

        if (TryNumber(cell, out var value))
        {
            _numbers ??= Padded();
            _numbers.Add(value);
        }
        else if (forced == ColumnType.Numeric) _problem = $"row {_rows} holds no number";
        else if (_numbers is not null) ReadAgain = true;
        else
        {
            _categories = new CategoryBuffer();
            _categories.PadTo(_rows - 1);
            _categories.AddUtf8(cell);
        }
    }

    /// <summary>Takes a number; NaN marked as missing is missing.</summary>
    public void Add(double value)
    {
        _rows++;
        _numbers ??= Padded();
        _numbers.Add(value);
    }

    /// <summary>The column with everything taken.</summary>
    public TableColumn Finish()
    {
        if (_problem is not null) return TableColumn.Unreadable(_name, ColumnType.Numeric, _problem);
        if (_categories is not null) return TableColumn.Of(_name, _categories);
        _rows++;
        _numbers ??= Padded();
        return TableColumn.Of(_name, _numbers);
    }

    private NumericBuffer Padded()
    {
        var numbers = new NumericBuffer();
        numbers.PadTo(_rows - 1, NumericValue.Missing);
        return numbers;
    }

    private static bool TryNumber(ReadOnlySpan<byte> cell, out double value)
    {
        cell = cell.Trim((byte)' ');
        if (cell.Length > 1 && cell[0] == '+') cell = cell[1..];
        if (Utf8Parser.TryParse(cell, out value, out var used) && used == cell.Length) return true;
        value = double.NaN;
        return cell.SequenceEqual("nan"u8);
    }
}
