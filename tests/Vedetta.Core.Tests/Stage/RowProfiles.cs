using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;
using Vedetta.Core.Profiles;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Tests.Stage;

/// <summary>
/// Profiles made from rows each time they are asked for: slow, simple, and an independent answer to compare the stored
/// profiles with.
/// </summary>
internal sealed class RowProfiles(IEventStore events, IModelStore models) : IProfileReader
{
    private readonly Dictionary<string, RowTable> _references = new(StringComparer.Ordinal);
    private RowTable _rows = RowTable.Empty;
    private long _sequence = -1;

    public async ValueTask<IReadOnlyList<ProfileSet>> ReadAsync(
        ModelId model, IReadOnlyList<Window> windows, IReadOnlyList<string>? columns, string? version, SegmentKey segment, CancellationToken cancel)
    {
        await RefreshAsync(model, cancel);
        var sets = new List<ProfileSet>();
        foreach (var window in windows) sets.Add(await SetOfAsync(model, window, columns, version, segment, cancel));
        return sets;
    }

    public async ValueTask<ReferenceSet?> ReferenceAsync(ModelId model, string? version, SegmentKey segment, CancellationToken cancel)
    {
        var versions = await models.VersionsAsync(model, cancel);
        var place = version is null ? versions.Count - 1 : versions.ToList().FindIndex(known => known.Version == version);
        for (; place >= 0; place--)
        {
            if (versions[place].Reference is not { } info) continue;
            var of = versions[place].Version;
            if (!_references.TryGetValue(of, out var table)) _references[of] = table = await RowTable.ReadAsync(events, model, new RowScan(Reference: of), cancel);
            var grids = table.Numbers.ToDictionary(pair => pair.Key, pair => NumericGrid.FromReference(pair.Value.ToArray()));
            var all = Enumerable.Range(0, table.Count).Where(row => table.IsIn(row, segment)).ToArray();
            return new ReferenceSet(of, info, all.Length, table.Profiles(all, grids, null), segment.IsAll ? table.Correlation(all) : null, grids);
        }

        return null;
    }

    private async ValueTask<ProfileSet> SetOfAsync(ModelId model, Window window, IReadOnlyList<string>? columns, string? version, SegmentKey segment, CancellationToken cancel)
    {
        var rows = _rows.In(window).Where(row => (version is null || _rows.Versions[row] == version) && _rows.IsIn(row, segment)).ToArray();
        var versions = rows.Select(row => _rows.Versions[row]).Distinct().Order(StringComparer.Ordinal).ToList();
        if (columns is { Count: 0 } || rows.Length == 0)
            return new ProfileSet(window, rows.Length, new Dictionary<string, ColumnProfile>(StringComparer.Ordinal), null, versions, []);
        var reference = await ReferenceAsync(model, versions.Count > 0 ? versions[^1] : null, SegmentKey.All, cancel);
        return new ProfileSet(window, rows.Length, _rows.Profiles(rows, reference?.Grids ?? new Dictionary<string, NumericGrid>(StringComparer.Ordinal), reference), segment.IsAll ? _rows.Correlation(rows) : null, versions, []);
    }

    private async ValueTask RefreshAsync(ModelId model, CancellationToken cancel)
    {
        var last = (await events.SummaryAsync(model, cancel)).LastSequence;
        if (last == _sequence) return;
        _sequence = last;
        _rows = await RowTable.ReadAsync(events, model, new RowScan(), cancel);
    }
}

/// <summary>Rows in memory, ordered by time.</summary>
internal sealed class RowTable
{
    public static RowTable Empty { get; } = new();

    private List<int> _order = [];

    public List<DateTimeOffset> At { get; } = [];

    public List<string> Versions { get; } = [];

    public Dictionary<string, List<double>> Numbers { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, List<string?>> Categories { get; } = new(StringComparer.Ordinal);

    public int Count => At.Count;

    public static async ValueTask<RowTable> ReadAsync(IEventStore events, ModelId model, RowScan scan, CancellationToken cancel)
    {
        var table = new RowTable();
        await foreach (var batch in events.ScanAsync(model, scan, cancel)) table.Add(batch);
        foreach (var (name, values) in table.Numbers.ToList())
            if (values.TrueForAll(NumericValue.IsMissing)) table.Numbers.Remove(name);
        foreach (var (name, values) in table.Categories.ToList())
            if (values.TrueForAll(value => value is null)) table.Categories.Remove(name);
        table._order = [.. Enumerable.Range(0, table.Count).OrderBy(row => table.At[row])];
        return table;
    }

    public bool IsIn(int row, SegmentKey segment) => segment.IsAll || (Categories[segment.Column][row] ?? "") == segment.Value;

    public IEnumerable<int> In(Window window)
    {
        var (low, high) = (0, _order.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (At[_order[middle]] < window.From) low = middle + 1;
            else high = middle;
        }

        for (; low < _order.Count && At[_order[low]] < window.To; low++) yield return _order[low];
    }

    public Dictionary<string, ColumnProfile> Profiles(int[] rows, IReadOnlyDictionary<string, NumericGrid> grids, ReferenceSet? reference)
    {
        var profiles = new Dictionary<string, ColumnProfile>(StringComparer.Ordinal);
        foreach (var (name, values) in Numbers)
        {
            var profile = new NumericProfile(grids.GetValueOrDefault(name));
            profile.Add(rows.Select(row => values[row]).ToArray());
            profiles[name] = profile;
        }

        foreach (var (name, values) in Categories)
        {
            var profile = new CategoricalProfile((reference?.Columns.GetValueOrDefault(name) as CategoricalProfile)?.Counts.Keys.ToHashSet(StringComparer.Ordinal));
            foreach (var group in rows.GroupBy(row => values[row]))
            {
                if (group.Key is null) profile.AddMissing(group.Count());
                else profile.Add(group.Key, group.Count());
            }

            profiles[name] = profile;
        }

        return profiles;
    }

    public CorrelationProfile? Correlation(int[] rows)
    {
        var names = Numbers.Keys.Where(name => name is not ("score" or "prediction")).ToList();
        if (names.Count < 2) return null;
        var profile = new CorrelationProfile(names);
        profile.Add(names.Select(name => (ReadOnlyMemory<double>)rows.Select(row => Numbers[name][row]).ToArray()).ToArray());
        return profile;
    }

    private void Add(PredictionBatch batch)
    {
        for (var row = 0; row < batch.Count; row++)
        {
            At.Add(DateTimeOffset.UnixEpoch.AddMicroseconds(batch.At[row]));
            Versions.Add(batch.Version[row] ?? "");
            NumbersOf("score").Add(batch.Score[row]);
            NumbersOf("prediction").Add(batch.PredictedValue[row]);
            CategoriesOf("prediction").Add(batch.Prediction[row]);
            foreach (var column in batch.Columns)
            {
                var name = column.Stored.Family == ColumnFamily.Probability ? "score_" + column.Stored.Name : column.Stored.Name;
                if (column.Numbers is not null) NumbersOf(name).Add(column.Numbers[row]);
                if (column.Categories is not null) CategoriesOf(name).Add(column.Categories[row]);
            }
        }
    }

    private List<double> NumbersOf(string name) => Numbers.TryGetValue(name, out var values) ? values : Numbers[name] = [];

    private List<string?> CategoriesOf(string name) => Categories.TryGetValue(name, out var values) ? values : Categories[name] = [];
}
