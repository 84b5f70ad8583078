using Vedetta.Statistics.Experiments;
using Vedetta.Statistics.Performance.Binary;
using Vedetta.Statistics.Performance.Paired;

namespace Vedetta.Core.Experiments;

/// <summary>Effects of a counted experiment at the end of any day.</summary>
internal sealed class ExperimentEffects
{
    // Where nobody says which effect is thought possible: a twentieth of a standard deviation, a hundredth of an area.
    private const double UsualShareOfDeviation = 0.05;
    private const double UsualArea = 0.01;

    private readonly ExperimentDefinition _definition;
    private readonly ExperimentCounts _counts;
    private readonly PairedMoments[][][] _values;
    private readonly PairedMoments[][][] _adjusted;
    private readonly PairedMoments[][] _differences;
    private readonly Dictionary<(int Metric, int Arm), ArmEffect?> _areas = [];

    /// <summary>Sums the days up once, so that each look costs nothing.</summary>
    public ExperimentEffects(ExperimentDefinition definition, ExperimentCounts counts)
    {
        (_definition, _counts) = (definition, counts);
        _values = [.. counts.Sums.Select(sums => sums.Values.Select(Running).ToArray())];
        _adjusted = [.. counts.Sums.Select(sums => sums.Adjusted.Select(Running).ToArray())];
        _differences = [.. counts.Sums.Select(sums => Running(sums.Differences))];
    }

    private bool IsPaired => _definition.By == ArmsBy.Shadow;

    /// <summary>Rows of an arm that are mature for the primary metric.</summary>
    public long Mature(int arm) => _counts.Days.Count == 0 ? 0 : _values[0][arm][^1].Count;

    /// <summary>The first day on which both arms have mature rows; the last one for areas, which are read once.</summary>
    public int FirstLook(int arm)
    {
        if (_definition.Primary.Kind == ExperimentMetricKind.RocAuc) return Math.Max(0, _counts.Days.Count - 1);
        var day = 0;
        while (day < _counts.Days.Count && Math.Min(_values[0][0][day].Count, _values[0][arm][day].Count) < 2) day++;
        return day;
    }

    /// <summary>A metric of an arm against the control at the end of a day.</summary>
    public MetricReading Read(int metric, int arm, int day)
    {
        var rule = _definition.Metrics[metric];
        var role = metric == 0 ? MetricRole.Primary : metric <= _definition.Guardrails.Count ? MetricRole.Guardrail : MetricRole.Also;
        if (day < 0) return new MetricReading(rule, role, null, null);
        var alpha = _definition.Alpha / (_definition.Arms.Count - 1);
        var confidence = 1 - alpha;
        var raw = Raw(rule, metric, arm, day, confidence);
        var cuped = raw is null || _definition.Covariate is null || IsPaired || rule.Kind == ExperimentMetricKind.RocAuc ? null : MeanOfUnits.Cuped(_adjusted[metric][0][day], _adjusted[metric][arm][day], confidence);
        var effect = cuped?.Adjusted ?? raw;
        var sequence = effect is null ? null : SequentialEffect.Of(effect, Deviation(rule, role, metric, day), alpha);
        return new MetricReading(rule, role, effect, sequence, cuped is null ? null : raw, cuped?.VarianceRemoved);
    }

    private ArmEffect? Raw(ExperimentMetric rule, int metric, int arm, int day, double confidence)
    {
        var (control, treatment) = (_values[metric][0][day], _values[metric][arm][day]);
        if (rule.Kind == ExperimentMetricKind.RocAuc) return Area(metric, arm, confidence);
        if (IsPaired) return MeanOfUnits.Paired(_differences[metric][day], control.Mean, treatment.Mean, confidence);
        return rule.Kind is ExperimentMetricKind.DecisionRate or ExperimentMetricKind.OutcomeRate or ExperimentMetricKind.Accuracy
            ? ProportionEffect.Of(Hits(control), control.Count, Hits(treatment), treatment.Count, confidence)
            : MeanOfUnits.Welch(control, treatment, confidence);
    }

    private ArmEffect? Area(int metric, int arm, double confidence)
    {
        if (_areas.TryGetValue((metric, arm), out var known)) return known;
        var scores = _counts.Sums[metric].Scores;
        return _areas[(metric, arm)] = IsPaired
            ? AreaEffect.OfSameRows(PairedAreas.Of(scores[0].Scores, scores[0].Others, scores[0].Labels), confidence)
            : AreaEffect.OfArms(Of(scores[0]), Of(scores[arm]), confidence);
    }

    // Fixed by the rule as far as it says so; a standard deviation is of all rows so far, which moves little.
    private double Deviation(ExperimentMetric rule, MetricRole role, int metric, int day)
    {
        if (role == MetricRole.Primary && _definition.ExpectedEffect is { } expected) return expected;
        if (rule.Kind == ExperimentMetricKind.RocAuc) return Math.Max(UsualArea, Math.Abs(rule.Margin));
        var all = IsPaired ? _differences[metric][day] : _values[metric][0][day];
        var deviation = all.Count < 2 ? 0 : Math.Sqrt(all.Variance);
        return Math.Max(Math.Max(Math.Abs(rule.Margin), UsualShareOfDeviation * deviation), 1e-9);
    }

    private static RocAuc? Of(ScoreSample sample) => RocAuc.Of(BinaryScores.From(sample.Scores, sample.Labels));

    private static long Hits(in PairedMoments moments) => (long)Math.Round(moments.Mean * moments.Count);

    private static PairedMoments[] Running(PairedMoments[] days)
    {
        var sums = new PairedMoments[days.Length];
        var sum = default(PairedMoments);
        for (var day = 0; day < days.Length; day++)
        {
            sum.Merge(days[day]);
            sums[day] = sum;
        }

        return sums;
    }
}
