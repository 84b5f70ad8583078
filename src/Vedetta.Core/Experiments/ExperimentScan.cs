using Vedetta.Core.Cohorts;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Ingestion.Parsing;
using Vedetta.Core.Models;
using Vedetta.Core.Quality.Realized;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;

namespace Vedetta.Core.Experiments;

/// <summary>One pass over labelled rows that sums every metric of an experiment by arm and by the day on which a row became readable.</summary>
internal sealed class ExperimentScan
{
    private const int MostLooks = 400;
    private readonly ExperimentDefinition _experiment;
    private readonly ModelState _state;
    private readonly long _now;
    private readonly List<OutcomeDefinition> _outcomes = [];
    private readonly int[] _outcomeOf;
    private readonly Maturity[] _maturities;
    private readonly int? _covariate;
    private readonly int? _shadow;
    private readonly Periods _days;
    private readonly ExperimentCounts _counts;

    public ExperimentScan(ExperimentDefinition experiment, ModelState state, DateTimeOffset now)
    {
        (_experiment, _state, _now) = (experiment, state, EventTime.Micros(now));
        _outcomeOf = [.. experiment.Metrics.Select(Place)];
        _maturities = [.. _outcomes.Select(outcome => new Maturity(state, outcome))];
        _covariate = experiment.Covariate is { } covariate ? Find(ColumnFamily.Feature, covariate) : null;
        _shadow = experiment.By == ArmsBy.Shadow ? Find(ColumnFamily.ShadowScore, experiment.Arms[1].Name) : null;
        _days = new Periods(Looks(experiment, state.Zone, now));
        _counts = new ExperimentCounts(_days.Windows, experiment.Arms.Count, experiment.Metrics.Count);
    }

    /// <summary>Reads the rows.</summary>
    public async ValueTask<ExperimentCounts> RunAsync(IEventStore events, CancellationToken cancel)
    {
        if (_days.Windows.Count == 0) return _counts;
        var span = new Window(_experiment.From, _experiment.To is { } to && to < EventTime.At(_now) ? to : EventTime.At(_now).AddTicks(10));
        int[] columns = [.. _maturities.SelectMany(m => m.Ordinals).Concat(new[] { _covariate, _shadow }.OfType<int>()).Distinct()];
        var scan = new LabelledScan([.. _outcomes.Select(o => o.Name)], span, AsOf: EventTime.At(_now), columns);
        await foreach (var batch in events.ScanLabelledAsync(_experiment.Model, scan, cancel)) Add(batch);
        return _counts;
    }

    // A look a day, and at the end of several days where there would be too many.
    private static List<Window> Looks(ExperimentDefinition experiment, TimeZoneInfo zone, DateTimeOffset now)
    {
        if (now <= experiment.From) return [];
        var days = WindowCalendar.Cut(new Window(experiment.From, now), WindowSize.Day, zone).ToList();
        var step = (days.Count + MostLooks - 1) / MostLooks;
        return step <= 1 ? days : [.. days.Chunk(step).Select(chunk => new Window(chunk[0].From, chunk[^1].To))];
    }

    private int Place(ExperimentMetric metric)
    {
        if (metric.Kind == ExperimentMetricKind.DecisionRate) return -1;
        var name = metric.Outcome ?? OutcomeDefinition.Label.Name;
        var known = _outcomes.FindIndex(o => string.Equals(o.Name, name, StringComparison.Ordinal));
        if (known >= 0) return known;
        _outcomes.Add(_state.Definition.Outcomes.FirstOrDefault(o => string.Equals(o.Name, name, StringComparison.Ordinal)) ?? OutcomeDefinition.Label with { Name = name });
        return _outcomes.Count - 1;
    }

    private int? Find(ColumnFamily family, string name) =>
        _state.Catalog.LastOrDefault(c => c.Family == family && c.Kind == ValueKind.Number && string.Equals(c.Name, name, StringComparison.Ordinal))?.Ordinal;

    private void Add(LabelledBatch batch)
    {
        var rows = batch.Rows;
        var names = _experiment.By == ArmsBy.Variant ? rows.Variant : rows.Version;
        var arms = names.Dictionary.Select(ArmOf).ToArray();
        var due = _maturities.Select(m => m.Of(rows)).ToArray();
        var covariate = _covariate is { } c ? rows.FindColumn(c)?.Numbers : null;
        var values = new MetricValues(_experiment, _state.Definition, batch, _outcomeOf, _shadow is { } s ? rows.FindColumn(s)?.Numbers : null);
        for (var row = 0; row < rows.Count; row++)
        {
            var code = names.Codes[row];
            var arm = code >= 0 ? arms[code] : ArmOf("");
            if (arm < 0 || (_experiment.By == ArmsBy.Shadow && !values.HasShadow(row))) continue;
            _counts.Units[arm]++;
            if (_experiment.By == ArmsBy.Shadow) _counts.Units[1]++;
            var x = covariate is not null && double.IsFinite(covariate[row]) ? covariate[row] : (double?)null;
            if (_experiment.Covariate is not null && x is null) _counts.WithoutCovariate++;
            for (var m = 0; m < _outcomeOf.Length; m++) Add(values, m, arm, row, x, rows.At[row], due);
        }
    }

    private void Add(MetricValues values, int m, int arm, int row, double? x, long at, long[][] due)
    {
        var readable = _outcomeOf[m] < 0 ? at : Math.Max(at, due[_outcomeOf[m]][row]);
        if (readable > _now)
        {
            _counts.LatestMaturity = Math.Max(_counts.LatestMaturity, readable);
            return;
        }

        var day = _days.IndexOf(readable);
        var sums = _counts.Sums[m];
        if (day < 0 || values.Of(m, row) is not { } value) return;
        sums.Values[arm][day].Add(0, value.Own);
        if (x is { } before) sums.Adjusted[arm][day].Add(before, value.Own);
        if (_experiment.By == ArmsBy.Shadow)
        {
            sums.Values[1][day].Add(0, value.Other);
            sums.Differences[day].Add(0, value.Other - value.Own);
        }

        if (_experiment.Metrics[m].Kind == ExperimentMetricKind.RocAuc) sums.Scores[arm].Add(values.HashOf(row), value.Own, value.Other, value.Positive);
    }

    private int ArmOf(string name)
    {
        // Of a shadow comparison only the version that decides names rows.
        for (var arm = 0; arm < (_experiment.By == ArmsBy.Shadow ? 1 : _experiment.Arms.Count); arm++)
            if (string.Equals(_experiment.Arms[arm].Name, name, StringComparison.Ordinal)) return arm;
        return -1;
    }
}
