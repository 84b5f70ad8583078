using Vedetta.Core.Business.Daily;
using Vedetta.Core.Models;
using Vedetta.Core.Time;

namespace Vedetta.Core.Business;

/// <summary>Plans of business metrics, their daily values and the reviews. Thread-safe.</summary>
public interface IBusinessStore
{
    /// <summary>The plan of a model, or null while nobody wrote one.</summary>
    ValueTask<BusinessPlan?> PlanAsync(ModelId model, CancellationToken cancel);

    /// <summary>Stores a plan, replacing what was.</summary>
    ValueTask SavePlanAsync(BusinessPlan plan, CancellationToken cancel);

    /// <summary>How far the daily values of a model have come, or null before the first.</summary>
    ValueTask<BusinessMark?> MarkAsync(ModelId model, CancellationToken cancel);

    /// <summary>Stores days by model and first moment, replacing those of the same day, and the mark, in one transaction.</summary>
    ValueTask SaveDaysAsync(IReadOnlyList<BusinessDay> days, BusinessMark mark, CancellationToken cancel);

    /// <summary>Days that begin inside the span, in order.</summary>
    ValueTask<IReadOnlyList<BusinessDay>> DaysAsync(ModelId model, Window span, CancellationToken cancel);

    /// <summary>Forgets days, the mark, the plan and the reviews of a model.</summary>
    ValueTask DeleteAsync(ModelId model, CancellationToken cancel);

    /// <summary>Signed reviews of a model, the latest first.</summary>
    ValueTask<IReadOnlyList<BusinessReview>> ReviewsAsync(ModelId model, CancellationToken cancel);

    /// <summary>Stores a review; reviews are never changed.</summary>
    ValueTask SaveReviewAsync(BusinessReview review, CancellationToken cancel);
}
