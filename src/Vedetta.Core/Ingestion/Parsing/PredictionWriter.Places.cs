using Vedetta.Core.Models;

namespace Vedetta.Core.Ingestion.Parsing;

/// <content>Where values go: stored columns that exist, and raw ones whose type or place is still to be decided.</content>
internal sealed partial class PredictionWriter
{
    private readonly List<Slot> _raw = [];
    private readonly List<Slot> _required = [];

    /// <summary>Columns that need a place, with what their values speak for.</summary>
    public IEnumerable<(Slot Slot, ColumnEvidence Evidence)> Undecided => _raw.Select(s => (s, s.Raw!.Evidence));

    /// <summary>Goes on with an edited model: columns that have a place now take their kept values.</summary>
    public void Bind(ModelBinding binding)
    {
        _binding = binding;
        _raw.Clear();
        _required.Clear();
        foreach (var table in (SlotTable[])[Features, Tags, Probabilities, ShadowScores, ShadowPredictions])
            foreach (var slot in table.Slots) Place(slot);
        if (_options.Reference) Place(Label);
        PlacePrediction();
        foreach (var definition in binding.Schema.Columns)
            if (definition is { Required: true, Role: ColumnRole.Feature })
                _required.Add(FeatureOf(definition.Name));
    }

    private Slot FeatureOf(string name) => Features.Find(System.Text.Encoding.UTF8.GetBytes(name));

    private Slot Make(ColumnFamily family, string name)
    {
        var slot = new Slot(SlotKind.Stored, family, name);
        Place(slot);
        return slot;
    }

    private void Place(Slot slot)
    {
        slot.Kind = slot.Family == ColumnFamily.Outcome ? SlotKind.Label : SlotKind.Stored;
        slot.Definition = slot.Family == ColumnFamily.Feature ? _binding.Schema.Find(slot.Name) : null;
        var type = slot.Family == ColumnFamily.Feature ? slot.Definition?.Type : _binding.TypeOf(slot.Family);
        var stored = type is { } known ? _binding.Find(slot.Family, slot.Name, ModelBinding.KindOf(known)) : null;
        if (stored is not null)
        {
            slot.Type = type!.Value;
            slot.Column = Batch.FindColumn(stored.Ordinal) ?? Batch.AddColumn(stored);
            if (slot.Raw is not null) slot.Column.Truncate(0);
            Replay(slot);
            return;
        }

        slot.Column = null;
        if (slot.Name.Length > Slot.LongestName || (slot.Family == ColumnFamily.Feature && slot.Definition is null && _binding.Schema.Confirmed))
        {
            slot.Kind = SlotKind.Unknown;
            slot.Raw = null;
            return;
        }

        slot.Raw ??= new RawColumn();
        _raw.Add(slot);
    }

    private void PlacePrediction()
    {
        if (_binding.Task is null)
        {
            Prediction.Raw ??= new RawColumn();
            _raw.Add(Prediction);
        }
        else
        {
            Replay(Prediction);
        }
    }

    /// <summary>Gives kept values to the place the slot has now.</summary>
    private void Replay(Slot slot)
    {
        if (slot.Raw is not { } raw) return;
        slot.Raw = null;
        var (count, serial) = (Batch.Count, _serial);
        for (var i = 0; i < raw.Count; i++)
        {
            var (row, token, number) = raw[i];
            Batch.Count = row;
            _serial = Index[row];
            _extra.Clear();
            if (slot.Kind == SlotKind.Prediction) PutPrediction(slot, token, raw.TextOf(i), number);
            else if (slot.Kind == SlotKind.Label) PutLabel(slot, token, raw.TextOf(i), number);
            else Store(slot, token, raw.TextOf(i), number);
        }

        _extra.Clear();
        (Batch.Count, _serial) = (count, serial);
    }
}
