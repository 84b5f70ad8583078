using Vedetta.Core.Monitors.Files;
using Vedetta.Core.Objectives;

namespace Vedetta.Core.Tests.Objectives;

/// <summary>Objectives in a file of monitors.</summary>
public sealed class ObjectivesFileTests
{
    [Fact]
    public void Parse_reads_objectives_with_their_thresholds_beside_the_monitors()
    {
        const string text = """
            model: scoring
            objectives:
              - { name: fast, kind: latency, target: 0.95, below_ms: 200 }
              - name: up
                kind: availability
                target: 0.995
                days: 30
                burn_thresholds: { 1h: 14.4, 6h: 6, 24h: 3, 72h: 1 }
            """;
        MonitorsFile.Parse(text).Problems.ShouldBeEmpty();
        var file = ObjectivesFile.Parse(text);
        file.Problems.ShouldBeEmpty();
        file.Documents.ShouldHaveSingleItem().Objectives.ShouldBe([
            new Objective("fast", ObjectiveKind.Latency, 0.95, 200),
            new Objective("up", ObjectiveKind.Availability, 0.995, Days: 30, Burn: new BurnThresholds(14.4, 6, 3, 1)),
        ]);
    }

    [Theory]
    [InlineData("objectives: 3", 2, "objectives", "expected a list")]
    [InlineData("objectives: [{ name: up, kind: availability }]", 2, "objectives[0]", "'target' is missing")]
    [InlineData("objectives: [{ name: up, kind: uptime, target: 0.9 }]", 2, "objectives[0].kind", "allowed: latency")]
    [InlineData("objectives:\n  - name: up\n    kind: availability\n    target: 99.5", 5, "objectives[0].target", "such as 0.995")]
    [InlineData("objectives: [{ name: up, kind: availability, target: 0.9, burn_thresholds: { 2h: 3 } }]", 2, "objectives[0].burn_thresholds", "allowed: 1h, 6h, 24h, 72h")]
    [InlineData("objectives: [{ name: up, kind: availability, target: 0.9, tarket: 1 }]", 2, "objectives[0]", "unknown key 'tarket'")]
    public void Parse_says_where_and_what_is_wrong(string objectives, long line, string where, string says)
    {
        var problem = ObjectivesFile.Parse("model: scoring\n" + objectives).Problems.ShouldHaveSingleItem();
        problem.Line.ShouldBe(line);
        problem.Where.ShouldBe(where);
        problem.Message.ShouldContain(says);
    }
}
