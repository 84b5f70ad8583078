namespace Vedetta.Statistics.Detectors;

/// <summary>FHDDM (Pesaranghader and Viktor 2016): the share of correct answers in a sliding window has fallen too far below its best.</summary>
internal sealed class Fhddm(DetectorSettings settings) : StreamDetector(settings)
{
    private readonly int _size = settings.Int("window");
    private readonly double _bound = Math.Sqrt(Math.Log(1 / settings["delta"]) / (2 * settings.Int("window")));
    private readonly double _counted = settings.Is("ones", "correct") ? 1 : 0;
    private readonly LastBits _last = new(settings.Int("window"));
    private double _best;

    private protected override StreamSignal Take(double value)
    {
        _last.Add(value == _counted);
        if (!_last.Full)
            return StreamSignal.None;
        var share = (double)_last.Ones / _size;
        _best = Math.Max(_best, share);
        return _best - share > _bound ? StreamSignal.Drift : StreamSignal.None;
    }

    private protected override void Forget()
    {
        _last.Clear();
        _best = 0;
    }

    private protected override void Exchange(DetectorState state)
    {
        _last.Exchange(state);
        state.Number(ref _best);
    }
}
