using Vedetta.Core.Business;
using Vedetta.Core.Incidents;
using Vedetta.Core.Incidents.Machine;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Core.Profiles;
using Vedetta.Core.Quality.Estimated;
using Vedetta.Core.Samples;
using Vedetta.Core.Security;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Explaining;

/// <summary>Explains incidents.</summary>
public interface IIncidentExplainer
{
    /// <summary>Why the incident probably is; null for kinds that have nothing to explain, such as silence.</summary>
    ValueTask<Explanation?> ExplainAsync(Incident incident, CancellationToken cancel);
}

/// <summary>Gathers what an explanation looks at from profiles and points, and explains. Thread-safe.</summary>
public sealed class ExplanationService(
    IModelStore models, IMonitorStore monitors, IProfileReader profiles, IEventStore events, EvaluationOptions options, IAuditStore? audit = null,
    BusinessService? business = null, IEstimatedPerformance? estimates = null) : IIncidentExplainer
{
    private const int AuditLines = 2_000;
    private const int LargestSegments = 20;

    private static readonly HashSet<string> Explained = new(
        [IncidentCauses.Drift, IncidentCauses.Categories, IncidentCauses.DataFault, IncidentCauses.Release, IncidentCauses.Performance, IncidentCauses.Business], StringComparer.Ordinal);

    private static readonly CheckKind[] Seasons = [CheckKind.LastWeek, CheckKind.LastMonth, CheckKind.LastYear];
    private readonly RowSampler _sampler = new(models, events);

    /// <inheritdoc/>
    public async ValueTask<Explanation?> ExplainAsync(Incident incident, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(incident);
        if (!Explained.Contains(incident.Cause.Kind) || incident.Members.Count == 0) return null;
        if (await models.FindAsync(incident.Model, cancel) is not { } model) return null;
        var rules = await monitors.ListAsync(incident.Model, cancel);

        foreach (var member in incident.Members)
        {
            if (member.Metric is MonitorMetric.Volume or MonitorMetric.Silence or MonitorMetric.Freshness or MonitorMetric.Duplicates or MonitorMetric.SloBurn) continue;

            // A deleted monitor leaves its incident behind; the usual drift rule asks in its place.
            var rule = rules.FirstOrDefault(rule => string.Equals(rule.Name, member.Monitor, StringComparison.Ordinal))
                ?? DefaultMonitors.Of(model.Id, member.Monitor, MonitorMetric.Drift, [MonitoredColumns.Every]) with { Method = "auto", Window = SizeOf(member.Window) };
            return await ExplainAsync(model, incident, member, rule, cancel);
        }

        return null;
    }

    private async ValueTask<Explanation?> ExplainAsync(ModelDefinition model, Incident incident, IncidentMember member, MonitorDefinition rule, CancellationToken cancel)
    {
        var summary = await events.SummaryAsync(model.Id, cancel);
        if (summary.FirstEvent is not { } first) return null;
        var latest = member.LastWindow;

        // A change that grew to twice its size began with its last step, whatever weak warning came before.
        var onset = member.Reading.Excess >= 2 * member.First.Excess ? latest : member.Window;
        var builder = Builder(model, rule, rule.Segment, rule.Version, first, latest, null);
        var compared = rule with { Metric = MonitorMetric.Drift, Columns = [MonitoredColumns.Every], Method = "auto" };
        var preceding = WindowCalendar.Previous(onset, rule.Window, model.Zone);
        await builder.LoadAsync([(onset, [compared]), (latest, [compared]), (preceding, [compared])], cancel);
        var before = preceding.To > first ? await builder.FactsAsync(preceding, compared, cancel) : null;

        // A business metric is no column of the rows. That a segment column moved is itself the mix: what moved with it is split by it.
        var column = member.Metric == MonitorMetric.Business ? "" : member.Column;
        var split = !IsSegment(model, column) ? column
            : incident.Members.Select(other => other.Column).FirstOrDefault(other => other.Length > 0 && !IsSegment(model, other)) ?? column;
        var facts = new ExplainFacts(
            rule, column,
            Whole(await builder.FactsAsync(onset, compared, cancel)), Whole(await builder.FactsAsync(latest, compared, cancel)), before is { Current.Rows: > 0 } ? Whole(before) : null,
            await SeasonsAsync(model, rule, incident, latest, first, cancel),
            await SegmentsAsync(model, compared, split, latest, first, cancel),
            await ReleaseAsync(model, compared, onset, first, cancel),
            await SchemaEditsAsync(model, onset, cancel), null,
            [
                .. estimates is null ? [] : await EstimatedEffects.OfAsync(estimates, model.Id, rule.Window, latest, options.Watermark, cancel),
                .. business is null ? [] : await new BusinessEffects(business).OfAsync(model.Id, new Window(member.Window.From, latest.To), cancel),
            ],
            split);
        return Explainer.Explain(facts with { Rows = await RowsAsync(model, rule, facts, cancel) });
    }

    private async ValueTask<IReadOnlyList<SeasonFacts>> SeasonsAsync(
        ModelDefinition model, MonitorDefinition rule, Incident incident, Window latest, DateTimeOffset first, CancellationToken cancel)
    {
        var windows = Seasons.Select(kind => (Kind: kind, Window: SeasonCause.WindowOf(kind, latest, rule.Window, model.Zone))).Where(each => each.Window is not null).ToList();

        // A change that lasts looks like itself of last week: only what lies before the incident is a season.
        var usable = windows.Where(each => each.Window!.Value.To <= incident.Opened && each.Window.Value.To > first).Select(each => each.Window!.Value).Distinct().OrderBy(window => window.From).ToList();
        var sets = usable.Count == 0 || !Rule.Works(rule) ? [] : await profiles.ReadAsync(model.Id, usable, null, rule.Version, rule.Segment, cancel);
        var byWindow = sets.ToDictionary(set => set.Window);
        return [.. windows.Select(each => new SeasonFacts(each.Kind, each.Window!.Value, byWindow.GetValueOrDefault(each.Window.Value)))];
    }

    private async ValueTask<IReadOnlyList<SegmentFacts>> SegmentsAsync(
        ModelDefinition model, MonitorDefinition rule, string column, Window window, DateTimeOffset first, CancellationToken cancel)
    {
        // Profiles are kept by one segment at a time.
        if (column.Length == 0 || !rule.Segment.IsAll) return [];
        var found = new List<SegmentFacts>();
        var columns = model.Schema.Columns.Where(each => each.Segment).Select(each => (Key: each.Name, Column: each.Name))
            .Concat(model.Schema.SegmentTags.Select(tag => (Key: tag, Column: "tag_" + tag)));
        foreach (var (key, name) in columns)
        {
            if (string.Equals(name, column, StringComparison.Ordinal)) continue;
            var whole = Builder(model, rule, SegmentKey.All, rule.Version, first, window, [name]);
            await whole.LoadAsync([(window, [rule])], cancel);
            var facts = await whole.FactsAsync(window, rule, cancel);
            var now = facts.Current.Columns.GetValueOrDefault(name) as CategoricalProfile;
            var before = facts.Baseline?.Find(name, now) as CategoricalProfile;
            if (now is null || before is null) continue;
            var values = now.Counts.Concat(before.Counts).GroupBy(pair => pair.Key, StringComparer.Ordinal)
                .OrderByDescending(group => group.Sum(pair => (double)pair.Value / (now.Rows + before.Rows))).Take(LargestSegments).Select(group => group.Key);
            var parts = new List<(string, ColumnProfile?, ColumnProfile?)>();
            foreach (var value in now.Missing + before.Missing > 0 ? values.Append("") : values)
            {
                var builder = Builder(model, rule, new SegmentKey(key, value), rule.Version, first, window, [column]);
                await builder.LoadAsync([(window, [rule])], cancel);
                var part = await builder.FactsAsync(window, rule, cancel);
                var current = part.Current.Columns.GetValueOrDefault(column);
                parts.Add((value, part.Baseline?.Find(column, current), current));
            }

            found.Add(new SegmentFacts(key, parts));
        }

        return found;
    }

    private async ValueTask<ReleaseFacts?> ReleaseAsync(ModelDefinition model, MonitorDefinition rule, Window onset, DateTimeOffset first, CancellationToken cancel)
    {
        if (rule.Version is not null) return null;
        var before = WindowCalendar.Previous(onset, rule.Window, model.Zone);
        var twoBefore = WindowCalendar.Previous(before, rule.Window, model.Zone);
        var sets = await profiles.ReadAsync(model.Id, [twoBefore, before, onset], [], version: null, SegmentKey.All, cancel);

        // A version may take over so late in a window that only the next one shows it.
        var earlier = sets[0].Versions.Count > 0 ? sets[0] : sets[1];
        if (earlier.Versions.Count == 0 || earlier.Window == onset) return null;
        if (sets[2].Versions.FirstOrDefault(version => !earlier.Versions.Contains(version, StringComparer.Ordinal)) is not { } came) return null;
        var other = sets[2].Versions.FirstOrDefault(version => !string.Equals(version, came, StringComparison.Ordinal));
        return new ReleaseFacts(came, await OfVersionAsync(came), other is null ? null : await OfVersionAsync(other));

        async ValueTask<WindowFacts> OfVersionAsync(string version)
        {
            var builder = Builder(model, rule, rule.Segment, version, first, onset, null);
            await builder.LoadAsync([(onset, [rule])], cancel);
            return Whole(await builder.FactsAsync(onset, rule, cancel));
        }
    }

    private async ValueTask<IReadOnlyList<string>?> SchemaEditsAsync(ModelDefinition model, Window onset, CancellationToken cancel)
    {
        if (audit is null) return null;
        var since = onset.From - (onset.To - onset.From);
        return [.. (await audit.ListAsync(AuditLines, cancel))
            .Where(entry => entry.At >= since && entry.At < onset.To && string.Equals(entry.Subject, model.Id.Value, StringComparison.Ordinal) && entry.Action.StartsWith("model.", StringComparison.Ordinal))
            .Select(entry => entry.By)];
    }

    private async ValueTask<RowSample?> RowsAsync(ModelDefinition model, MonitorDefinition rule, ExplainFacts facts, CancellationToken cancel)
    {
        if (facts.IsOutput || facts.Latest.Baseline is null || rule.Baseline != BaselineKind.Reference) return null;
        var version = facts.Latest.Current.Versions.Count > 0 ? facts.Latest.Current.Versions[^1] : null;
        if (await profiles.ReferenceAsync(model.Id, version, rule.Segment, cancel) is not { Rows: > 0 } reference) return null;
        return await _sampler.OfReferenceAsync(model, reference.OfVersion, rule.Segment, reference.Rows, RowSampler.UsualRows, cancel);
    }

    // A moment long after the window: it is closed, whatever the clock says.
    private FactsBuilder Builder(ModelDefinition model, MonitorDefinition rule, SegmentKey segment, string? version, DateTimeOffset first, Window latest, IReadOnlyList<string>? columns) =>
        new(model, rule.Window, version, segment, profiles, events: null, first, firstLive: null, options.Watermark, latest.To.AddYears(1), sampler: null, columns);

    private static bool IsSegment(ModelDefinition model, string column) =>
        model.Schema.Find(column)?.Segment == true || model.Schema.SegmentTags.Any(tag => string.Equals("tag_" + tag, column, StringComparison.Ordinal));

    private static WindowFacts Whole(WindowFacts facts) => facts with { Completeness = 1 };

    private static WindowSize SizeOf(Window window) => (window.To - window.From).TotalHours switch
    {
        <= 1 => WindowSize.Hour,
        <= 25 => WindowSize.Day,
        <= 170 => WindowSize.Week,
        <= 750 => WindowSize.Month,
        _ => WindowSize.Year,
    };
}
