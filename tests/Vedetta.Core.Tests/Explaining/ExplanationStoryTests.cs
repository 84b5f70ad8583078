using Vedetta.Core.Explaining;
using Vedetta.Core.Incidents;
using Vedetta.Core.Models;
using Vedetta.Core.Security;
using Vedetta.Core.Tests.Stage;

namespace Vedetta.Core.Tests.Explaining;

/// <summary>One story per cause: a model lives calmly, something happens, and the incident says what it probably was.</summary>
public class ExplanationStoryTests
{
    // A Monday.
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Missing_values_are_named_first_with_their_share_before_and_now()
    {
        using var stage = await StartAsync();
        await DaysAsync(stage, 0, 3, Applicant);
        await DaysAsync(stage, 3, 1, (random, day) => Applicant(random, day) with { Income = random.NextDouble() < 0.6 ? null : 100 });

        var cause = (await WhyAsync(stage)).Causes[0];
        cause.Kind.ShouldBe(CauseKind.Missing);
        cause.Column.ShouldBe("income");
        cause.Now.ShouldNotBeNull().ShouldBe(0.6, 0.08);
        cause.Before.ShouldBe(0);
        ExplanationWords.Sentence(cause).ShouldStartWith("income is missing in ");
    }

    [Fact]
    public async Task A_column_that_became_constant_is_named()
    {
        using var stage = await StartAsync();
        await DaysAsync(stage, 0, 3, Applicant);
        await DaysAsync(stage, 3, 1, (random, day) => Applicant(random, day) with { Income = 104 });

        (await WhyAsync(stage)).Causes[0].ShouldSatisfyAllConditions(cause => cause.Kind.ShouldBe(CauseKind.Constant), cause => cause.Column.ShouldBe("income"));
    }

    [Fact]
    public async Task New_categories_are_named()
    {
        using var stage = await StartAsync();
        await DaysAsync(stage, 0, 3, Applicant);
        await DaysAsync(stage, 3, 2, (random, day) => Applicant(random, day) with { Region = random.NextDouble() < 0.3 ? "naryn" : "osh" });

        var cause = (await WhyAsync(stage)).Causes[0];
        cause.Kind.ShouldBe(CauseKind.NewCategories);
        cause.Name.ShouldBe("naryn");
    }

    [Fact]
    public async Task Values_in_other_units_are_told_by_their_factor()
    {
        using var stage = await StartAsync();
        await DaysAsync(stage, 0, 3, Applicant);
        await DaysAsync(stage, 3, 1, (random, day) => Applicant(random, day) is var a ? a with { Income = a.Income * 12 } : a);

        var cause = (await WhyAsync(stage)).Causes.ShouldHaveSingleItem();
        cause.Kind.ShouldBe(CauseKind.Scaled);
        cause.Now.ShouldNotBeNull().ShouldBe(12, 0.5);
        cause.Name.ShouldBe("units");
    }

    [Fact]
    public async Task A_release_is_named_when_only_its_rows_changed()
    {
        using var stage = await StartAsync();
        await DaysAsync(stage, 0, 3, Applicant);
        await DaysAsync(stage, 3, 1, (random, day) => Applicant(random, day) is var a && random.NextDouble() < 0.5 ? a with { Version = "2", Score = Math.Min(0.99, a.Score + 0.4) } : a);

        var cause = (await WhyAsync(stage)).Causes[0];
        cause.Kind.ShouldBe(CauseKind.Release);
        cause.Name.ShouldBe("2");
        cause.Segment.ShouldBe("only");
    }

    [Fact]
    public async Task A_release_is_not_named_when_the_rows_of_the_other_version_changed_too()
    {
        using var stage = await StartAsync();
        await DaysAsync(stage, 0, 3, Applicant);
        await DaysAsync(stage, 3, 1, (random, day) => Applicant(random, day) is var a && random.NextDouble() < 0.5 ? a with { Version = "2", Income = a.Income + 25 } : a with { Income = a.Income + 25 });

        (await WhyAsync(stage, "income")).Causes.ShouldNotContain(cause => cause.Kind == CauseKind.Release);
    }

    [Fact]
    public async Task A_weekend_that_looks_like_the_last_one_is_a_season()
    {
        using var stage = await StartAsync();
        await DaysAsync(stage, 0, 14, (random, day) => Applicant(random, day) is var a && day % 7 >= 5 ? a with { Income = a.Income + 25 } : a);

        var incidents = (await stage.IncidentsAsync()).Where(incident => incident.Members[0].Column == "income").OrderBy(incident => incident.Opened).ToList();
        incidents.Count.ShouldBe(2);
        incidents[0].Explanation!.Causes.ShouldNotContain(cause => cause.Kind == CauseKind.Season);
        var season = incidents[1].Explanation!.Causes.ShouldHaveSingleItem();
        season.Kind.ShouldBe(CauseKind.Season);
        season.Name.ShouldBe("week");
        season.Window!.Value.From.ShouldBe(incidents[1].Members[0].LastWindow.From.AddDays(-7));
    }

    [Fact]
    public async Task Other_rows_than_before_are_a_change_of_mix()
    {
        using var stage = await StartAsync();
        await DaysAsync(stage, 0, 3, Applicant);
        await DaysAsync(stage, 3, 2, (random, day) => Applicant(random, day) is var a && a.Channel != "branch" && random.NextDouble() < 0.6 ? a with { Channel = "branch", Income = a.Income + 15 } : a);

        var why = await WhyAsync(stage, "income");
        var mix = why.Causes.Single(cause => cause.Kind == CauseKind.Mix);
        mix.Name.ShouldBe("channel");
        mix.Segment.ShouldBe("branch");
        mix.Share.ShouldNotBeNull().ShouldBeGreaterThan(0.8);
        mix.Low.ShouldNotBeNull().ShouldBeLessThan(mix.Share.Value);
        mix.Before.ShouldNotBeNull().ShouldBe(0.3, 0.05);
        why.Splits.ShouldHaveSingleItem().Segments.Sum(segment => segment.Mix + segment.Inside).ShouldBe(1, 1e-6);
    }

    [Fact]
    public async Task A_change_inside_one_segment_names_the_segment()
    {
        using var stage = await StartAsync();
        await DaysAsync(stage, 0, 3, Applicant);
        await DaysAsync(stage, 3, 1, (random, day) => Applicant(random, day) is var a && a.Channel == "web" ? a with { Income = a.Income + 60 } : a, rows: 900);

        var cause = (await WhyAsync(stage, "income")).Causes.ShouldHaveSingleItem();
        cause.Kind.ShouldBe(CauseKind.Inside);
        cause.Segment.ShouldBe("web");
    }

    [Fact]
    public async Task An_edit_of_the_description_in_the_same_window_is_named()
    {
        using var stage = await StartAsync();
        await DaysAsync(stage, 0, 3, Applicant);
        await stage.Audit.AddAsync(new AuditEntry(Start.AddDays(3).AddHours(2), "ann", "model.put", ModelStage.Id.Value, null), default);
        await DaysAsync(stage, 3, 1, (random, day) => Applicant(random, day) is var a ? a with { Income = a.Income + 25 } : a);

        var cause = (await WhyAsync(stage)).Causes.ShouldHaveSingleItem();
        cause.Kind.ShouldBe(CauseKind.SchemaChange);
        cause.Name.ShouldBe("ann");
    }

    [Fact]
    public async Task A_score_that_follows_its_inputs_names_them_and_what_it_does_to_approvals()
    {
        using var stage = await StartAsync();
        await DaysAsync(stage, 0, 3, Applicant);
        await DaysAsync(stage, 3, 1, (random, day) => Applicant(random, day, poorer: 25));

        var why = (await stage.IncidentsAsync()).Where(incident => incident.Members[0].Column == "score").Select(incident => incident.Explanation!)
            .Concat((await stage.IncidentsAsync()).Select(incident => incident.Explanation!)).First();
        var alone = why.Effects.SingleOrDefault(effect => effect.Kind == EffectKind.ApprovalRateByColumn);
        var overall = why.Effects.Single(effect => effect.Kind == EffectKind.ApprovalRate);
        overall.Change.ShouldBeLessThan(-0.2);
        overall.IsSure.ShouldBeTrue();
        if (why.Column == "score") why.Causes.ShouldContain(cause => cause.Kind == CauseKind.Upstream && cause.Column == "income");
        else alone.ShouldNotBeNull().Change.ShouldBe(overall.Change, 0.15);
    }

    [Fact]
    public async Task A_change_that_is_the_same_everywhere_has_no_cause_and_says_what_was_looked_at()
    {
        using var stage = await StartAsync();
        await DaysAsync(stage, 0, 9, Applicant);
        await DaysAsync(stage, 9, 1, (random, day) => Applicant(random, day) is var a ? a with { Income = a.Income + 20 } : a);

        var why = await WhyAsync(stage);
        why.Causes.ShouldBeEmpty();
        why.Checks.ShouldContain(new Check(CheckKind.DataFaults, CheckResult.Nothing));
        why.Checks.ShouldContain(new Check(CheckKind.Release, CheckResult.Nothing));
        why.Checks.ShouldContain(new Check(CheckKind.LastWeek, CheckResult.Nothing));
        why.Checks.ShouldContain(new Check(CheckKind.LastYear, CheckResult.NoData));
        why.Checks.ShouldContain(new Check(CheckKind.Segments, CheckResult.Nothing));
        ExplanationWords.Summary(why).ShouldStartWith("No cause found; looked at data faults");
        why.Effects.Single(effect => effect.Kind == EffectKind.ApprovalRate).IsSure.ShouldBeFalse();
    }

    [Fact]
    public async Task The_notice_of_an_incident_carries_its_explanation()
    {
        using var stage = await StartAsync();
        await DaysAsync(stage, 0, 3, Applicant);
        await DaysAsync(stage, 3, 1, (random, day) => Applicant(random, day) with { Income = random.NextDouble() < 0.6 ? null : 100 });

        stage.Notices.All.Where(notice => notice.Kind == NoticeKind.Fired).ShouldAllBe(notice => notice.Incident.Explanation != null);
    }

    private static async Task<Explanation> WhyAsync(ModelStage stage, string? column = null) =>
        (await stage.IncidentsAsync()).Select(incident => incident.Explanation).OfType<Explanation>().First(why => column is null || why.Column == column || why.Causes.Any(cause => cause.Column == column));

    private static async Task<ModelStage> StartAsync()
    {
        var stage = new ModelStage(Start, ModelTask.Binary,
            new ColumnDefinition("income", ColumnType.Numeric), new ColumnDefinition("region", ColumnType.Categorical), new ColumnDefinition("channel", ColumnType.Categorical, Segment: true));
        await stage.SaveAsync();
        var random = new Random(7);
        await stage.ReferenceAsync(Enumerable.Range(0, 3000).Select(i => Applicant(random, 0).Row(Start.AddDays(-30).AddMinutes(i))));
        return stage;
    }

    private static async Task DaysAsync(ModelStage stage, int from, int days, Func<Random, int, Person> draw, int rows = 400)
    {
        for (var day = from; day < from + days; day++)
        {
            var random = new Random(1000 + day);
            await stage.SendAsync(Enumerable.Range(0, rows).Select(i => draw(random, day).Row(Start.AddDays(day).AddMinutes(i * 1440.0 / rows))).ToList());
            stage.Time.Now = Start.AddDays(day + 1).AddMinutes(20);
            await stage.EvaluateAsync();
        }
    }

    private static Person Applicant(Random random, int day) => Applicant(random, day, 0);

    private static Person Applicant(Random random, int day, double poorer)
    {
        var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        var channel = random.NextDouble() switch { < 0.5 => "mobile", < 0.8 => "branch", _ => "web" };

        // Those who come to a branch earn more.
        var income = (channel == "branch" ? 115 : 100) + (10 * normal) - poorer;
        var score = Math.Clamp(0.5 - ((income - 100) / 60) + (0.1 * (random.NextDouble() - 0.5)), 0.01, 0.99);
        return new Person(income, random.Next(3) switch { 0 => "osh", 1 => "chuy", _ => "talas" }, channel, score, "1");
    }

    private sealed record Person(double? Income, string Region, string Channel, double Score, string Version)
    {
        public StageRow Row(DateTimeOffset at) => new(
            at, new Dictionary<string, object?>(StringComparer.Ordinal) { ["income"] = Income, ["region"] = Region, ["channel"] = Channel }, Version, Score);
    }
}
