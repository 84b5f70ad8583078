using System.Globalization;
using System.IO.Compression;

namespace Vedetta.Benchmarks.Detectors;

/// <summary>A series of the Numenta Anomaly Benchmark: its values and the windows (first and last row) around its anomalies.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Values">Its values.</param>
/// <param name="Windows">Windows in ascending order.</param>
internal sealed record NabSeries(string Name, double[] Values, IReadOnlyList<(int First, int Last)> Windows)
{
    /// <summary>Rows at the start that are not scored: 15 %, at most 750.</summary>
    public int Probation => (int)Math.Min(Math.Floor(0.15 * Values.Length), 750);

    /// <summary>Reads the corpus.</summary>
    public static IReadOnlyList<NabSeries> Read(string folder)
    {
        var data = Path.Combine(folder, "data", "datasets");
        var windows = File.ReadLines(Path.Combine(data, "nab_windows.csv")).Skip(1).Select(line => line.Split(','))
            .ToLookup(cells => cells[0], cells => (Start: cells[1], End: cells[2]), StringComparer.Ordinal);
        var rows = new Dictionary<string, (List<string> Times, List<double> Values)>(StringComparer.Ordinal);
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(data, "nab.csv.gz")), CompressionMode.Decompress));
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            if (!rows.TryGetValue(cells[0], out var series)) rows.Add(cells[0], series = ([], []));
            series.Times.Add(cells[1]);
            series.Values.Add(double.Parse(cells[2], CultureInfo.InvariantCulture));
        }

        return [.. rows.Select(r => new NabSeries(
            r.Key,
            [.. r.Value.Values],
            [.. windows[r.Key].Select(w => (r.Value.Times.IndexOf(w.Start), r.Value.Times.LastIndexOf(w.End))).Order()]))];
    }
}
