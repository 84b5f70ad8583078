using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Vedetta.Core.Business;
using Vedetta.Core.Business.Daily;
using Vedetta.Core.Models;
using Vedetta.Core.Time;
using Vedetta.Storage.Relational.Documents;
using Vedetta.Storage.Relational.Rows;

namespace Vedetta.Storage.Relational.Stores;

internal sealed class RelationalBusinessStore(MetadataDatabase database) : IBusinessStore
{
    private const string Plan = "plan";
    private const string Mark = "mark";
    private const string Day = "day";
    private const string Review = "review";

    public ValueTask<BusinessPlan?> PlanAsync(ModelId model, CancellationToken cancel) => OneAsync<BusinessPlan>(model, Plan, cancel);

    public ValueTask SavePlanAsync(BusinessPlan plan, CancellationToken cancel) =>
        database.WriteAsync(context => context.UpsertAsync([Row(plan.Model, Plan, "", plan.ChangedAt, plan)], cancel), cancel);

    public ValueTask<BusinessMark?> MarkAsync(ModelId model, CancellationToken cancel) => OneAsync<BusinessMark>(model, Mark, cancel);

    public ValueTask SaveDaysAsync(IReadOnlyList<BusinessDay> days, BusinessMark mark, CancellationToken cancel) =>
        database.WriteAsync(
            context => context.UpsertAsync(
                days.Select(day => Row(day.Model, Day, day.Day.From.UtcTicks.ToString("D19", CultureInfo.InvariantCulture), day.Day.From, day)).Append(Row(mark.Model, Mark, "", mark.ComputedAt, mark)), cancel),
            cancel);

    public ValueTask<IReadOnlyList<BusinessDay>> DaysAsync(ModelId model, Window span, CancellationToken cancel) =>
        database.ReadAsync<IReadOnlyList<BusinessDay>>(async context =>
        {
            var (from, to) = (Document.Ticks(span.From), Document.Ticks(span.To));
            var rows = context.Business.Where(row => row.Model == model.Value && row.Kind == Day && row.At >= from && row.At < to);
            return (await rows.OrderBy(row => row.At).Select(row => row.Document).ToListAsync(cancel)).ConvertAll(Document.Read<BusinessDay>);
        });

    public ValueTask DeleteAsync(ModelId model, CancellationToken cancel) =>
        database.WriteAsync(
            async context =>
            {
                await context.Business.Where(row => row.Model == model.Value).ExecuteDeleteAsync(cancel);
            },
            cancel);

    public ValueTask<IReadOnlyList<BusinessReview>> ReviewsAsync(ModelId model, CancellationToken cancel) =>
        database.ReadAsync<IReadOnlyList<BusinessReview>>(async context =>
            (await context.Business.Where(row => row.Model == model.Value && row.Kind == Review).OrderByDescending(row => row.At).ThenByDescending(row => row.Id)
                .Select(row => row.Document).ToListAsync(cancel)).ConvertAll(Document.Read<BusinessReview>));

    public ValueTask SaveReviewAsync(BusinessReview review, CancellationToken cancel) =>
        database.WriteAsync(context => context.InsertNewAsync([Row(review.Model, Review, review.Id, review.At, review)], cancel), cancel);

    private ValueTask<T?> OneAsync<T>(ModelId model, string kind, CancellationToken cancel)
        where T : class =>
        database.ReadAsync(async context =>
            await context.Business.Where(row => row.Model == model.Value && row.Kind == kind && row.Id == "").Select(row => row.Document).FirstOrDefaultAsync(cancel) is { } document
                ? Document.Read<T>(document)
                : null);

    private static BusinessRow Row<T>(ModelId model, string kind, string id, DateTimeOffset at, T value) => new()
    {
        Model = model.Value, Kind = kind, Id = id, At = Document.Ticks(at), Document = Document.Write(value),
    };
}
