using System.Globalization;
using System.IO.Compression;
using Vedetta.Statistics.Estimation.NannyMl;

namespace Vedetta.Statistics.Tests.Estimation;

/// <summary>The shared data sets of NannyML with the figures it computed for them.</summary>
internal static class NannyMlData
{
    /// <summary>A line of a golden table.</summary>
    public sealed record Golden(string Calculator, bool Reference, int Chunk, string Metric, double Value, double? Error, double? Realized, double? Low, double? High, double? LowerThreshold, double? UpperThreshold, bool Alert);

    public static Dictionary<string, string[]> Columns(string name)
    {
        var path = SharedFolder.Require("data", "nannyml", name + ".csv.gz");
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        var names = reader.ReadLine()!.Split(',');
        var rows = new List<string[]>();
        while (reader.ReadLine() is { } line)
            rows.Add(line.Split(',')); // these files have no quoted cells
        return names.Select((n, i) => (n, cells: rows.Select(r => r[i]).ToArray())).ToDictionary(x => x.n, x => x.cells, StringComparer.Ordinal);
    }

    public static double[] Numbers(string[] cells) => Array.ConvertAll(cells, c => c.Length == 0 ? double.NaN : double.Parse(c, CultureInfo.InvariantCulture));

    public static NannyMlRows CarLoan(string part)
    {
        var columns = Columns("car_loan_" + part);
        return new NannyMlRows([new NannyMlClass("1", Numbers(columns["y_pred_proba"]), Array.ConvertAll(columns["y_pred"], p => p == "1"), Numbers(columns["repaid"]))]);
    }

    public static NannyMlRows CreditCard(string part)
    {
        var columns = Columns("credit_card_" + part);
        return new NannyMlRows([.. ((string[])["highstreet_card", "prepaid_card", "upmarket_card"]).Select(c => new NannyMlClass(
            c,
            Numbers(columns["y_pred_proba_" + c]),
            Array.ConvertAll(columns["y_pred"], p => p == c),
            Array.ConvertAll(columns["y_true"], t => t == c ? 1.0 : 0)))]);
    }

    public static IEnumerable<Golden> Table(string name)
    {
        var lines = File.ReadAllLines(SharedFolder.Require("golden", "nannyml", name + ".csv"));
        var names = lines[0].Split(',').Select((n, i) => (n, i)).ToDictionary(x => x.n, x => x.i, StringComparer.Ordinal);
        foreach (var line in lines.Skip(1))
        {
            // A calculator with settings holds commas inside quotes.
            var cells = line[0] == '"' ? [line[1..line.IndexOf('"', 1)], .. line[(line.IndexOf('"', 1) + 2)..].Split(',')] : line.Split(',');
            string Cell(string column) => names.TryGetValue(column, out var i) ? cells[i] : "";
            double? Number(string column) => Cell(column) is { Length: > 0 } text ? double.Parse(text, CultureInfo.InvariantCulture) : null;
            yield return new Golden(Cell("calculator"), Cell("period") == "reference", int.Parse(Cell("chunk_index"), CultureInfo.InvariantCulture), Cell("metric"), Number("value")!.Value, Number("sampling_error"), Number("realized"), Number("lower_confidence_boundary"), Number("upper_confidence_boundary"), Number("lower_threshold"), Number("upper_threshold"), Cell("alert") == "True");
        }
    }
}
