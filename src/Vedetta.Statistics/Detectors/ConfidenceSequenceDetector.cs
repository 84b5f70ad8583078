using Vedetta.Statistics.Intervals;

namespace Vedetta.Statistics.Detectors;

/// <summary>
/// Two confidence sequences that no longer meet: that of the first values and that of all values since. Where the usual mean
/// is told, the sequence of all values no longer holds it. The chance of any false alarm before a restart is at most alpha.
/// </summary>
internal sealed class ConfidenceSequenceDetector(DetectorSettings settings)
    : StreamDetector(settings, settings.Is("kind", "empirical_bernstein") ? (0, 1) : (-double.MaxValue, double.MaxValue))
{
    private readonly bool _bernstein = settings.Is("kind", "empirical_bernstein");
    private readonly long _warmUp = settings.Int("warm_up");
    private readonly double _told = settings["mean"];
    private readonly double _alpha = double.IsNaN(settings["mean"]) ? settings["alpha"] / 2 : settings["alpha"];
    private readonly double _rho = ConfidenceSequences.RhoFor(settings.Int("warm_up"), double.IsNaN(settings["mean"]) ? settings["alpha"] / 2 : settings["alpha"]);
    private Sequence _first;
    private Sequence _since;

    /// <summary>The interval of the mean since the first values.</summary>
    public Interval Since => IntervalOf(_since);

    private protected override StreamSignal Take(double value)
    {
        if (double.IsNaN(_told) && _first.Moments.N < _warmUp)
        {
            Add(ref _first, value);
            return StreamSignal.None;
        }

        Add(ref _since, value);
        // The normal mixture is asymptotic: it needs values before it may be believed.
        if (!_bernstein && _since.Moments.N < 30)
            return StreamSignal.None;
        var usual = double.IsNaN(_told) ? IntervalOf(_first) : new Interval(_told, _told);
        var now = IntervalOf(_since);
        return now.Low > usual.High || now.High < usual.Low ? StreamSignal.Drift : StreamSignal.None;
    }

    private void Add(ref Sequence sequence, double value)
    {
        sequence.Moments.Add(value);
        if (_bernstein)
            sequence.Bernstein.Add(value, _alpha);
    }

    private Interval IntervalOf(in Sequence sequence)
    {
        if (_bernstein)
            return sequence.Bernstein.Interval;
        var n = sequence.Moments.N;
        var half = ConfidenceSequences.NormalMixture(n, sequence.Moments.Deviation * Math.Sqrt((n - 1.0) / n), _rho, _alpha);
        return new(sequence.Moments.Mean - half, sequence.Moments.Mean + half);
    }

    private protected override void Forget() => _first = _since = default;

    private protected override void Exchange(DetectorState state)
    {
        _first.Exchange(state);
        _since.Exchange(state);
    }

    private struct Sequence
    {
        public RunningMoments Moments;
        public BernsteinSequence Bernstein;

        public void Exchange(DetectorState state)
        {
            Moments.Exchange(state);
            Bernstein.Exchange(state);
        }
    }
}
