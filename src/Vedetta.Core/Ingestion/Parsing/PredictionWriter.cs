using System.Buffers.Text;
using System.Text;
using Vedetta.Core.Models;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Ingestion.Parsing;

/// <summary>
/// Builds prediction rows value by value, whatever they are read from: <see cref="BeginRow"/>, any number of
/// <c>Put</c>, <see cref="EndRow"/> or <see cref="Refuse"/>. No object per row. Not thread-safe.
/// </summary>
internal sealed partial class PredictionWriter
{
    private readonly ParseOptions _options;
    private readonly long _receivedAt;
    private readonly long _latest;
    private readonly ExtraText _extra = new();
    private readonly List<string> _ids = [];
    private ModelBinding _binding;
    private long _serial = -1;
    private bool _hasContent;
    private bool _hasAt;
    private long _at;
    private string? _timeFault;
    private bool _hasLabel;
    private Token _labelToken;
    private double _labelNumber;
    private byte[] _labelText = new byte[64];
    private int _labelLength;
    private long? _labelAt;
    private Slot? _broken;
    private (string Code, string Message) _breach;

    public PredictionWriter(ModelBinding binding, ParseOptions options, IssueLog issues)
    {
        _options = options;
        _binding = binding;
        Issues = issues;
        _receivedAt = EventTime.Micros(options.ReceivedAt);
        _latest = EventTime.Micros(options.ReceivedAt + ParseOptions.Ahead);
        Features = new SlotTable(name => Make(ColumnFamily.Feature, name));
        Tags = new SlotTable(name => Make(ColumnFamily.Tag, name));
        Probabilities = new SlotTable(name => Make(ColumnFamily.Probability, name));
        ShadowScores = new SlotTable(name => Make(ColumnFamily.ShadowScore, name));
        ShadowPredictions = new SlotTable(name => Make(ColumnFamily.ShadowPrediction, name));
        Contributions = new SlotTable(name => new Slot(SlotKind.Contribution, ColumnFamily.Feature, name));
        Bind(binding);
    }

    /// <summary>Most ids made here that are answered.</summary>
    public const int IdsAnswered = 100_000;

    public PredictionBatch Batch { get; } = new();

    /// <summary>Labels that came with the rows.</summary>
    public OutcomeBatch Outcomes { get; } = new();

    public IssueLog Issues { get; }

    /// <summary>Place of each kept row in the request.</summary>
    public List<long> Index { get; } = [];

    /// <summary>Whether each kept row named its own time; a time made here is no part of what a row says.</summary>
    public List<bool> AtGiven { get; } = [];

    /// <summary>Ids made here.</summary>
    public IReadOnlyList<string> MadeIds => _ids;

    /// <summary>Rows seen so far, refused ones too.</summary>
    public long Seen => _serial + 1;

    /// <summary>Labels of reference rows.</summary>
    public long Labelled { get; private set; }

    /// <summary>Whether any row carried a score.</summary>
    public bool SawScore { get; private set; }

    /// <summary>Hours of refused rows whose time could be read, and of the others the hour of receiving.</summary>
    public Dictionary<long, long> RefusedAt { get; } = [];

    public SlotTable Features { get; }

    public SlotTable Tags { get; }

    public SlotTable Probabilities { get; }

    public SlotTable ShadowScores { get; }

    public SlotTable ShadowPredictions { get; }

    public SlotTable Contributions { get; }

    public Slot Id { get; } = new(SlotKind.Id, default, "id");

    public Slot At { get; } = new(SlotKind.At, default, "at");

    public Slot Version { get; } = new(SlotKind.Version, default, "version");

    public Slot Score { get; } = new(SlotKind.Score, default, "score");

    public Slot Prediction { get; } = new(SlotKind.Prediction, default, "prediction");

    public Slot Decision { get; } = new(SlotKind.Decision, default, "decision");

    public Slot Amount { get; } = new(SlotKind.Amount, default, "amount");

    public Slot Subject { get; } = new(SlotKind.Subject, default, "subject");

    public Slot Variant { get; } = new(SlotKind.Variant, default, "variant");

    public Slot Latency { get; } = new(SlotKind.Latency, default, "latency_ms");

    public Slot Error { get; } = new(SlotKind.Error, default, "error");

    public Slot Label { get; } = new(SlotKind.Label, ColumnFamily.Outcome, "label");

    public Slot LabelAt { get; } = new(SlotKind.LabelAt, default, "label_ts");

    private int Row => Batch.Count;

    /// <summary>Begins the next row of the request.</summary>
    public void BeginRow()
    {
        _serial++;
        _hasContent = _hasAt = _hasLabel = false;
        _timeFault = null;
        _labelAt = null;
        _broken = null;
        _extra.Clear();
        Features.Rewind();
        Tags.Rewind();
        Probabilities.Rewind();
    }

    /// <summary>Counts a row that cannot be read at all.</summary>
    public void Refuse(string code, string? field, string message, ReadOnlySpan<byte> raw)
    {
        var id = Batch.Id.Count > Row ? Batch.Id[Row] : null;
        Issues.Reject(_serial, id, code, field, message, raw);
        var hour = _hasAt && _timeFault is null ? _at : _receivedAt;
        System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(RefusedAt, hour, out _)++;
        Truncate(Row);
    }

    /// <summary>Ends a row: keeps it, or refuses it with the reason. The bytes are what people see in quarantine.</summary>
    public void EndRow(ReadOnlySpan<byte> raw)
    {
        if (!_hasAt) _at = _receivedAt;
        if (_timeFault is not null)
            Refuse("unreadable_time", "at", _timeFault, raw);
        else if (!_hasContent)
            Refuse("empty_row", field: null, "the row has neither a feature nor a score nor a prediction; at least one is needed", raw);
        else if (_at < 0)
            Refuse("time_too_early", "at", "the time lies before 1970-01-01T00:00:00Z", raw);
        else if (_at > _latest)
            Refuse("time_too_late", "at", "the time lies more than 24 hours ahead of the server's clock", raw);
        else if (_broken is not null || BreaksRules())
            Refuse("violates_schema", _broken!.Field, _breach.Message, raw);
        else
            Keep();
    }

    private void Keep()
    {
        var row = Row;
        if (!Batch.Id.HasAt(row))
        {
            Span<byte> text = stackalloc byte[32];
            var made = _options.NewId(_options.ReceivedAt);
            Utf8Formatter.TryFormat(made, text, out var length, 'N');
            Batch.Id.Truncate(row);
            Batch.Id.Add(text[..length]);
            if (_ids.Count < IdsAnswered) _ids.Add(Encoding.UTF8.GetString(text[..length]));
        }

        var hash = XxHash64.Of(Batch.Id.Utf8(row));
        Batch.IdHash.Add(hash);
        Batch.At.Add(_at);
        Batch.ReceivedAt.Add(_receivedAt);
        Index.Add(_serial);
        AtGiven.Add(_hasAt);
        if (_extra.Any)
        {
            Batch.Extra.PadTo(row);
            _extra.Finish(Batch.Extra);
        }

        Batch.Count++;
        if (_hasLabel) KeepLabel(hash);
    }

    private void KeepLabel(ulong idHash)
    {
        Labelled++;
        if (_options.Reference) return;
        var text = _labelText.AsSpan(0, _labelLength);
        Outcomes.Id.Add(Batch.Id.Utf8(Row - 1));
        Outcomes.IdHash.Add(idHash);
        Outcomes.Outcome.Add("label");
        OutcomeValues.Append(Outcomes, _labelToken, text, _labelNumber);
        Outcomes.At.Add(_labelAt ?? _at);
        Outcomes.ReceivedAt.Add(_receivedAt);
        Outcomes.Source.Add("import");
        Outcomes.Count++;
    }

    /// <summary>Rules of the schema that only a whole row can break: a value that must be there. Others are found value by value.</summary>
    private bool BreaksRules()
    {
        foreach (var slot in _required)
        {
            if (slot.LastRow == _serial && slot.Column!.HasAt(Row)) continue;
            if (slot.Definition!.OnViolation == OnViolation.Reject)
            {
                Break(slot, "missing_value", $"'{slot.Shown}' is required and has no value");
                return true;
            }

            if (Issues.TakesWarnings) Warn("missing_value", slot, "is required and has no value");
        }

        return false;
    }

    private void Break(Slot slot, string code, string message) => (_broken, _breach) = (slot, (code, message));

    private void Warn(string code, Slot slot, string what)
    {
        if (Issues.TakesWarnings)
            Issues.Warn(_serial, Batch.Id.HasAt(Row) ? Batch.Id[Row] : null, code, slot.Field, $"'{slot.Shown}' {what}");
    }

    /// <summary>Notes something odd about the row under way.</summary>
    public void WarnRow(string code, string message)
    {
        if (Issues.TakesWarnings) Issues.Warn(_serial, Batch.Id.HasAt(Row) ? Batch.Id[Row] : null, code, field: null, message);
    }

    private void Truncate(int rows)
    {
        Batch.Truncate(rows);
        foreach (var slot in _raw) slot.Raw!.Truncate(rows);
    }

    /// <summary>Forgets the rows and keeps memory, places and evidence for the next chunk.</summary>
    public void Clear()
    {
        Batch.Clear();
        Outcomes.Clear();
        Index.Clear();
        AtGiven.Clear();
        RefusedAt.Clear();
        _ids.Clear();
        foreach (var slot in _raw) slot.Raw!.Clear();
    }

    /// <summary>Makes every buffer as long as the batch; call once a chunk is full.</summary>
    public void Complete()
    {
        Batch.PadTo(Batch.Count, NumericValue.Missing);
        RowHashes.Fill(Batch, AtGiven);
    }
}
