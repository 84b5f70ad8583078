using System.Text.Json;
using System.Text.RegularExpressions;
using Vedetta.Cli.Testing;
using Vedetta.Cli.Tests.CommandLine;

namespace Vedetta.Cli.Tests.Testing;

/// <summary><c>vedetta test</c>: the example of the guide passes, and what is wrong is told.</summary>
public sealed partial class TestCommandTests
{
    private const string Head = """
        model: { name: m }
        monitors:
          - { name: drift, metric: drift, column: income, method: psi, warning: 0.1, critical: 0.25, minimum_sample: 100 }
          - { name: errors-burn, metric: volume }

        """;

    [Fact]
    public async Task The_example_of_the_guide_passes()
    {
        using var folder = new TrialFolder();
        var guide = await File.ReadAllTextAsync(Path.Combine(RepositoryRoot(), "docs", "guide", "testing-monitors.md"), TestContext.Current.CancellationToken);
        var path = folder.Write("monitors.test.yml", Yaml().Match(guide).Groups["yaml"].Value);
        var trial = await CommandTrial.RunAsync("test", path);
        (trial.Out + trial.Error).ShouldEndWith("3 tests passed\n");
        trial.Code.ShouldBe(0);
    }

    [Fact]
    public async Task A_failure_says_where_when_what_should_be_and_what_is()
    {
        using var folder = new TrialFolder();
        var path = folder.Write("a.test.yml", Head + """
            tests:
              - name: nothing moves
                rows: { count: 200, columns: { income: { normal: [100, 10] } } }
                expect:
                  - at: 3d 20m
                    verdicts: [{ monitor: drift, column: income, verdict: critical }, { monitor: nobody, verdict: healthy }]
                    incidents: [{ cause: drift, columns: [income] }]
                    notices: [fired]
            """);
        var trial = await CommandTrial.RunAsync("test", path);
        trial.Code.ShouldBe(1);
        trial.Out.ShouldContain("FAIL nothing moves (4 checks)");
        trial.Out.ShouldContain(":9: at 3d 20m (2026-01-08 00:20Z), drift of income\n       expected: critical\n       got:      healthy, value 0.0");
        trial.Out.ShouldContain("got:      the monitor has said nothing; those that have: drift, errors-burn");
        trial.Out.ShouldContain("expected: drift, of income, firing\n       got:      none");
        trial.Out.ShouldContain("expected: fired\n       got:      none");
        trial.Out.ShouldEndWith("1 of 1 test failed\n");

        var json = JsonElement.Parse((await CommandTrial.RunAsync("test", path, "--json")).Out);
        json.GetProperty("failed").GetInt32().ShouldBe(1);
        json.GetProperty("tests")[0].GetProperty("failures")[0].GetProperty("expected").GetString().ShouldBe("critical");
    }

    [Fact]
    public async Task Stated_values_go_through_thresholds_and_patience()
    {
        using var folder = new TrialFolder();
        var path = folder.Write("b.test.yml", """
            model: m
            monitors:
              - { name: slow, metric: drift, column: income, method: psi, warning: 0.1, critical: 0.25, for: 2d }
            tests:
              - name: fires after two days
                values: [{ monitor: slow, column: income, series: '0.02 0.4x3 0.01' }]
                expect:
                  - { at: 3d 20m, incidents: [], verdicts: [{ monitor: slow, column: income, verdict: critical }] }
                  - { at: 3d 21m, incidents: [{ state: pending, cause: drift }] }
                  - { at: 4d 20m, incidents: [{ severity: critical }], notices: [fired] }
                  - { at: 5d 20m, incidents: [{ state: resolved }], notices: [resolved] }
            """);
        var trial = await CommandTrial.RunAsync("test", path);
        (trial.Out + trial.Error).ShouldEndWith("1 test passed\n");
    }

    [Fact]
    public async Task Monitors_of_a_file_of_apply_are_tested_and_recorded_rows_are_played()
    {
        using var folder = new TrialFolder();
        folder.Write("monitors.yml", "model: other\nmonitors: []\n---\nmodel: m\nmonitors:\n  - { name: volume, metric: volume, minimum_sample: 10 }\n");
        Directory.CreateDirectory(Path.Combine(folder.Root, "rows"));
        var rows = Enumerable.Range(0, 12).SelectMany(day => Enumerable.Range(0, day == 10 ? 10 : 100).Select(i => $"d{day}-{i},2026-01-{5 + day:00}T{i % 24:00}:10:00Z,1,{i % 7},0.4\n"));
        folder.Write(Path.Combine("rows", "production.csv"), "id,ts,version,age,score\n" + string.Concat(rows));
        var path = folder.Write("c.test.yml", """
            model: m
            files: [monitors.yml]
            tests:
              - name: a quiet day
                history: rows
                expect:
                  - { at: 10d 20m, verdicts: [{ monitor: volume, verdict: healthy }], incidents: [] }
                  - { at: 11d 20m, verdicts: [{ monitor: volume, verdict: critical, at_most: 10 }], incidents: [{ cause: volume, audience: engineering }], notices: [fired] }
            """);
        var trial = await CommandTrial.RunAsync("test", path);
        (trial.Out + trial.Error).ShouldEndWith("1 test passed\n");
    }

    [Theory]
    [InlineData("tests: []", "'tests' takes a list of tests")]
    [InlineData("tests: [{ name: a, expect: [{ at: 1d, incidents: [] }] }]", "takes one of 'rows', 'history' and 'values'")]
    [InlineData("tests: [{ name: a, values: [{ monitor: drfit, series: 1 }], expect: [{ at: 2d, incidents: [] }] }]", "did you mean 'drift'")]
    [InlineData("tests: [{ name: a, values: [{ monitor: drift, series: '1x0' }], expect: [{ at: 2d, incidents: [] }] }]", "'1x0' is no part of a series")]
    [InlineData("tests: [{ name: a, rows: { columns: { x: { gamma: [1, 2] } } }, expect: [{ at: soon, incidents: [] }] }]", "x: unknown key 'gamma'")]
    [InlineData("tests: [{ name: a, rows: { columns: { x: { normal: [1, 2] } } }, expect: [{ at: 1d, verdicts: [{ monitor: drift, verdict: bad }] }] }]", "a verdict is one of healthy, warning, critical, undecided")]
    public async Task A_file_with_faults_is_refused_with_their_places(string tests, string says)
    {
        using var folder = new TrialFolder();
        var trial = await CommandTrial.RunAsync("test", folder.Write("x.test.yml", Head + tests));
        trial.Code.ShouldBe(2);
        trial.Error.ShouldContain(says);
    }

    [Theory]
    [InlineData("0.1x2 5", new[] { 0.1, 0.1, 5, 5 })]
    [InlineData("1+0.5x3", new[] { 1, 1.5, 2, 2 })]
    [InlineData("3-1x3", new[] { 3.0, 2, 1, 1 })]
    [InlineData("1e-3", new[] { 0.001, 0.001 })]
    public void Series_are_read(string text, double[] values)
    {
        var series = ValueSeries.TryParse(text, out _).ShouldNotBeNull();
        for (var i = 0; i < values.Length; i++) series.At(i).ShouldBe(values[i]);
    }

    private static string RepositoryRoot()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "Vedetta.slnx"))) return at.FullName;
        throw new DirectoryNotFoundException("no folder above the tests holds Vedetta.slnx");
    }

    [GeneratedRegex("```yaml\n(?<yaml>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Yaml();
}
