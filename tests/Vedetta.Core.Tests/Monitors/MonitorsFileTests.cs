using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Monitors.Files;
using Vedetta.Core.Profiles;
using Vedetta.Core.Tests.Stage;
using Vedetta.Core.Time;

namespace Vedetta.Core.Tests.Monitors;

public class MonitorsFileTests
{
    private const string Good = """
        model: scoring
        monitors:
          - name: income-drift
            metric: drift
            column: income
            method: psi
            window: week
            baseline: reference
            warning: 0.1
            critical: 0.25
            minimum_sample: 200
            for: 2d
            warning_for: 36h
            segment: region:osh
            audience: data_science
            runbook: https://wiki.example/income
          - name: gaps
            metric: missing
            columns: "*"
        """;

    [Fact]
    public void Parse_a_good_file_reads_every_key()
    {
        var file = MonitorsFile.Parse(Good);
        file.Problems.ShouldBeEmpty();
        var document = file.Documents.ShouldHaveSingleItem();
        document.Model.ShouldBe(new ModelId("scoring"));
        var drift = document.Monitors[0].Monitor;
        drift.Method.ShouldBe("psi");
        drift.Window.ShouldBe(WindowSize.Week);
        drift.Warning.ShouldBe(0.1);
        drift.Critical.ShouldBe(0.25);
        drift.MinimumSample.ShouldBe(200);
        drift.For.ShouldBe(TimeSpan.FromDays(2));
        drift.WarningFor.ShouldBe(TimeSpan.FromHours(36));
        document.Monitors[1].Monitor.WarningFor.ShouldBeNull();
        drift.Segment.ShouldBe(new SegmentKey("region", "osh"));
        drift.Managed.ShouldBeFalse();
        document.Monitors[1].Monitor.Columns.ShouldBe(["*"]);
    }

    [Fact]
    public void Parse_a_bad_file_tells_every_problem_with_its_line()
    {
        var file = MonitorsFile.Parse("""
            model: scoring
            extra: 1
            monitors:
              - name: a
                metric: drifd
              - name: a
                metric: drift
                colunm: income
                method: psy
                window: fortnight
                warning: high
              - name: a
                metric: drift
                warning: 0.5
                critical: 0.2
                minimum_sample: 1.5
              - metric: volume
                method: psi
                columns: [x]
            """);
        var lines = file.Problems.Select(problem => (problem.Line, problem.Message)).ToList();
        lines.ShouldContain(problem => problem.Line == 2 && problem.Message.Contains("unknown key 'extra'"));
        lines.ShouldContain(problem => problem.Line == 5 && problem.Message.Contains("'drifd' is not known; allowed: drift, drift_share"));
        lines.ShouldContain(problem => problem.Line == 8 && problem.Message.Contains("unknown key 'colunm'"));
        lines.ShouldContain(problem => problem.Line == 9 && problem.Message.Contains("psy"));
        lines.ShouldContain(problem => problem.Line == 10 && problem.Message.Contains("hour, day, week, month, year"));
        lines.ShouldContain(problem => problem.Line == 11 && problem.Message.Contains("expected a number"));
        lines.ShouldContain(problem => problem.Line == 15 && problem.Message.Contains("below the warning"));
        lines.ShouldContain(problem => problem.Line == 16 && problem.Message.Contains("whole number"));
        lines.ShouldContain(problem => problem.Line == 17 && problem.Message.Contains("'name' is missing"));
        lines.ShouldContain(problem => problem.Line == 18 && problem.Message.Contains("only drift"));
        lines.ShouldContain(problem => problem.Line == 19 && problem.Message.Contains("whole model"));
    }

    [Fact]
    public void Parse_a_name_twice_is_a_problem()
    {
        var file = MonitorsFile.Parse("""
            model: scoring
            monitors:
              - {name: a, metric: missing}
              - {name: a, metric: drift}
            """);
        var problem = file.Problems.ShouldHaveSingleItem();
        problem.Line.ShouldBe(4);
        problem.Message.ShouldContain("line 3");
    }

    [Theory]
    [InlineData("")]
    [InlineData("model: [")]
    [InlineData("just a text")]
    [InlineData("model: a\n---\nmodel: a\nmonitors: 3")]
    [InlineData("model: a\nmonitors:\n- 3\n- {a: {b: c}}\n- [x]")]
    [InlineData("a: &x 1\nb: *y")]
    public void Parse_nonsense_gives_problems_and_never_throws(string text) => MonitorsFile.Parse(text).Problems.ShouldNotBeEmpty();

    [Fact]
    public void Methods_that_are_not_known_are_told_with_the_nearest_name_and_all_that_are_allowed()
    {
        var file = MonitorsFile.Parse("""
            model: scoring
            monitors:
              - name: a
                metric: stream
                column: score
                method: adwim
              - name: b
                metric: outliers
                method: isolation-forest
              - name: c
                metric: drift_share
                method: mmd
              - name: d
                metric: drift
                run_length: 5000
              - name: e
                metric: stream
                column: score
                run_length: 3
            """);
        var lines = file.Problems.Select(problem => (problem.Line, problem.Message)).ToList();
        lines.ShouldContain(problem => problem.Line == 6 && problem.Message.Contains("'adwim' is no streaming detector; did you mean 'adwin'?; allowed: adwin, ddm"));
        lines.ShouldContain(problem => problem.Line == 9 && problem.Message.Contains("did you mean 'isolation_forest'?; allowed: mahalanobis, isolation_forest, knn"));
        lines.ShouldContain(problem => problem.Line == 12 && problem.Message.Contains("mmd"));
        lines.ShouldContain(problem => problem.Line == 15 && problem.Message.Contains("only stream has a run length"));
        lines.ShouldContain(problem => problem.Line == 19 && problem.Message.Contains("from 100"));
        file.Problems.Count.ShouldBe(5);
    }

    [Fact]
    public void Streams_and_whole_rows_are_read_with_their_methods()
    {
        var file = MonitorsFile.Parse("""
            model: scoring
            monitors:
              - name: a
                metric: stream
                columns: [score, error]
                method: page_hinkley
                run_length: 20000
              - name: b
                metric: drift
                method: classifier
              - name: c
                metric: outliers
            """);
        file.Problems.ShouldBeEmpty();
        var monitors = file.Documents[0].Monitors.Select(entry => entry.Monitor).ToList();
        monitors[0].Method.ShouldBe("page_hinkley");
        monitors[0].RunLength.ShouldBe(20_000);
        MonitorRules.ComparesRows(monitors[1]).ShouldBeTrue();
        monitors[2].Method.ShouldBe("isolation_forest");
        monitors[2].Columns.ShouldBe(["*"]);
    }

    [Fact]
    public async Task Apply_plans_first_and_tells_unknown_columns_and_models()
    {
        using var stage = await DriftStoryTests.StartAsync();
        var bad = await stage.Monitors.ApplyAsync("""
            model: scoring
            monitors:
              - {name: x, metric: drift, columns: [incom, income]}
              - {name: y, metric: drift, segment: "city:a"}
            ---
            model: nobody
            monitors: []
            """, default);
        bad.Changes.ShouldBeEmpty();
        bad.Problems.Select(problem => problem.Line).ShouldBe([3, 4, 6]);
        bad.Problems[0].Message.ShouldContain("has no column 'incom'; known: score, prediction, decision, income, region");

        const string Text = """
            model: scoring
            monitors:
              - {name: income, metric: drift, column: income, method: ks}
              - {name: drift, metric: drift, columns: "*", method: psi}
            """;
        var plan = await stage.Monitors.ApplyAsync(Text, default);
        plan.Changes.Select(change => change.Kind).ShouldBe([MonitorChangeKind.Added, MonitorChangeKind.Changed]);
        (await stage.Monitors.ApplyAsync(Text, default)).Changes.ShouldAllBe(change => change.Kind == MonitorChangeKind.Unchanged);
        var stored = await stage.Monitors.FindAsync(ModelStage.Id, "drift", default);
        stored!.Managed.ShouldBeFalse();
        stored.Method.ShouldBe("psi");
    }

    [Fact]
    public async Task A_deleted_default_monitor_does_not_come_back()
    {
        using var stage = await DriftStoryTests.StartAsync();
        (await stage.Monitors.ListAsync(ModelStage.Id, default)).Count.ShouldBe(DefaultMonitors.For(stage.Definition).Count);
        (await stage.Monitors.DeleteAsync(ModelStage.Id, "volume", default)).ShouldBeTrue();
        await DriftStoryTests.LiveDayAsync(stage, 0, shift: 0);
        (await stage.Monitors.ListAsync(ModelStage.Id, default)).ShouldNotContain(monitor => monitor.Name == "volume");
    }
}
