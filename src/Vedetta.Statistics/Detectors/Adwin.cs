namespace Vedetta.Statistics.Detectors;

/// <summary>
/// ADWIN (Bifet and Gavalda 2007): a window that grows while its values agree and drops its old part when two parts of it
/// have means further apart than chance allows. Every cut between two buckets is looked at.
/// </summary>
internal sealed class Adwin : StreamDetector
{
    private readonly double _delta;
    private readonly int _clock;
    private readonly int _smallestPart;
    private readonly int _grace;
    private readonly bool _allCuts;
    private readonly bool _keepsWindow;
    private readonly BucketRows _window;
    private long _ticks;

    public Adwin(DetectorSettings settings) : base(settings)
    {
        _delta = settings["delta"];
        _clock = settings.Int("clock");
        _smallestPart = settings.Int("min_window");
        _grace = settings.Int("grace");
        _allCuts = settings.Is("cuts", "all");
        _keepsWindow = settings.Is("after", "keep");
        _window = new BucketRows(settings.Int("buckets"));
    }

    public BucketRows Window => _window;

    private protected override StreamSignal Take(double value)
    {
        _window.Add(value);
        if (++_ticks < _clock)
            return StreamSignal.None;
        _ticks = 0;
        if (_window.Width <= _grace || !_window.HasCut(_delta, _smallestPart, _allCuts))
            return StreamSignal.None;
        do _window.DropOldest();
        while (_window.HasCut(_delta, _smallestPart, _allCuts));
        return StreamSignal.Drift;
    }

    private protected override void Forget()
    {
        if (_keepsWindow)
            return;
        _window.Clear();
        _ticks = 0;
    }

    private protected override void Exchange(DetectorState state)
    {
        state.Count(ref _ticks);
        _window.Exchange(state);
    }
}
