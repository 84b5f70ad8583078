using System.Text.Unicode;
using Vedetta.Core.Ingestion.Buffers;
using Vedetta.Core.Models;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Cli.Tables;

/// <summary>
/// Takes the cells of one column and finds out what they are: numbers while every cell that is not empty is a number,
/// categories otherwise. A column that turns out to be no numbers after it began with numbers is read again as text.
/// </summary>
/// <param name="name">Name of the column.</param>
/// <param name="forced">Its type where it was told.</param>
/// <param name="mostTexts">Different texts at most.</param>
/// <param name="keep">False to find out only what the column is.</param>
internal sealed class ColumnIntake(string name, ColumnType? forced, int mostTexts, bool keep = true)
{
    private readonly CategoryBuffer _categories = new();
    private readonly NumericBuffer _numbers = new();
    private bool? _numeric = forced is { } told ? told == ColumnType.Numeric : null;
    private int _rows;
    private string? _problem;

    /// <summary>Name of the column.</summary>
    public string Name => name;

    /// <summary>True when the column has to be read again as text.</summary>
    public bool ReadAgain { get; private set; }

    /// <summary>What the column is, as far as it was seen; null while every cell was empty.</summary>
    public ColumnType? Found => ReadAgain ? ColumnType.Categorical : _numeric is { } numeric ? numeric ? ColumnType.Numeric : ColumnType.Categorical : null;

    /// <summary>Takes the cell of the next row; empty is missing.</summary>
    public void Add(ReadOnlySpan<byte> cell)
    {
        _rows++;
        if (ReadAgain || _problem is not null) return;
        if (cell.IsEmpty) AddMissing();
        else if (_numeric == false) AddText(cell);
        else if (NumberCell.TryParse(cell, out var value)) AddNumber(value);
        else if (forced == ColumnType.Numeric) _problem = $"row {_rows} holds no number but '{Shown(cell)}'";
        else if (_numeric == true) ReadAgain = true;
        else
        {
            _numeric = false;
            if (keep) _categories.PadTo(_rows - 1);
            AddText(cell);
        }
    }

    /// <summary>The column with everything taken.</summary>
    public TableColumn Finish()
    {
        if (_problem is not null) return TableColumn.Unreadable(name, Found ?? ColumnType.Categorical, _problem);
        if (_numeric == false) return _categories.Dictionary.Count > mostTexts ? TableColumn.TooManyTexts(name, mostTexts) : TableColumn.Of(name, _categories);
        _numbers.PadTo(_rows, NumericValue.Missing);
        return TableColumn.Of(name, _numbers.Values.ToArray());
    }

    private void AddMissing()
    {
        if (!keep) return;
        if (_numeric == true) _numbers.Add(NumericValue.Missing);
        else if (_numeric == false) _categories.AddCode(CategoryBuffer.Missing);
    }

    private void AddNumber(double value)
    {
        _numeric = true;
        if (!keep) return;
        _numbers.PadTo(_rows - 1, NumericValue.Missing);
        _numbers.Add(value);
    }

    private void AddText(ReadOnlySpan<byte> cell)
    {
        if (!Utf8.IsValid(cell)) _problem = $"row {_rows} is not UTF-8";
        else if (keep && _categories.Dictionary.Count <= mostTexts) _categories.AddUtf8(cell);
    }

    private static string Shown(ReadOnlySpan<byte> cell) => System.Text.Encoding.UTF8.GetString(cell[..Math.Min(24, cell.Length)]);
}
