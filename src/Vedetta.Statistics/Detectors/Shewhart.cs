namespace Vedetta.Statistics.Detectors;

/// <summary>The control chart of single values (Shewhart 1931): one value lies too many standard deviations from the mean.</summary>
internal sealed class Shewhart(DetectorSettings settings) : StreamDetector(settings)
{
    private readonly double _width = settings["k"];
    private readonly Direction _direction = settings.Direction();
    private ReferenceLevel _level = new(settings);

    private protected override StreamSignal Take(double value) =>
        _level.Ready(value) && _direction.Beyond(value - _level.Mean, _width * _level.Deviation) ? StreamSignal.Drift : StreamSignal.None;

    private protected override void Forget() => _level.Forget();

    private protected override void Exchange(DetectorState state) => _level.Exchange(state);
}
