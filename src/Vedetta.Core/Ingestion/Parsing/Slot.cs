using System.Text;
using Vedetta.Core.Models;

namespace Vedetta.Core.Ingestion.Parsing;

/// <summary>Which part of a prediction a value belongs to.</summary>
internal enum SlotKind
{
    Skip,
    Id,
    At,
    Version,
    Score,
    Prediction,
    Decision,
    Amount,
    Subject,
    Variant,
    Latency,
    Error,
    Label,
    LabelAt,

    /// <summary>Feature, tag, probability or shadow: a stored column.</summary>
    Stored,

    /// <summary>A feature that the confirmed schema does not have.</summary>
    Unknown,

    /// <summary>Contribution of a feature to the score.</summary>
    Contribution,
}

/// <summary>The place of one named value of a row, found once and reused for every row.</summary>
internal sealed class Slot(SlotKind kind, ColumnFamily family, string name)
{
    public SlotKind Kind { get; set; } = kind;

    public ColumnFamily Family { get; } = family;

    /// <summary>Name within its family.</summary>
    public string Name { get; } = name;

    public byte[] Utf8 { get; } = Encoding.UTF8.GetBytes(name);

    /// <summary>Longest name of a column, in characters.</summary>
    public const int LongestName = 200;

    /// <summary>The name as messages show it: a sender's name may be as long as a row.</summary>
    public string Shown => Name.Length <= LongestName ? Name : Name[..LongestName] + "...";

    /// <summary>Name as people know it, for messages.</summary>
    public string Field => Kind switch
    {
        SlotKind.Stored or SlotKind.Unknown => Family switch
        {
            ColumnFamily.Feature => $"features.{Shown}",
            ColumnFamily.Tag => $"tags.{Shown}",
            ColumnFamily.Probability => $"probabilities.{Shown}",
            ColumnFamily.ShadowScore => $"shadow.{Shown}.score",
            ColumnFamily.ShadowPrediction => $"shadow.{Shown}.prediction",
            _ => Shown,
        },
        SlotKind.Contribution => $"contributions.{Shown}",
        _ => Shown,
    };

    /// <summary>Where values go; null while the column has no place.</summary>
    public BatchColumn? Column { get; set; }

    /// <summary>How values are read.</summary>
    public ColumnType Type { get; set; }

    /// <summary>Rules of a feature; null for none.</summary>
    public ColumnDefinition? Definition { get; set; }

    /// <summary>Values kept until the column has a place.</summary>
    public RawColumn? Raw { get; set; }

    /// <summary>The last row written, to see a key that comes twice.</summary>
    public long LastRow { get; set; } = -1;
}

/// <summary>Slots of one family by UTF-8 name. Rows tend to name their values in the same order, so the next is tried first.</summary>
internal sealed class SlotTable(Func<string, Slot> make)
{
    private readonly List<Slot> _slots = [];
    private readonly Dictionary<ulong, int> _byHash = [];
    private int _next;

    public IReadOnlyList<Slot> Slots => _slots;

    /// <summary>Begins a row: its first name is expected to be the first of the last row.</summary>
    public void Rewind() => _next = 0;

    public Slot Find(ReadOnlySpan<byte> name)
    {
        if (_next < _slots.Count && name.SequenceEqual(_slots[_next].Utf8)) return _slots[_next++];
        var hash = XxHash64.Of(name);
        for (; ; hash++)
        {
            // Two names with one hash take the next number.
            if (!_byHash.TryGetValue(hash, out var at))
            {
                at = _slots.Count;
                _slots.Add(make(Encoding.UTF8.GetString(name)));
                _byHash.Add(hash, at);
            }
            else if (!name.SequenceEqual(_slots[at].Utf8))
            {
                continue;
            }

            _next = at + 1;
            return _slots[at];
        }
    }

    public void Clear()
    {
        _slots.Clear();
        _byHash.Clear();
        _next = 0;
    }
}
