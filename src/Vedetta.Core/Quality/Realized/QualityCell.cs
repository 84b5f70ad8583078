using Vedetta.Core.Ingestion;
using Vedetta.Statistics.Performance;

namespace Vedetta.Core.Quality.Realized;

/// <summary>What is known of the predictions of one window, version and segment: exact up to a million labelled rows.</summary>
internal abstract class QualityCell
{
    /// <summary>Up to this many labelled rows a window is measured from all its rows.</summary>
    public const int ExactRows = 1_000_000;

    private long _n;
    private long _mature;
    private long _labelled;
    private long _early;
    private long _odd;
    private ulong _low;
    private ulong _high;
    private List<float>? _delays;
    private long _declined;
    private long _declinedLabelled;
    private bool _isWeighted;
    private double _weight;
    private double _squares;
    private long _certain;
    private long _impossible;

    /// <summary>Predictions and outcomes.</summary>
    public QualityCounts Counts => new(_n, _mature, _labelled, _early, _odd, _isWeighted ? new InclusionCounts(_squares > 0 ? _weight * _weight / _squares : 0, _weight, _certain, _impossible) : null);

    /// <summary>
    /// Whether outcomes came for approved predictions only (at most one in twenty of another decision), as in credit: such
    /// figures are compared with the approved rows of a reference.
    /// </summary>
    public bool IsOfApproved => _labelled > 0 && _declined > 0 && _declinedLabelled * 20 <= _labelled;

    /// <summary>Tells sets of labelled rows apart, whatever order they came in.</summary>
    public UInt128 Fingerprint => new(_high, _low);

    /// <summary>Delays of the outcomes that count, days, in no order.</summary>
    public IReadOnlyList<float> Delays => _delays ?? [];

    /// <summary>A prediction; its outcome is told by <see cref="Label"/>.</summary>
    public void Count(bool isMature)
    {
        _n++;
        if (isMature) _mature++;
    }

    /// <summary>A prediction whose decision was another than to approve, beside <see cref="Count"/>.</summary>
    public void CountDeclined(bool isLabelled)
    {
        _declined++;
        if (isLabelled) _declinedLabelled++;
    }

    /// <summary>An outcome that came before its prediction was mature.</summary>
    public void CountEarly() => _early++;

    /// <summary>An outcome that cannot be read.</summary>
    public void CountOdd() => _odd++;

    /// <summary>A labelled row whose logged probability of inclusion is none; it does not count.</summary>
    public void CountImpossible() => (_impossible, _isWeighted) = (_impossible + 1, true);

    /// <summary>A labelled row without a logged probability of inclusion, told beside <see cref="Label"/>.</summary>
    public void CountCertain() => _certain++;

    /// <summary>An outcome that counts.</summary>
    /// <param name="rows">Its batch.</param>
    /// <param name="row">Its row.</param>
    /// <param name="idHash">Hash of the prediction's id.</param>
    /// <param name="delay">Days from prediction to outcome; null where they are not asked for.</param>
    public void Label(DecodedRows rows, int row, ulong idHash, double? delay)
    {
        _labelled++;
        var content = Add(rows, row, idHash);
        if (rows.Weight.Length > 0) content = XxHash64.Mix(content ^ BitConverter.DoubleToUInt64Bits(rows.Weight[row]));
        var mixed = XxHash64.Mix(idHash ^ XxHash64.Mix(content));
        _low += mixed;
        _high += XxHash64.Mix(mixed);
        if (delay is { } days) (_delays ??= []).Add((float)days);
        if (rows.Weight.Length == 0) return;
        _isWeighted = true;
        _weight += rows.Weight[row];
        _squares += rows.Weight[row] * rows.Weight[row];
    }

    /// <summary>Takes over what another cell took: as if its rows had come here. False, and nothing taken, where that cannot be exact.</summary>
    public bool TryTake(QualityCell other)
    {
        if (_labelled + other._labelled > ExactRows || !TryTakeRows(other)) return false;
        _n += other._n;
        _mature += other._mature;
        _labelled += other._labelled;
        _early += other._early;
        _odd += other._odd;
        _low += other._low;
        _high += other._high;
        _declined += other._declined;
        _declinedLabelled += other._declinedLabelled;
        _isWeighted |= other._isWeighted;
        _weight += other._weight;
        _squares += other._squares;
        _certain += other._certain;
        _impossible += other._impossible;
        if (other._delays is { } delays) (_delays ??= []).AddRange(delays);
        return true;
    }

    /// <summary>A cell of the same kind without rows.</summary>
    public abstract QualityCell Empty();

    /// <summary>Measures what was taken.</summary>
    public abstract IReadOnlyList<KeyValuePair<PerformanceMetric, MetricValue>> Measure(IReadOnlyList<PerformanceMetric> metrics);

    /// <summary>Takes a labelled row; answers its content as bits.</summary>
    protected abstract ulong Add(DecodedRows rows, int row, ulong idHash);

    /// <summary>Appends the labelled rows of a cell; together they are few enough to be kept whole. False where the two do not fit.</summary>
    protected abstract bool TryTakeRows(QualityCell other);
}
