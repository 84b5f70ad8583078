using Vedetta.Core.Models;
using Vedetta.Core.Profiles;
using Vedetta.Core.Time;
using Vedetta.Statistics.Estimation;

namespace Vedetta.Core.Quality.Estimated;

/// <summary>Which rows a series is of, and how it is made.</summary>
internal readonly record struct SeriesKey(ModelId Model, DateTimeOffset CreatedAt, string? Version, SegmentKey Segment, WindowSize Size, EstimationMethod Method, string Outcome);

/// <summary>A window that was estimated; it holds while its rows are as many and the same estimator serves it.</summary>
/// <param name="Rows">Rows it had, as the profiles count them.</param>
/// <param name="Used">Rows the estimate is of.</param>
/// <param name="MainVersion">The version most of its rows are of.</param>
/// <param name="Fit">The estimator.</param>
/// <param name="Metrics">The estimates.</param>
/// <param name="Notes">What one must know of them.</param>
internal sealed record KeptWindow(long Rows, int Used, string MainVersion, FitKey Fit, IReadOnlyList<MetricEstimate> Metrics, IReadOnlyList<string> Notes);

/// <summary>A window whose labels came: its estimate on the labelled rows and what they show.</summary>
/// <param name="Window">The span.</param>
/// <param name="Rows">Rows it had.</param>
/// <param name="Labelled">Rows both are of.</param>
/// <param name="Used">Labelled rows with an output.</param>
/// <param name="KnownAt">When the last of the labels became known.</param>
/// <param name="Fit">The estimator.</param>
/// <param name="Metrics">The estimates on the labelled rows.</param>
/// <param name="Realized">What the labels show, in the same order.</param>
internal sealed record JudgedWindow(
    Window Window, long Rows, long Labelled, int Used, DateTimeOffset KnownAt, FitKey Fit, IReadOnlyList<MetricEstimate> Metrics, IReadOnlyList<double?> Realized);

/// <summary>What is kept of one series. Guarded by its gate while it is computed; readers copy under the lock.</summary>
internal sealed class KeptSeries
{
    private const int MostWindows = 4_000;
    private readonly Lock _lock = new();
    private readonly SortedDictionary<DateTimeOffset, (Window Window, KeptWindow Kept)> _windows = [];
    private IReadOnlyList<JudgedWindow> _judged = [];

    /// <summary>Held while windows are computed.</summary>
    public SemaphoreSlim Gate { get; } = new(1, 1);

    /// <summary>For each window compared with labels: outcomes the store held then, rows and estimator. Only used under the gate.</summary>
    public Dictionary<Window, (long Outcomes, long Rows, FitKey Fit)> Compared { get; } = [];

    /// <summary>Windows whose labels were compared, in order of time.</summary>
    public IReadOnlyList<JudgedWindow> Judged
    {
        get
        {
            lock (_lock) return _judged;
        }

        set
        {
            lock (_lock) _judged = value;
        }
    }

    /// <summary>What is kept of a window, or null.</summary>
    public KeptWindow? Find(Window window)
    {
        lock (_lock) return _windows.TryGetValue(window.From, out var found) && found.Window == window ? found.Kept : null;
    }

    /// <summary>Keeps a window; the earliest are forgotten beyond a bound.</summary>
    public void Keep(Window window, KeptWindow kept)
    {
        lock (_lock)
        {
            _windows[window.From] = (window, kept);
            if (_windows.Count > MostWindows) _windows.Remove(_windows.Keys.First());
        }
    }
}
