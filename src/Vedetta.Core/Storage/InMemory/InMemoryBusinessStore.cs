using Vedetta.Core.Business;
using Vedetta.Core.Business.Daily;
using Vedetta.Core.Models;
using Vedetta.Core.Time;

namespace Vedetta.Core.Storage.InMemory;

/// <summary>Business metrics in memory. Thread-safe.</summary>
public sealed class InMemoryBusinessStore : IBusinessStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ModelId, BusinessPlan> _plans = [];
    private readonly Dictionary<ModelId, BusinessMark> _marks = [];
    private readonly Dictionary<ModelId, SortedDictionary<DateTimeOffset, BusinessDay>> _days = [];
    private readonly List<BusinessReview> _reviews = [];

    /// <inheritdoc/>
    public ValueTask<BusinessPlan?> PlanAsync(ModelId model, CancellationToken cancel)
    {
        lock (_lock) return new(_plans.GetValueOrDefault(model));
    }

    /// <inheritdoc/>
    public ValueTask SavePlanAsync(BusinessPlan plan, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(plan);
        lock (_lock) _plans[plan.Model] = plan;
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<BusinessMark?> MarkAsync(ModelId model, CancellationToken cancel)
    {
        lock (_lock) return new(_marks.GetValueOrDefault(model));
    }

    /// <inheritdoc/>
    public ValueTask SaveDaysAsync(IReadOnlyList<BusinessDay> days, BusinessMark mark, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(days);
        ArgumentNullException.ThrowIfNull(mark);
        lock (_lock)
        {
            if (!_days.TryGetValue(mark.Model, out var known)) _days[mark.Model] = known = [];
            foreach (var day in days) known[day.Day.From] = day;
            _marks[mark.Model] = mark;
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<BusinessDay>> DaysAsync(ModelId model, Window span, CancellationToken cancel)
    {
        lock (_lock) return new(_days.TryGetValue(model, out var known) ? [.. known.Values.Where(day => span.Contains(day.Day.From))] : []);
    }

    /// <inheritdoc/>
    public ValueTask DeleteAsync(ModelId model, CancellationToken cancel)
    {
        Forget(model);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<BusinessReview>> ReviewsAsync(ModelId model, CancellationToken cancel)
    {
        lock (_lock) return new([.. _reviews.Where(review => review.Model == model).OrderByDescending(review => review.At)]);
    }

    /// <inheritdoc/>
    public ValueTask SaveReviewAsync(BusinessReview review, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(review);
        lock (_lock) _reviews.Add(review);
        return ValueTask.CompletedTask;
    }

    internal void Forget(ModelId model)
    {
        lock (_lock)
        {
            _plans.Remove(model);
            _marks.Remove(model);
            _days.Remove(model);
            _reviews.RemoveAll(review => review.Model == model);
        }
    }
}
