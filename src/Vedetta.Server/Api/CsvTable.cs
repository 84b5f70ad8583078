using System.Globalization;
using System.Text;

namespace Vedetta.Server.Api;

/// <summary>A table as CSV (RFC 4180): invariant numbers, times in UTC, texts that a spreadsheet would run as formulas made harmless.</summary>
internal sealed class CsvTable
{
    /// <summary>The content type.</summary>
    public const string ContentType = "text/csv; charset=utf-8";

    private readonly StringBuilder _text = new();

    /// <summary>Begins a table.</summary>
    public CsvTable(params IEnumerable<string> header) => _text.AppendJoin(',', header.Select(Cell)).Append("\r\n");

    /// <summary>Adds a row; null is an empty cell.</summary>
    public void Add(params IEnumerable<object?> cells) => _text.AppendJoin(',', cells.Select(Cell)).Append("\r\n");

    /// <summary>Whether a request wants CSV: by <c>format=csv</c>, or because it accepts CSV and no JSON.</summary>
    public static bool IsWanted(HttpRequest request, Query query)
    {
        var format = query.Text("format");
        if (format is not (null or "csv" or "json")) query.Bad("format", "csv or json", ["csv", "json"]);
        if (format is not null) return format == "csv";
        var accepted = request.Headers.Accept.ToString();
        return accepted.Contains("text/csv", StringComparison.OrdinalIgnoreCase) && !accepted.Contains("application/json", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The answer.</summary>
    public IResult ToResult(string fileName) => Results.File(Encoding.UTF8.GetBytes(_text.ToString()), ContentType, fileName);

    private static string Cell(object? value) => value switch
    {
        null => "",
        double number => double.IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture) : "",
        DateTimeOffset moment => Moments.Format(moment),
        string text => Quoted(text),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => Quoted(value.ToString() ?? ""),
    };

    private static string Quoted(string text)
    {
        if (text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..]) text = "'" + text;
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
    }
}
