using System.Globalization;
using Vedetta.Statistics.Tests.Drift;

namespace Vedetta.Statistics.Tests.Performance;

/// <summary>The lines of truth_performance.csv of a case, and the labelled rows behind each.</summary>
internal sealed class TruthRows
{
    private readonly CaseData _data;

    private TruthRows(CaseData data, ILookup<(string Period, string Segment), (string Metric, double? Value)> lines) => (_data, Lines) = (data, lines);

    public ILookup<(string Period, string Segment), (string Metric, double? Value)> Lines { get; }

    public static TruthRows Load(string name)
    {
        var file = SharedFolder.Require("data", "cases", name, "truth_performance.csv");
        var lines = File.ReadLines(file).Skip(1).Select(l => l.Split(',')).ToLookup(
            c => (c[2], c[3]),
            c => (c[4], c[5].Length == 0 ? (double?)null : double.Parse(c[5], CultureInfo.InvariantCulture)));
        return new TruthRows(CaseData.Load(name), lines);
    }

    /// <summary>Cells of a column over the labelled rows of a period and segment.</summary>
    public string[] Cells(string column, string period, string segment)
    {
        var rows = Table(period);
        return Array.ConvertAll(Rows(period, segment), i => rows[column][i]);
    }

    public double[] Numbers(string column, string period, string segment) =>
        Array.ConvertAll(Cells(column, period, segment), c => double.Parse(c, CultureInfo.InvariantCulture));

    private int[] Rows(string period, string segment)
    {
        var table = Table(period);
        var all = period == "reference" ? Enumerable.Range(0, table["label"].Length) : _data.Periods[period];
        var parts = segment.Split('=');
        return all.Where(i => table["label"][i].Length > 0 && (segment.Length == 0 || table[parts[0]][i] == parts[1])).ToArray();
    }

    private IReadOnlyDictionary<string, string[]> Table(string period) => period == "reference" ? _data.Reference : _data.Production;
}
