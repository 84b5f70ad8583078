using System.Buffers;
using System.IO.Compression;
using System.Text;
using Vedetta.Cli.CommandLine;
using Vedetta.Cli.Tables;
using Vedetta.Core.Ingestion;

namespace Vedetta.Cli.Replay;

/// <summary>
/// The rows of a file as events: a prediction at its event time and, where there is a label, an outcome at the moment it
/// became known. Rows are kept as the bytes they were written in.
/// </summary>
internal sealed class ReplayRows
{
    private readonly ArrayBufferWriter<byte> _predictions = new(1 << 20);
    private readonly ArrayBufferWriter<byte> _outcomes = new(1 << 16);
    private readonly List<ReplayEvent> _events = [];

    private ReplayRows(byte[] header) => PredictionHeader = header;

    /// <summary>Header of the predictions, without the label's columns.</summary>
    public byte[] PredictionHeader { get; }

    /// <summary>Header of the outcomes.</summary>
    public static byte[] OutcomeHeader { get; } = "id,outcome,value,at,source\n"u8.ToArray();

    /// <summary>Every event in the order of time; what happened at one moment stays in the order of the file, predictions first.</summary>
    public IReadOnlyList<ReplayEvent> Events => _events;

    /// <summary>The bytes of an event, with a line end.</summary>
    public ReadOnlySpan<byte> Bytes(ReplayEvent of) =>
        (of.IsOutcome ? _outcomes : _predictions).WrittenSpan.Slice(of.Start, of.Length);

    /// <summary>Reads a CSV file, plain or gzip.</summary>
    public static ReplayRows Read(string path, ColumnMapping mapping)
    {
        if (!File.Exists(path)) throw new UsageException($"there is no file '{path}'");
        using var file = File.OpenRead(path);
        using Stream stream = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
        var records = new CsvRecords(stream, Path.GetFileName(path));
        var header = records.ReadHeader();
        var (id, time) = (Place(header, mapping.Id, path), Place(header, mapping.Time, path));
        var (label, labelTime) = (Array.IndexOf(header, mapping.Label), Array.IndexOf(header, mapping.LabelTime));
        var kept = Enumerable.Range(0, header.Length).Where(i => i != label && i != labelTime).ToArray();
        var rows = new ReplayRows(Encoding.UTF8.GetBytes(string.Join(',', kept.Select(i => Quote(header[i]))) + "\n"));
        while (records.Read())
        {
            if (records.Count != header.Length) throw new UsageException($"{Path.GetFileName(path)}: record {records.Number} has {records.Count} cells, the header has {header.Length}");
            var at = Moment(records, time, mapping.Time, path);
            rows.AddPrediction(records, kept, at);
            if (label >= 0 && !records[label].IsEmpty) rows.AddOutcome(records, id, label, labelTime, at, mapping, path);
        }

        rows._events.Sort();
        return rows;
    }

    private void AddPrediction(CsvRecords records, int[] kept, DateTimeOffset at)
    {
        var start = _predictions.WrittenCount;
        for (var i = 0; i < kept.Length; i++)
        {
            if (i > 0) _predictions.Write(","u8);
            _predictions.Write(records.RawCell(kept[i]));
        }

        _predictions.Write("\n"u8);
        _events.Add(new ReplayEvent(at, IsOutcome: false, start, _predictions.WrittenCount - start));
    }

    private void AddOutcome(CsvRecords records, int id, int label, int labelTime, DateTimeOffset at, ColumnMapping mapping, string path)
    {
        var known = labelTime >= 0 && !records[labelTime].IsEmpty ? Moment(records, labelTime, mapping.LabelTime, path) : at;
        var start = _outcomes.WrittenCount;
        _outcomes.Write(records.RawCell(id));
        _outcomes.Write(",label,"u8);
        _outcomes.Write(records.RawCell(label));
        _outcomes.Write(Encoding.UTF8.GetBytes($",{known.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'},import\n"));
        _events.Add(new ReplayEvent(known, IsOutcome: true, start, _outcomes.WrittenCount - start));
    }

    private static DateTimeOffset Moment(CsvRecords records, int cell, string name, string path)
    {
        var text = Encoding.UTF8.GetString(records[cell]);
        return DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal | System.Globalization.DateTimeStyles.AdjustToUniversal, out var moment)
            ? moment
            : throw new UsageException($"{Path.GetFileName(path)}: record {records.Number}, column {name}: no time such as 2026-01-31T10:00:00Z");
    }

    private static int Place(string[] header, string name, string path) =>
        Array.IndexOf(header, name) is >= 0 and var place ? place : throw new UsageException($"{Path.GetFileName(path)} has no column '{name}': a replay needs ids and times");

    private static string Quote(string name) => name.AsSpan().IndexOfAny(',', '"', '\n') < 0 ? name : '"' + name.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
}

/// <summary>One thing that happens: a prediction or an outcome, and where its bytes are.</summary>
internal readonly record struct ReplayEvent(DateTimeOffset At, bool IsOutcome, int Start, int Length) : IComparable<ReplayEvent>
{
    /// <inheritdoc/>
    public int CompareTo(ReplayEvent other)
    {
        var byTime = At.CompareTo(other.At);
        if (byTime != 0) return byTime;
        var byKind = IsOutcome.CompareTo(other.IsOutcome);
        return byKind != 0 ? byKind : Start.CompareTo(other.Start);
    }
}
