using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Monitors.Streams;
using Vedetta.Core.Time;

namespace Vedetta.Core.Storage.InMemory;

/// <summary>Monitors and points in memory. Thread-safe.</summary>
public sealed class InMemoryMonitorStore : IMonitorStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(ModelId Model, string Name), MonitorDefinition> _monitors = [];
    private readonly Dictionary<ModelId, Dictionary<PointKey, Point>> _points = [];
    private readonly Dictionary<ModelId, EvaluationMark> _marks = [];
    private readonly Dictionary<(ModelId Model, string Monitor, string Column, Window Window), StreamState> _states = [];

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<MonitorDefinition>> ListAsync(ModelId model, CancellationToken cancel)
    {
        lock (_lock)
            return new([.. _monitors.Values.Where(monitor => monitor.Model == model).OrderBy(monitor => monitor.Name, StringComparer.Ordinal)]);
    }

    /// <inheritdoc/>
    public ValueTask SaveAsync(IReadOnlyList<MonitorDefinition> monitors, CancellationToken cancel)
    {
        lock (_lock)
            foreach (var monitor in monitors) _monitors[(monitor.Model, monitor.Name)] = monitor;
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<bool> DeleteAsync(ModelId model, string monitor, CancellationToken cancel)
    {
        lock (_lock)
        {
            if (_points.TryGetValue(model, out var points))
                foreach (var key in points.Keys.Where(key => string.Equals(key.Monitor, monitor, StringComparison.Ordinal)).ToList()) points.Remove(key);
            foreach (var key in _states.Keys.Where(key => key.Model == model && string.Equals(key.Monitor, monitor, StringComparison.Ordinal)).ToList()) _states.Remove(key);
            return new(_monitors.Remove((model, monitor)));
        }
    }

    /// <inheritdoc/>
    public ValueTask SavePointsAsync(IReadOnlyList<Point> points, CancellationToken cancel)
    {
        lock (_lock)
        {
            foreach (var point in points)
            {
                if (!_points.TryGetValue(point.Key.Model, out var ofModel)) _points[point.Key.Model] = ofModel = [];
                ofModel[point.Key] = point;
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Point>> PointsAsync(ModelId model, string? monitor, Window span, CancellationToken cancel)
    {
        lock (_lock)
        {
            if (!_points.TryGetValue(model, out var points)) return new([]);
            return new([.. points.Values
                .Where(point => point.Key.Window.Overlaps(span) && (monitor is null || string.Equals(point.Key.Monitor, monitor, StringComparison.Ordinal)))
                .OrderBy(point => point.Key.Window.From)
                .ThenBy(point => point.Key.Monitor, StringComparer.Ordinal)
                .ThenBy(point => point.Key.Column, StringComparer.Ordinal)]);
        }
    }

    /// <inheritdoc/>
    public ValueTask<EvaluationMark?> MarkAsync(ModelId model, CancellationToken cancel)
    {
        lock (_lock)
            return new(_marks.GetValueOrDefault(model));
    }

    /// <inheritdoc/>
    public ValueTask SaveMarkAsync(EvaluationMark mark, CancellationToken cancel)
    {
        lock (_lock)
            _marks[mark.Model] = mark;
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StreamState>> StreamStatesAsync(ModelId model, string monitor, DateTimeOffset endingFrom, CancellationToken cancel)
    {
        lock (_lock)
        {
            return new([.. _states.Values
                .Where(state => state.Model == model && string.Equals(state.Monitor, monitor, StringComparison.Ordinal) && state.Window.To >= endingFrom)
                .OrderBy(state => state.Window.From).ThenBy(state => state.Column, StringComparer.Ordinal)]);
        }
    }

    /// <inheritdoc/>
    public ValueTask SaveStreamStatesAsync(IReadOnlyList<StreamState> states, CancellationToken cancel)
    {
        lock (_lock)
            foreach (var state in states) _states[(state.Model, state.Monitor, state.Column, state.Window)] = state;
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask ForgetStreamStatesAsync(ModelId model, string monitor, DateTimeOffset endingBefore, CancellationToken cancel)
    {
        lock (_lock)
            foreach (var key in _states.Keys.Where(key => key.Model == model && string.Equals(key.Monitor, monitor, StringComparison.Ordinal) && key.Window.To < endingBefore).ToList()) _states.Remove(key);
        return ValueTask.CompletedTask;
    }

    /// <summary>Forgets everything of a model.</summary>
    internal void Forget(ModelId model)
    {
        lock (_lock)
        {
            foreach (var key in _monitors.Keys.Where(key => key.Model == model).ToList()) _monitors.Remove(key);
            _points.Remove(model);
            _marks.Remove(model);
            foreach (var key in _states.Keys.Where(key => key.Model == model).ToList()) _states.Remove(key);
        }
    }
}
