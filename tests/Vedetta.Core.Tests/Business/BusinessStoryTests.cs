using System.Globalization;
using System.Text;
using Vedetta.Core.Business;
using Vedetta.Core.Incidents;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Core.Readings;
using Vedetta.Core.Tests.Ingestion;
using Vedetta.Core.Tests.Stage;
using Vedetta.Core.Time;
using Vedetta.Statistics;

namespace Vedetta.Core.Tests.Business;

/// <summary>A lender counts applications, approvals and money; outcomes come late; a version earns less.</summary>
public sealed class BusinessStoryTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Daily_values_follow_rows_and_late_outcomes_and_keep_what_was_said_first()
    {
        await using var world = await StartAsync();
        using var business = Service(world);
        await business.PutPlanAsync(Plan(), "ann", default);
        await SendAsync(world, 0, 100, approved: 80);
        world.Clock.Now = Start.AddDays(1).AddHours(1);

        var first = await business.ReadAsync(World.Model, new BusinessQuestion(), default);
        Value(first, "applications").ShouldBe(100);
        Value(first, "approval").ShouldBe(0.8);
        Value(first, "bad").ShouldBeNull();
        Value(first, "margin").ShouldBe(-100 * 2);
        Point(first, "bad").Complete.ShouldBe(0);

        // Known already, but not yet mature: nobody counts it.
        await OutcomeAsync(world, 0, bad: 8, of: 80, at: Start.AddDays(3));
        world.Clock.Now = Start.AddDays(3).AddHours(1);
        await business.RefreshAsync(World.Model, world.Clock.Now, default);
        Value(await business.ReadAsync(World.Model, new BusinessQuestion(), default), "bad").ShouldBeNull();

        world.Clock.Now = Start.AddDays(12);
        await business.RefreshAsync(World.Model, world.Clock.Now, default);
        var mature = await business.ReadAsync(World.Model, new BusinessQuestion(), default);
        Value(mature, "bad").ShouldBe(0.1);
        Point(mature, "bad").Complete.ShouldBe(1);
        Value(mature, "margin").ShouldBe((72 * 10) - (8 * 50) - (100 * 2));
        Point(mature, "margin").Revision.ShouldBe(1);
        Point(mature, "margin").First.ShouldBe(-200);

        // A correction: what was good turns bad.
        await OutcomeAsync(world, 0, bad: 20, of: 80, at: Start.AddDays(20));
        world.Clock.Now = Start.AddDays(20).AddHours(1);
        await business.RefreshAsync(World.Model, world.Clock.Now, default);
        Value(await business.ReadAsync(World.Model, new BusinessQuestion(), default), "bad").ShouldBe(0.25);

        var then = await business.ReadAsync(World.Model, new BusinessQuestion(AsOf: Start.AddDays(13)), default);
        Value(then, "bad").ShouldBe(0.1);
    }

    [Fact]
    public async Task Who_applies_and_what_each_segment_brings_is_told()
    {
        await using var world = await StartAsync();
        using var business = Service(world);
        await business.PutPlanAsync(Plan(), "ann", default);
        for (var day = 0; day < 4; day++) await SendAsync(world, day, 100, approved: 80, campaign: day >= 2 ? 40 : 0);
        world.Clock.Now = Start.AddDays(4).AddHours(1);

        var answer = await business.ReadAsync(World.Model, new BusinessQuestion(), default);
        var campaign = answer.Segments.Single(segment => segment.Value == "campaign");
        campaign.Share.ShouldBe(0.4);
        campaign.ShareBefore.ShouldBe(0);
        answer.Groups.ShouldContain("channel:web");
        var web = await business.ReadAsync(World.Model, new BusinessQuestion(Group: "channel:web", Every: WindowSize.All), default);
        Point(web, "applications").N.ShouldBe(400 - 80);
        (await Should.ThrowAsync<QuestionException>(async () => await business.ReadAsync(World.Model, new BusinessQuestion(Group: "channel:none"), default))).Message.ShouldContain("channel:web");
    }

    [Fact]
    public async Task A_review_compares_the_latest_version_with_the_one_before_and_is_signed()
    {
        await using var world = await StartAsync();
        using var business = Service(world);
        await business.PutPlanAsync(Plan(), "ann", default);
        for (var day = 0; day < 4; day++) await SendAsync(world, day, 300, approved: day < 2 ? 240 : 150, version: day < 2 ? "v1" : "v2");
        world.Clock.Now = Start.AddDays(4).AddHours(1);

        // Only the margin reads outcomes, and none has come: nobody calls that a loss.
        (await business.ReadAsync(World.Model, new BusinessQuestion(), default)).Series.Single(series => series.Metric.Name == "margin").Change.ShouldNotBeNull().Better.ShouldBeNull();
        var comparison = (await business.UsualComparisonAsync(World.Model, default)).ShouldNotBeNull();
        (comparison.Control, comparison.Treatment).ShouldBe(("version:v1", "version:v2"));
        var review = await business.SignAsync(World.Model, comparison, "approves too few", "ann", default);
        var approval = review.Effects.Single(effect => effect.Metric == "approval");
        approval.Difference.ShouldNotBeNull().ShouldBe(-0.3, 1e-9);
        approval.Better.ShouldBe(false);
        var kept = (await business.ReviewsAsync(World.Model, default)).ShouldHaveSingleItem();
        (kept.By, kept.At, kept.Conclusion).ShouldBe(("ann", world.Clock.Now, "approves too few"));
        await Should.ThrowAsync<QuestionException>(async () => await business.SignAsync(World.Model, comparison, " ", "ann", default));
    }

    [Fact]
    public async Task Without_a_plan_decisions_and_outcomes_suggest_one()
    {
        await using var world = await StartAsync();
        using var business = Service(world);
        await SendAsync(world, 0, 50, approved: 30);
        world.Clock.Now = Start.AddDays(1).AddHours(1);
        await world.Ingestion.FlushAsync(default);

        var plan = await business.PlanAsync(World.Model, default);
        plan.Managed.ShouldBeTrue();
        plan.Metrics.Select(metric => metric.Name).ShouldBe(["applications", "approved", "approval_rate", "issued", "label_rate"]);
        (await business.FaultsAsync(plan, default)).ShouldBeEmpty();
        Value(await business.ReadAsync(World.Model, new BusinessQuestion(), default), "issued").ShouldBe(30 * 1000);
    }

    [Fact]
    public async Task A_plan_with_faults_is_refused_with_all_of_them()
    {
        await using var world = await StartAsync();
        using var business = Service(world);
        var plan = Plan() with { Metrics = [new("a", "count(colour = red)"), new("a", "count *"), new("b", "price * count", Minimum: 2, Maximum: 1)] };
        var failure = await Should.ThrowAsync<BusinessPlanException>(async () => await business.PutPlanAsync(plan, "ann", default));
        failure.Faults.Select(fault => fault.Field).ShouldBe(["metrics[1].name", "metrics[1].value", "metrics[2].maximum", "metrics[2].value", "metrics[0].value"]);
        failure.Faults[^1].Message.ShouldContain("colour");
    }

    [Fact]
    public async Task A_monitor_of_a_bound_fires_for_the_business_and_ends()
    {
        await using var world = await StartAsync();
        using var business = Service(world);
        await business.PutPlanAsync(Plan() with { Metrics = [new("approval", "count(decision = approve) / count", Minimum: 0.7, Unit: BusinessUnit.Share)] }, "ann", default);
        var rule = DefaultMonitors.Of(World.Model, "approval-floor", MonitorMetric.Business, ["approval"]) with { Baseline = BaselineKind.Trailing, Audience = Audience.Business, Managed = false };
        var days = await PlayAsync(world, business, rule, Enumerable.Range(0, 10).Select(day => day is 6 or 7 ? 120 : 240));

        days.Count(incident => incident.State != IncidentState.Resolved).ShouldBe(0);
        var incident = days.ShouldHaveSingleItem();
        incident.Audience.ShouldBe(Audience.Business);
        incident.Cause.ShouldSatisfyAllConditions(cause => cause.Kind.ShouldBe("business"), cause => cause.Columns.ShouldBe(["approval"]));
        incident.Members[0].Window.From.ShouldBe(Start.AddDays(6));
        incident.Members[0].Reading.Verdict.Reason.ShouldNotBeNull().ShouldContain("below the minimum 0.700");
        incident.Resolved.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_monitor_against_the_usual_sees_a_fall_and_not_the_scatter()
    {
        await using var world = await StartAsync();
        using var business = Service(world);
        await business.PutPlanAsync(Plan() with { Metrics = [new("approval", "count(decision = approve) / count", Unit: BusinessUnit.Share)] }, "ann", default);
        var rule = DefaultMonitors.Of(World.Model, "approval-usual", MonitorMetric.Business, ["*"]) with { Baseline = BaselineKind.Trailing, Audience = Audience.Business, Warning = 0.1, Critical = 0.2, Managed = false };
        var random = new Random(5);
        var days = await PlayAsync(world, business, rule, Enumerable.Range(0, 20).Select(day => day >= 17 ? 120 : 225 + random.Next(30)));

        var incident = days.ShouldHaveSingleItem();
        incident.Members[0].Window.From.ShouldBe(Start.AddDays(17));
        incident.Severity.ShouldBe(Severity.Critical);
    }

    private static async Task<IReadOnlyList<Incident>> PlayAsync(World world, BusinessService business, MonitorDefinition rule, IEnumerable<int> approved)
    {
        await world.Metadata.Monitors.SaveAsync([rule], default);
        await world.Metadata.Monitors.SaveMarkAsync(new EvaluationMark(World.Model, Start, 0, null), default);
        using var incidents = new IncidentService(world.Metadata.Incidents, new RecordingNotifier(), world.Clock);
        using var evaluation = new EvaluationService(world.Metadata.Models, world.Metadata.Monitors, world.Reader, world.Events, world.Changed, incidents, EvaluationOptions.Default, business: business);
        var day = 0;
        foreach (var count in approved)
        {
            await SendAsync(world, day++, 300, count);
            world.Clock.Now = Start.AddDays(day).AddMinutes(30);
            await evaluation.EvaluateAsync(World.Model, null, world.Clock.Now, default);
        }

        return await incidents.ListAsync(World.Model, null, 100, default);
    }

    private static BusinessPlan Plan() => new(
        World.Model,
        [
            new("applications", "count"),
            new("approval", "count(decision = approve) / count", Unit: BusinessUnit.Share, Better: BusinessAim.Higher),
            new("bad", "count(label = 1) / count(label is known)", Unit: BusinessUnit.Share, Better: BusinessAim.Lower),
            new("margin", "repaid * count(label = 0) - loss * count(label = 1) - 2 * count", Unit: BusinessUnit.Money, Better: BusinessAim.Higher),
        ],
        new Dictionary<string, double>(StringComparer.Ordinal) { ["repaid"] = 10, ["loss"] = 50 }, "KGS", default, "");

    private static BusinessService Service(World world) => new(world.Metadata.Models, world.Events, world.Reader, world.Metadata.Business, world.Clock);

    private static BusinessPoint Point(BusinessAnswer answer, string metric) => answer.Series.Single(series => series.Metric.Name == metric).Points[0];

    private static double? Value(BusinessAnswer answer, string metric) => Point(answer, metric).Value;

    private static async Task<World> StartAsync()
    {
        var world = await World.StartAsync();
        world.Clock.Now = Start.AddHours(12);
        await world.ModelAsync(new ModelDescription(
            ModelTask.Binary, Columns: [new ColumnDefinition("channel", ColumnType.Categorical, Segment: true)], Outcomes: [OutcomeDefinition.Label with { Maturity = new MaturityRule(TimeSpan.FromDays(10)) }]));
        return world;
    }

    private static async Task SendAsync(World world, int day, int rows, int approved, int campaign = 0, string version = "v1")
    {
        world.Clock.Now = Start.AddDays(day).AddHours(23);
        var text = new StringBuilder();
        for (var i = 0; i < rows; i++)
        {
            var at = Start.AddDays(day).AddMinutes(i * 1400.0 / rows).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
            text.Append(CultureInfo.InvariantCulture, $$$"""{"id":"d{{{day}}}-{{{i}}}","at":"{{{at}}}","version":"{{{version}}}","score":0.2,"decision":"{{{(i < approved ? "approve" : "decline")}}}","amount":1000,"features":{"channel":"{{{(i >= rows - campaign ? "campaign" : "web")}}}"}}""").Append('\n');
        }

        (await world.PredictAsync(text.ToString())).Accepted.ShouldBe(rows);
    }

    private static async Task OutcomeAsync(World world, int day, int bad, int of, DateTimeOffset at)
    {
        world.Clock.Now = at;
        var text = new StringBuilder();
        for (var i = 0; i < of; i++)
            text.Append(CultureInfo.InvariantCulture, $$$"""{"id":"d{{{day}}}-{{{i}}}","outcome":"label","value":{{{(i < bad ? 1 : 0)}}},"at":"{{{at:yyyy-MM-ddTHH:mm:ssZ}}}"}""").Append('\n');
        (await world.OutcomesAsync(text.ToString())).Accepted.ShouldBe(of);
    }
}
