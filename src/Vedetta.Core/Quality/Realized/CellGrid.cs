using System.Globalization;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Ingestion.Buffers;
using Vedetta.Core.Models;
using Vedetta.Core.Readings;
using Vedetta.Core.Time;

namespace Vedetta.Core.Quality.Realized;

/// <summary>Puts predictions into the cells of windows and slices. Not thread-safe.</summary>
internal sealed class CellGrid
{
    private const int MostSegments = 500;
    private readonly ModelState _state;
    private readonly Maturity _maturity;
    private readonly RowDecoder _decoder;
    private readonly IReadOnlyList<Slice> _slices;
    private readonly SegmentReader?[] _segments;
    private readonly InclusionReader?[] _inclusions;
    private readonly long[] _from;
    private readonly long[] _to;
    private readonly Dictionary<CellKey, QualityCell> _cells = [];
    private readonly HashSet<string> _values = new(StringComparer.Ordinal);
    private int _window;

    public CellGrid(ModelState state, OutcomeDefinition outcome, IReadOnlyList<Window> windows, IReadOnlyList<Slice> slices)
    {
        (_state, _slices) = (state, slices);
        (_decoder, _maturity) = (new RowDecoder(state), new Maturity(state, outcome));
        _segments = [.. slices.Select(slice => slice.Segment.IsAll ? null : new SegmentReader(state, slice.Segment.Column))];
        _inclusions = [.. slices.Select(slice => slice.Inclusion is { } column ? new InclusionReader(state, column) : null)];
        (_from, _to) = ([.. windows.Select(window => Micros(window.From))], [.. windows.Select(window => Micros(window.To))]);
    }

    /// <summary>Stored columns that have to be read.</summary>
    public IReadOnlyList<int> Ordinals => [.. _decoder.Ordinals.Concat(_maturity.Ordinals).Concat(_segments.SelectMany(segment => segment?.Ordinals ?? [])).Concat(_inclusions.SelectMany(inclusion => inclusion?.Ordinals ?? [])).Distinct().Order()];

    /// <summary>Cells that have predictions.</summary>
    public IReadOnlyDictionary<CellKey, QualityCell> Cells => _cells;

    /// <summary>Which moment puts a prediction into a window.</summary>
    public WindowBy By { get; init; }

    /// <summary>Whether delays of outcomes are kept: then every outcome that came counts, as one that comes before it is due has a delay too.</summary>
    public bool KeepDelays { get; init; }

    /// <summary>Predictions due up to this moment are mature.</summary>
    public required DateTimeOffset Known { get; init; }

    /// <summary>Takes predictions beside what is known of their outcomes.</summary>
    public void Add(PredictionBatch batch, OutcomeColumn outcome)
    {
        var rows = _decoder.Decode(batch, outcome.Label, outcome.Value);
        var due = _maturity.Of(batch);
        var known = Micros(Known);
        var approving = Approving(batch);
        for (var s = 0; s < _slices.Count; s++)
        {
            var filter = new SliceFilter(_slices[s], batch, _segments[s]?.Read(batch), Decisions.Approving);
            var inclusion = _inclusions[s];
            rows.Weight = inclusion?.Read(batch) ?? [];
            for (var row = 0; row < batch.Count; row++)
            {
                var isKnown = outcome.KnownAt[row] != OutcomeColumn.Unknown;
                if (By == WindowBy.Arrival && !isKnown) continue;
                var window = WindowOf(By == WindowBy.Event ? batch.At[row] : outcome.KnownAt[row]);
                if (window < 0 || !filter.Takes(row, outcome)) continue;
                var cell = CellOf(new CellKey(s, window, filter.VersionOf(row), filter.SegmentOf(row)));
                var isMature = due[row] <= known;
                cell.Count(isMature);
                if (batch.Decision.Codes[row] is >= 0 and var decision && !approving[decision]) cell.CountDeclined(isMature && rows.Truth[row] >= 0);
                if (rows.Truth[row] == DecodedRows.Unlabelled) continue;
                if (rows.Truth[row] == DecodedRows.Odd) cell.CountOdd();
                else if (!isMature && !KeepDelays) cell.CountEarly();
                else if (inclusion is not null && double.IsNaN(rows.Weight[row])) cell.CountImpossible();
                else
                {
                    if (inclusion?.IsLogged(row) == false) cell.CountCertain();
                    cell.Label(rows, row, batch.IdHash[row], KeepDelays && isKnown ? (outcome.KnownAt[row] - batch.At[row]) / 86_400e6 : null);
                }
            }
        }
    }

    /// <summary>Takes labelled rows of a reference, which are mature.</summary>
    /// <param name="batch">The rows.</param>
    /// <param name="labels">Labels as classes.</param>
    /// <param name="values">Labels as numbers.</param>
    /// <param name="windowOf">Place of the window of a row; -1 for none.</param>
    /// <param name="approvedOnly">Whether only rows are taken whose decision was to approve.</param>
    public void AddReference(PredictionBatch batch, CategoryBuffer? labels, NumericBuffer? values, Func<int, int> windowOf, bool approvedOnly = false)
    {
        var rows = _decoder.Decode(batch, labels, values);
        rows.Weight = [];
        var approving = approvedOnly ? Approving(batch) : [];
        for (var s = 0; s < _slices.Count; s++)
        {
            var segment = _slices[s].Segment;
            var categories = _segments[s]?.Read(batch);
            for (var row = 0; row < batch.Count; row++)
            {
                var window = windowOf(row);
                if (approvedOnly && !(batch.Decision.Codes[row] is >= 0 and var decision && approving[decision])) continue;
                if (window < 0 || (!segment.IsAll && !string.Equals(categories?[row] ?? "", segment.Value, StringComparison.Ordinal))) continue;
                var cell = CellOf(new CellKey(s, window, null, null));
                cell.Count(isMature: true);
                if (rows.Truth[row] == DecodedRows.Odd) cell.CountOdd();
                else if (rows.Truth[row] >= 0) cell.Label(rows, row, batch.RowHash[row], null);
            }
        }
    }

    /// <summary>Whole microseconds since 1970 at or after a moment.</summary>
    internal static long Micros(DateTimeOffset at)
    {
        var ticks = at.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks;
        return ticks >= 0 ? (ticks + TimeSpan.TicksPerMicrosecond - 1) / TimeSpan.TicksPerMicrosecond : ticks / TimeSpan.TicksPerMicrosecond;
    }

    private static bool[] Approving(PredictionBatch batch) => [.. batch.Decision.Dictionary.Select(Decisions.Approves)];

    private QualityCell CellOf(CellKey key)
    {
        if (_cells.TryGetValue(key, out var cell)) return cell;
        if (key.Segment is { } value && _values.Add(value) && _values.Count > MostSegments)
            throw new QuestionException("segment", string.Create(CultureInfo.InvariantCulture, $"'{_slices[key.Slice].Segment.Column}' has more than {MostSegments} values; name one of them"));
        return _cells[key] = NewCell(_slices[key.Slice].Inclusion is not null);
    }

    private QualityCell NewCell(bool isWeighted) => _state.Definition.Task switch
    {
        ModelTask.Binary when isWeighted => new WeightedBinaryCell(),
        ModelTask.Binary => new BinaryCell(_state.Definition.Threshold),
        ModelTask.Multiclass => new MulticlassCell(_decoder),
        _ => new RegressionCell(),
    };

    // Rows come nearly in the order of time.
    private int WindowOf(long at)
    {
        if (_window < _from.Length && at >= _from[_window] && at < _to[_window]) return _window;
        var place = Array.BinarySearch(_from, at);
        if (place < 0) place = ~place - 1;
        if (place < 0 || at >= _to[place]) return -1;
        return _window = place;
    }
}
