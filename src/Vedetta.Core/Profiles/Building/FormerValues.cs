using System.Globalization;
using System.Text;
using Vedetta.Core.Ingestion.Buffers;
using Vedetta.Core.Ingestion.Parsing;
using Vedetta.Core.Models;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Profiles.Building;

/// <summary>
/// Values of rows that were stored while a feature had another type, read as its type now. What cannot be converted counts
/// as invalid. Pure.
/// </summary>
internal static class FormerValues
{
    /// <summary>Numbers, those of former categories where a row has none of its own.</summary>
    public static NumericBuffer Numbers(NumericBuffer? own, CategoryBuffer former, ColumnType type)
    {
        var byCode = new double[former.Dictionary.Count];
        for (var c = 0; c < byCode.Length; c++) byCode[c] = Number(former.Dictionary[c], type);
        var result = new NumericBuffer();
        for (var row = 0; row < former.Count; row++)
        {
            var value = own is not null && row < own.Count ? own[row] : NumericValue.Missing;
            if (NumericValue.IsMissing(value) && former.Codes[row] != CategoryBuffer.Missing)
                value = former.Codes[row] < 0 ? NumericValue.Invalid : byCode[former.Codes[row]];
            result.Add(value);
        }

        return result;
    }

    /// <summary>Categories, those of former numbers where a row has none of its own.</summary>
    public static CategoryBuffer Categories(CategoryBuffer? own, NumericBuffer former, ColumnType type)
    {
        var result = new CategoryBuffer();
        for (var row = 0; row < former.Count; row++)
        {
            var value = former[row];
            var code = own is not null && row < own.Count ? own.Codes[row] : CategoryBuffer.Missing;
            if (code >= 0) result.Add(own![row]);
            else if (code != CategoryBuffer.Missing || NumericValue.IsMissing(value)) result.AddCode(code);
            else if (Category(value, type) is { } text) result.Add(text);
            else result.AddCode(CategoryBuffer.Invalid);
        }

        return result;
    }

    private static double Number(string text, ColumnType type)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (type == ColumnType.Timestamp) return EventTime.TryParse(bytes, TimeZoneInfo.Utc, out var micros) ? micros : NumericValue.Invalid;
        return NumberText.TryParse(bytes, out var number) ? number : NumericValue.Invalid;
    }

    private static string? Category(double value, ColumnType type)
    {
        if (!double.IsFinite(value)) return null;
        if (type == ColumnType.Boolean) return value is 0 ? "false" : value is 1 ? "true" : null;
        return value.ToString("R", CultureInfo.InvariantCulture);
    }
}
