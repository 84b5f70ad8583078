using System.Globalization;
using Vedetta.Core.Business.Daily;
using Vedetta.Core.Models;
using Vedetta.Core.Profiles;
using Vedetta.Core.Readings;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;

namespace Vedetta.Core.Business;

/// <summary>
/// Business metrics for every door: plans, daily values, effects, signed reviews. Values of days are kept, so that answers
/// do not read rows. Thread-safe. An unknown model throws <see cref="UnknownModelException"/>.
/// </summary>
public sealed class BusinessService(IModelStore models, IEventStore events, IProfileReader profiles, IBusinessStore store, TimeProvider time) : IDisposable
{
    private const int UsualDays = 90;
    private const int RecentDays = 30;

    private readonly BusinessUpkeep _upkeep = new(models, events, store);

    /// <summary>The plan of a model: as somebody wrote it, or what its decisions and outcomes suggest.</summary>
    public async ValueTask<BusinessPlan> PlanAsync(ModelId model, CancellationToken cancel) => await PlanAsync(await GetAsync(model, cancel), cancel);

    /// <summary>Everything wrong with a plan.</summary>
    public async ValueTask<IReadOnlyList<FieldFault>> FaultsAsync(BusinessPlan plan, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var model = await GetAsync(plan.Model, cancel);
        return [.. BusinessRules.Alone(plan), .. BusinessRules.AgainstModel(plan, model, await models.CatalogAsync(plan.Model, cancel))];
    }

    /// <summary>Replaces the plan; the daily values are computed anew by the next refresh.</summary>
    /// <exception cref="BusinessPlanException">Lists everything wrong with it.</exception>
    public async ValueTask<BusinessPlan> PutPlanAsync(BusinessPlan plan, string by, CancellationToken cancel)
    {
        var faults = await FaultsAsync(plan, cancel);
        if (faults.Count > 0) throw new BusinessPlanException(faults);
        var signed = plan with { ChangedAt = time.GetUtcNow(), ChangedBy = by, Managed = false };
        if (await store.PlanAsync(plan.Model, cancel) is { } known && Same(known, signed)) return known;
        await store.SavePlanAsync(signed, cancel);
        return signed;
    }

    /// <summary>Computes days with new rows, outcomes or maturity; answers those computed.</summary>
    public async ValueTask<IReadOnlyList<BusinessDay>> RefreshAsync(ModelId model, DateTimeOffset now, CancellationToken cancel)
    {
        var definition = await GetAsync(model, cancel);
        return await _upkeep.RefreshAsync(definition, await PlanAsync(definition, cancel), now, cancel);
    }

    /// <summary>The daily values as they are kept, in order.</summary>
    public ValueTask<IReadOnlyList<BusinessDay>> DaysAsync(ModelId model, Window span, CancellationToken cancel) => store.DaysAsync(model, Aligned(span), cancel);

    /// <summary>Metrics over time, who comes, and how both changed.</summary>
    /// <exception cref="QuestionException">A part of the question makes no sense.</exception>
    public async ValueTask<BusinessAnswer> ReadAsync(ModelId model, BusinessQuestion question, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(question);
        if (question.Every is WindowSize.Hour) throw new QuestionException("every", "business metrics are kept by the day; allowed: day, week, month, year, all");
        if (question.Span is { } wrong && wrong.To <= wrong.From) throw new QuestionException("to", "'to' must lie after 'from'");
        var definition = await GetAsync(model, cancel);
        var plan = await PlanAsync(definition, cancel);
        var metrics = Chosen(plan, question.Metrics);
        var summary = await events.SummaryAsync(model, cancel);
        if (summary is not { FirstEvent: { } first, LastEvent: { } last }) return new BusinessAnswer(plan, null, [.. metrics.Select(metric => new BusinessSeries(metric, [], null, null, null))], null, null, [], [], null);
        var span = SpanOf(definition, question.Span, first, last);
        var days = question.AsOf is { } asOf ? await ThenAsync(definition, plan, span, asOf, cancel) : await KeptAsync(definition, plan, span, cancel);
        var group = question.Group ?? "";
        var groups = days.SelectMany(day => day.Cells.Select(cell => cell.Group)).Where(each => each.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (group.Length > 0 && !groups.Contains(group, StringComparer.Ordinal))
            throw new QuestionException("segment", $"no rows of '{group}' lie in this span; there are {(groups.Count == 0 ? "no groups" : string.Join(", ", groups.Take(30)))}");
        var (recent, before) = Halves(definition, span);
        var report = new BusinessReport(definition, days, group, recent, before);
        return new BusinessAnswer(
            plan, span, [.. metrics.Select(metric => report.Series(metric, question.Every, span))], recent, before, report.Segments(plan), groups,
            question.AsOf is null && days.Count > 0 ? days.Max(day => day.ComputedAt) : null);
    }

    /// <summary>The effect of one group of rows against another on every metric.</summary>
    /// <exception cref="QuestionException">A group has no rows in its span.</exception>
    public async ValueTask<IReadOnlyList<BusinessEffect>> CompareAsync(ModelId model, BusinessComparison comparison, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        var definition = await GetAsync(model, cancel);
        var plan = await PlanAsync(definition, cancel);
        var treatment = await KeptAsync(definition, plan, Whole(definition, comparison.Span), cancel);
        var control = await KeptAsync(definition, plan, Whole(definition, comparison.ControlSpan), cancel);
        var effects = new List<BusinessEffect>();
        foreach (var metric in plan.Metrics)
        {
            var (a, b) = (BusinessValues.Over(control, metric.Name, comparison.Control), BusinessValues.Over(treatment, metric.Name, comparison.Treatment));
            if (a.Sums.N == 0) throw new QuestionException("control", $"no rows of '{comparison.Control}' lie in the span of the control");
            if (b.Sums.N == 0) throw new QuestionException("treatment", $"no rows of '{comparison.Treatment}' lie in the span");
            effects.Add(BusinessValues.Effect(metric, BusinessValues.IsRatio(metric), a, b));
        }

        return effects;
    }

    /// <summary>
    /// The comparison that suggests itself: the latest version against the one before it, each in the days it answered
    /// alone or beside the other; null while there is one version.
    /// </summary>
    public async ValueTask<BusinessComparison?> UsualComparisonAsync(ModelId model, CancellationToken cancel)
    {
        var definition = await GetAsync(model, cancel);
        if (await events.SummaryAsync(model, cancel) is not { FirstEvent: { } first, LastEvent: { } last }) return null;
        var days = await KeptAsync(definition, await PlanAsync(definition, cancel), SpanOf(definition, null, first, last), cancel);
        var versions = days.SelectMany(day => day.Cells.Where(cell => cell.Group.StartsWith("version:", StringComparison.Ordinal)).Select(cell => (cell.Group, day.Day)))
            .GroupBy(each => each.Group, StringComparer.Ordinal).Select(each => (Group: each.Key, From: each.Min(day => day.Day.From), To: each.Max(day => day.Day.To))).ToList();
        if (versions.Count < 2) return null;
        var live = versions.OrderByDescending(version => version.To).ThenByDescending(version => version.From).First();
        var former = versions.Where(version => version.Group != live.Group).OrderByDescending(version => version.To).First();

        // A version that came back is judged by the days since the other one left.
        var since = former.To > live.From && former.To < live.To ? former.To : live.From;
        return new BusinessComparison(former.Group, live.Group, new Window(since, live.To), new Window(former.From, former.To));
    }

    /// <summary>Signed reviews, the latest first.</summary>
    public async ValueTask<IReadOnlyList<BusinessReview>> ReviewsAsync(ModelId model, CancellationToken cancel)
    {
        await GetAsync(model, cancel);
        return await store.ReviewsAsync(model, cancel);
    }

    /// <summary>A person signs what they conclude from a comparison; the numbers are kept as they are now.</summary>
    /// <exception cref="QuestionException">No conclusion, or nothing to compare.</exception>
    public async ValueTask<BusinessReview> SignAsync(ModelId model, BusinessComparison comparison, string conclusion, string by, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(conclusion) || conclusion.Length > 4_000) throw new QuestionException("conclusion", "what you conclude, in 1 to 4,000 characters");
        var effects = await CompareAsync(model, comparison, cancel);
        var now = time.GetUtcNow();
        var id = now.UtcDateTime.ToString("yyyyMMdd-HHmmss-fff", CultureInfo.InvariantCulture);
        var review = new BusinessReview(id, model, now, by, conclusion.Trim(), comparison, effects);
        await store.SaveReviewAsync(review, cancel);
        return review;
    }

    /// <summary>Forgets the plan, the daily values and the reviews of a model.</summary>
    public ValueTask DeleteAsync(ModelId model, CancellationToken cancel) => store.DeleteAsync(model, cancel);

    /// <inheritdoc/>
    public void Dispose() => _upkeep.Dispose();

    // A span of hours begins inside a day; the day is wanted.
    private static Window Aligned(Window span) => new(span.From.AddDays(-1) is var from && from > DateTimeOffset.UnixEpoch ? from : DateTimeOffset.UnixEpoch, span.To);

    private static IReadOnlyList<BusinessMetric> Chosen(BusinessPlan plan, IReadOnlyList<string>? names) => names is null
        ? plan.Metrics
        : [.. names.Select(name => plan.Find(name) ?? throw new QuestionException("metric", $"'{name}' is no business metric of '{plan.Model}'; known: {string.Join(", ", plan.Metrics.Select(metric => metric.Name))}"))];

    /// <summary>Whether two plans say the same; one nobody wrote is like no other.</summary>
    internal static bool Same(BusinessPlan a, BusinessPlan b) => a.Fingerprint() == b.Fingerprint() && a.Metrics.SequenceEqual(b.Metrics) && string.Equals(a.Currency, b.Currency, StringComparison.Ordinal) && !a.Managed;

    private static Window SpanOf(ModelDefinition model, Window? asked, DateTimeOffset first, DateTimeOffset last)
    {
        var data = new Window(WindowCalendar.At(first, WindowSize.Day, model.Zone).From, WindowCalendar.At(last, WindowSize.Day, model.Zone).To);
        if (asked is not { } span)
        {
            var from = WindowCalendar.At(data.To.AddDays(-UsualDays).AddHours(12), WindowSize.Day, model.Zone).From;
            return new Window(from > data.From ? from : data.From, data.To);
        }

        var whole = Whole(model, span);
        return new Window(whole.From > data.From ? whole.From : data.From, whole.To < data.To && whole.To > data.From ? whole.To : data.To) is var clipped && clipped.To > clipped.From ? clipped : whole;
    }

    private static Window Whole(ModelDefinition model, Window span)
    {
        var from = WindowCalendar.At(span.From < DateTimeOffset.UnixEpoch ? DateTimeOffset.UnixEpoch : span.From, WindowSize.Day, model.Zone).From;
        return new Window(from, WindowCalendar.At(span.To > DateTimeOffset.MaxValue.AddYears(-1) ? DateTimeOffset.MaxValue.AddYears(-1) : span.To.AddTicks(-1), WindowSize.Day, model.Zone).To);
    }

    // The last 30 days against the first 30 of the span; a short span is cut in two.
    private static (Window Recent, Window Before) Halves(ModelDefinition model, Window span)
    {
        var length = Math.Min(RecentDays, Math.Max(1, (int)Math.Round((span.To - span.From).TotalDays / 2)));
        var recent = WindowCalendar.At(span.To.AddDays(-length).AddHours(12), WindowSize.Day, model.Zone).From;
        var early = WindowCalendar.At(span.From.AddDays(length - 1).AddHours(12), WindowSize.Day, model.Zone).To;
        return (new Window(recent, span.To), new Window(span.From, early));
    }

    private async ValueTask<IReadOnlyList<BusinessDay>> KeptAsync(ModelDefinition model, BusinessPlan plan, Window span, CancellationToken cancel)
    {
        // The first question after a plan was written waits for its values; afterwards the background keeps them.
        if (await store.MarkAsync(model.Id, cancel) is not { } mark || mark.Plan != plan.Fingerprint()) await _upkeep.RefreshAsync(model, plan, time.GetUtcNow(), cancel);
        return await store.DaysAsync(model.Id, span, cancel);
    }

    private async ValueTask<IReadOnlyList<BusinessDay>> ThenAsync(ModelDefinition model, BusinessPlan plan, Window span, DateTimeOffset asOf, CancellationToken cancel)
    {
        var compiled = CompiledPlan.Of(plan, model, await models.CatalogAsync(model.Id, cancel));
        var found = await new BusinessComputer(events).RunAsync(compiled, span, asOf, asOf, cancel);
        return [.. found.OrderBy(pair => pair.Key.From).Select(pair => new BusinessDay(model.Id, pair.Key, asOf, 0, pair.Value, null, asOf))];
    }

    private async ValueTask<BusinessPlan> PlanAsync(ModelDefinition model, CancellationToken cancel)
    {
        if (await store.PlanAsync(model.Id, cancel) is { } plan) return plan;
        var summary = await events.SummaryAsync(model.Id, cancel);
        if (summary.LastEvent is not { } last) return DefaultPlan.Of(model, new Dictionary<string, Statistics.Profiles.ColumnProfile>(StringComparer.Ordinal), hasAmount: false);
        var day = WindowCalendar.At(last, WindowSize.Day, model.Zone);
        var before = WindowCalendar.Previous(day, WindowSize.Day, model.Zone);
        var sets = await profiles.ReadAsync(model.Id, [before, day], ["decision"], version: null, SegmentKey.All, cancel);
        var hasAmount = false;
        await foreach (var batch in events.ScanAsync(model.Id, new RowScan(Columns: [], Limit: 200), cancel))
            hasAmount |= batch.Amount.Values.ToArray().Any(double.IsFinite);
        return DefaultPlan.Of(model, sets[1].Columns.ContainsKey("decision") ? sets[1].Columns : sets[0].Columns, hasAmount);
    }

    private async ValueTask<ModelDefinition> GetAsync(ModelId model, CancellationToken cancel) =>
        await models.FindAsync(model, cancel) ?? throw new UnknownModelException(model);
}

/// <summary>A plan with faults: all of them, each with its field.</summary>
public sealed class BusinessPlanException(IReadOnlyList<FieldFault> faults) : Exception(string.Join("; ", faults.Select(fault => $"{fault.Field}: {fault.Message}")))
{
    /// <summary>The faults.</summary>
    public IReadOnlyList<FieldFault> Faults { get; } = faults;
}
