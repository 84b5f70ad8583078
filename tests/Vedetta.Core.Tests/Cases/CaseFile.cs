using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;
using Vedetta.Core.Tests.Stage;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Tests.Cases;

/// <summary>A folder of real data: its description and its rows as batches.</summary>
internal sealed class CaseFile
{
    private readonly string _folder;
    private readonly List<StoredColumn> _catalog;

    public CaseFile(string folder)
    {
        _folder = folder;
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "case.json")));
        var root = json.RootElement;
        Task = Enum.Parse<ModelTask>(root.GetProperty("task").GetString()!, ignoreCase: true);
        Period = root.GetProperty("period").GetString()!;
        Columns = [.. root.GetProperty("features").EnumerateArray().Select(feature => new ColumnDefinition(
            feature.GetProperty("name").GetString()!, Enum.Parse<ColumnType>(feature.GetProperty("type").GetString()!, ignoreCase: true)))];
        var header = Lines("reference").First().Split(',');
        var classes = Task == ModelTask.Multiclass ? header.Where(name => name.StartsWith("score_", StringComparison.Ordinal)).Select(name => name[6..]) : [];
        _catalog =
        [
            .. Columns.Select((column, i) => new StoredColumn(i, ColumnFamily.Feature, column.Name, column.Type == ColumnType.Numeric ? ValueKind.Number : ValueKind.Category)),
            .. classes.Select((name, i) => new StoredColumn(Columns.Length + i, ColumnFamily.Probability, name, ValueKind.Number)),
        ];
    }

    public ModelTask Task { get; }

    public string Period { get; }

    public ColumnDefinition[] Columns { get; }

    /// <summary>A stage with the model and its reference.</summary>
    public async Task<ModelStage> StageAsync(DateTimeOffset now)
    {
        var stage = new ModelStage(now, Task, Columns);
        stage.Catalog.Clear();
        stage.Catalog.AddRange(_catalog);
        await stage.SaveAsync();
        await stage.ReferenceAsync(Read("reference", _ => true));
        return stage;
    }

    public PredictionBatch Production(Func<DateTimeOffset, bool> wanted) => Read("production", wanted);

    public IEnumerable<(string Period, string Column, string Kind, string Metric, double Value)> Truth() =>
        File.ReadLines(Path.Combine(_folder, "truth_drift.csv")).Skip(1).Select(Split)
            .Where(cells => cells[5].Length > 0)
            .Select(cells => (cells[1], cells[2], cells[3], cells[4], double.Parse(cells[5], CultureInfo.InvariantCulture)));

    private PredictionBatch Read(string file, Func<DateTimeOffset, bool> wanted)
    {
        var batch = new PredictionBatch();
        foreach (var column in _catalog) batch.AddColumn(column);
        string[]? header = null;
        foreach (var line in Lines(file))
        {
            var cells = Split(line);
            if (header is null)
            {
                header = cells;
                continue;
            }

            string? Cell(string name) => Array.IndexOf(header, name) is >= 0 and var at && cells[at].Length > 0 ? cells[at] : null;
            double Number(string name) => Cell(name) is { } text ? double.Parse(text, CultureInfo.InvariantCulture) : NumericValue.Missing;
            var at = DateTimeOffset.Parse(Cell("ts")!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
            if (!wanted(at)) continue;
            var id = Cell("id")!;
            BatchRows.Begin(batch, id, StageHash.Of(id), at, at.AddYears(5), "1");
            if (Task == ModelTask.Binary) batch.Score[batch.Count] = Number("score");
            if (Task == ModelTask.Regression) batch.PredictedValue[batch.Count] = Number("prediction");
            else batch.Prediction.SetCode(batch.Count, Cell("prediction") is { } prediction ? batch.Prediction.CodeOf(prediction) : Vedetta.Core.Ingestion.Buffers.CategoryBuffer.Missing);
            foreach (var column in batch.Columns)
            {
                var name = column.Stored.Family == ColumnFamily.Probability ? "score_" + column.Stored.Name : column.Stored.Name;
                column.Numbers?.Add(Number(name));
                column.Categories?.Add(Cell(name));
            }

            batch.Count++;
        }

        return batch;
    }

    private IEnumerable<string> Lines(string file)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(_folder, file + ".csv.gz")), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line) yield return line;
    }

    private static string[] Split(string line)
    {
        if (!line.Contains('"', StringComparison.Ordinal)) return line.Split(',');
        var cells = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        foreach (var c in line)
        {
            if (c == '"') quoted = !quoted;
            else if (c == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else cell.Append(c);
        }

        cells.Add(cell.ToString());
        return [.. cells];
    }
}
