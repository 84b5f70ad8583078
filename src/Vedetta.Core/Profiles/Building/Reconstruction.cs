using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;
using Vedetta.Core.Storage;

namespace Vedetta.Core.Profiles.Building;

/// <summary>Makes all profiles of a model from its rows: what a rebuild stores and a verification compares with.</summary>
internal sealed class Reconstruction
{
    private readonly IEventStore _events;
    private readonly long _spillBytes;
    private readonly ProfileBuilder _builder;
    private readonly List<ProfileFragment> _fragments = [];
    private readonly HashSet<DateTimeOffset> _hours = [];
    private readonly List<(string Version, DateTimeOffset First)> _versions = [];

    private Reconstruction(ProfilePlan plan, IEventStore events, long spillBytes)
    {
        (Plan, _events, _spillBytes) = (plan, events, spillBytes);
        _builder = new ProfileBuilder(plan, Segments);
    }

    public ProfilePlan Plan { get; }

    public SegmentValues Segments { get; } = new();

    public IReadOnlyCollection<string> Built => _builder.Built;

    public IReadOnlyCollection<DateTimeOffset> Hours => _hours;

    public IReadOnlyList<(string Version, DateTimeOffset First)> Versions => _versions;

    /// <summary>Rows read.</summary>
    public long Rows { get; private set; }

    /// <summary>The last commit read.</summary>
    public long Sequence { get; private set; }

    /// <summary>Reads references, from which the grids are made. A provisional grid, once made, stays: windows made on it stay comparable.</summary>
    /// <param name="state">The model.</param>
    /// <param name="events">Its rows.</param>
    /// <param name="spillBytes">Profiles in memory from which they are written out.</param>
    /// <param name="provisional">The provisional grids so far; null for none.</param>
    /// <param name="complete">Whether columns without a provisional grid get one from their first values.</param>
    /// <param name="cancel">Stops the reading.</param>
    public static async ValueTask<Reconstruction> BeginAsync(
        ModelState state, IEventStore events, long spillBytes, VersionGrids? provisional, bool complete, CancellationToken cancel)
    {
        var bare = ProfilePlan.Of(state, GridSet.Empty);
        var byVersion = new Dictionary<string, VersionGrids>(StringComparer.Ordinal);
        foreach (var version in state.Versions.Where(v => v.Reference is not null))
            byVersion[version.Version] = GridMaker.Make(bare, version.Version, await GridMaker.ReferenceAsync(events, state.Id, version.Version, cancel));
        if (complete && bare.NeedsProvisional) provisional = await GridMaker.ProvisionalAsync(bare, provisional, events, cancel);
        var work = new Reconstruction(ProfilePlan.Of(state, new GridSet(byVersion, provisional)), events, spillBytes);
        work._fragments.AddRange(GridStore.Write(work.Plan.Grids));
        foreach (var version in byVersion.Keys)
        {
            var rows = await GridMaker.ReferenceAsync(events, state.Id, version, cancel);
            work._fragments.AddRange(References(GridMaker.Profile(work.Plan, version, rows, work.Segments)));
        }

        return work;
    }

    /// <summary>Reads the rows of commits that were not read yet.</summary>
    public async ValueTask ReadAsync(CancellationToken cancel)
    {
        await foreach (var batch in _events.ScanAsync(Plan.State.Id, new RowScan(AfterSequence: Sequence), cancel))
        {
            Add(batch);
        }
    }

    /// <summary>Fragments of everything read.</summary>
    public IReadOnlyList<ProfileFragment> Finish()
    {
        Spill();
        return _fragments;
    }

    /// <summary>Fragments of reference profiles.</summary>
    public static IEnumerable<ProfileFragment> References(Dictionary<DeltaKey, ProfileDelta> deltas)
    {
        foreach (var (key, delta) in deltas)
        {
            ProfileKey Of(string column) => new(key.Version, key.Segment, ProfileLevel.Reference, DateTimeOffset.UnixEpoch, column);
            foreach (var (name, profile) in delta.Columns) yield return new ProfileFragment(Of(name), FragmentWriter.Bytes(profile.Write));
            if (delta.Correlation is { } correlation) yield return new ProfileFragment(Of(ProfileColumns.Correlation), FragmentWriter.Bytes(correlation.Write));
        }
    }

    private void Add(PredictionBatch batch)
    {
        _hours.UnionWith(_builder.Add(batch));
        foreach (var seen in VersionsSeen.In(batch))
            if (!_versions.Exists(v => v.Version == seen.Version)) _versions.Add(seen);
        Rows += batch.Count;
        Sequence = Math.Max(Sequence, batch.Sequence[^1]);
        if (_builder.Bytes > _spillBytes) Spill();
    }

    private void Spill() => _fragments.AddRange(FragmentWriter.Write(_builder.Take(), Plan.State.Zone));
}
