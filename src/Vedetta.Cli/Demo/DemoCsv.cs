using System.Globalization;
using System.Text;
using Vedetta.Cli.Demo.World;
using Vedetta.Core.Models;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Cli.Demo;

/// <summary>Rows of the demo world as a flat file, as people would upload a reference.</summary>
internal static class DemoCsv
{
    /// <summary>The labelled reference of a model, from its beginning.</summary>
    public static MemoryStream Reference(IDemoModel model)
    {
        var rows = new DemoRows(model.Columns);
        model.WriteReference(rows);
        var labels = rows.Outcomes.Where(o => o.Outcome == "label").ToDictionary(o => o.Id, StringComparer.Ordinal);
        var task = model.Definition.Task;
        var stream = new MemoryStream();
        using var text = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true);
        text.Write("id,ts");
        foreach (var column in model.Columns) text.Write("," + Name(column));
        text.Write(task == ModelTask.Binary ? ",score,prediction,decision" : ",prediction");
        text.Write(",label,label_ts\n");
        for (var row = 0; row < rows.Batch.Count; row++) WriteRow(text, model, rows, row, labels[rows.Batch.Id[row]!], task);
        text.Flush();
        stream.Position = 0;
        return stream;
    }

    private static void WriteRow(StreamWriter text, IDemoModel model, DemoRows rows, int row, DemoOutcome label, ModelTask task)
    {
        var batch = rows.Batch;
        text.Write(batch.Id[row]);
        text.Write(',');
        text.Write(Moment(batch.At[row]));
        for (var i = 0; i < model.Columns.Count; i++)
        {
            text.Write(',');
            var column = batch.Columns[i];
            if (column.Categories is { } categories) text.Write(categories[row]);
            else if (!NumericValue.IsMissing(column.Numbers![row]))
                text.Write(model.Columns[i].Type == ColumnType.Timestamp ? Moment((long)column.Numbers[row]) : Number(column.Numbers[row]));
        }

        text.Write(',');
        if (task == ModelTask.Regression) text.Write(Number(batch.PredictedValue[row]));
        else if (task == ModelTask.Multiclass) text.Write(batch.Prediction[row]);
        else text.Write($"{Number(batch.Score[row])},{batch.Prediction[row]},{batch.Decision[row]}");
        text.Write(',');
        text.Write(label.Label ?? Number(label.Value));
        text.Write(',');
        text.Write(Moment((label.At - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond));
        text.Write('\n');
    }

    private static string Name(DemoColumn column) => column.Family switch
    {
        ColumnFamily.Probability or ColumnFamily.ShadowScore => "score_" + column.Name,
        ColumnFamily.Tag => "tag_" + column.Name,
        _ => column.Name,
    };

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Moment(long micros) =>
        DateTime.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);
}
