namespace Vedetta.Statistics.Detectors;

/// <summary>
/// Mean and standard deviation that a control chart measures from: those told, or those of its first values, frozen at the
/// last of them so that the chart does not follow the change it looks for.
/// </summary>
internal struct ReferenceLevel
{
    private RunningMoments _first;
    private readonly long _warmUp;
    private readonly double _mean;
    private readonly double _deviation;

    public ReferenceLevel(DetectorSettings settings)
    {
        _warmUp = settings.Int("warm_up");
        (_mean, _deviation) = (settings["mean"], settings["sd"]);
    }

    public static DetectorParameter[] Parameters { get; } =
    [
        DetectorParameter.Integer("warm_up", 30, 2, 1_000_000, "values that the mean and standard deviation are taken from, where they are not told"),
        new("mean", double.NaN, -1e300, 1e300, "the usual mean, where it is known"),
        new("sd", double.NaN, 0, 1e300, "the usual standard deviation, where it is known"),
    ];

    public readonly double Mean => double.IsNaN(_mean) ? _first.Mean : _mean;

    public readonly double Deviation => double.IsNaN(_deviation) ? _first.Deviation : _deviation;

    private readonly bool Told => !double.IsNaN(_mean) && !double.IsNaN(_deviation);

    /// <summary>Takes a value; false while the level is not known yet.</summary>
    public bool Ready(double value)
    {
        if (Told)
            return true;
        if (_first.N < _warmUp)
            _first.Add(value);
        return _first.N >= _warmUp;
    }

    public void Forget() => _first = default;

    public void Exchange(DetectorState state) => _first.Exchange(state);
}
