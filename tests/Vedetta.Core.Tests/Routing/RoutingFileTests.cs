using Vedetta.Core.Incidents;
using Vedetta.Core.Monitors;
using Vedetta.Core.Monitors.Files;
using Vedetta.Core.Routing;

namespace Vedetta.Core.Tests.Routing;

public class RoutingFileTests
{
    private const string Text = """
        routing:
          zone: Europe/Berlin
          routes:
            - audience: data_science
              channels: [team]
              on_call: ds
              group_wait: 1m
              repeat: 4h
              escalate:
                - 15m lead, head
                - 1h head if critical
              quiet_hours: 22:00-07:00
              mutes: [sun 02:00-04:00 the warehouse is loaded]
            - audience: business
              channels: [head]
              digest: day 09:00
          rotas:
            - name: ds
              starting: 2026-01-05
              hand_over: mon 10:00
              members:
                - anna: anna-phone
                - boris
        ---
        model: scoring
        monitors: []
        """;

    [Fact]
    public void Parse_reads_the_policy_beside_the_monitors()
    {
        MonitorsFile.Parse(Text).Problems.ShouldBeEmpty();
        var file = RoutingFile.Parse(Text);
        file.Problems.ShouldBeEmpty();
        var (policy, faults) = file.Draft!.ToPolicy();
        faults.ShouldBeEmpty();
        RoutingRules.Check(policy, ["team", "lead", "head", "anna-phone"]).ShouldBeEmpty();
        var route = policy.RouteOf(Audience.DataScience, new("scoring"))!;
        route.Escalate.Select(step => (step.After, step.MinimumSeverity)).ShouldBe([(TimeSpan.FromMinutes(15), Severity.Warning), (TimeSpan.FromHours(1), Severity.Critical)]);
        route.Escalate[0].Channels.ShouldBe(["lead", "head"]);
        route.Quiet.Select(span => span.CriticalBreaksThrough).ShouldBe([true, false]);
        route.Quiet[1].Reason.ShouldBe("the warehouse is loaded");
        policy.Rotas[0].Members[0].Channels.ShouldBe(["anna-phone"]);
        policy.Rotas[0].Members[1].Channels.ShouldBeEmpty();
        RoutingDraft.Same(policy, RoutingDraft.Of(policy).ToPolicy().Policy).ShouldBeTrue("what is written is read again");
        RoutingFile.Parse("model: scoring\nmonitors: []").Draft.ShouldBeNull();
    }

    [Theory]
    [InlineData("routing:\n  routes:\n    - channels: [a]", 3, "routing.routes[0].audience")]
    [InlineData("routing:\n  routes:\n    - audience: everybody\n      channels: [a]", 3, "routing.routes[0].audience")]
    [InlineData("routing:\n  routes:\n    - audience: business\n      channel: a", 4, "routing.routes[0]")]
    [InlineData("routing:\n  rutes: []", 2, "routing")]
    [InlineData("routing:\n  zone: UTC\nmore: 1", 3, "")]
    public void Parse_says_where_a_fault_is(string text, int line, string where)
    {
        var problem = RoutingFile.Parse(text).Problems.ShouldHaveSingleItem();
        (problem.Line, problem.Where).ShouldBe((line, where));
    }

    [Fact]
    public void Fault_of_the_policy_stands_at_its_line()
    {
        var file = RoutingFile.Parse("routing:\n  routes:\n    - audience: business\n      channels: [nobody]\n      quiet_hours: [at night]");
        var (policy, faults) = file.Draft!.ToPolicy();
        faults.Concat(RoutingRules.Check(policy, ["team"])).Select(file.ProblemOf).Select(problem => (problem.Line, problem.Where)).ShouldBe(
            [(5L, "routing.routes[0].quiet_hours"), (4L, "routing.routes[0].channels")]);
    }

    [Theory]
    [InlineData("mon-fri 22:00-07:00", "mon-fri 22:00-07:00")]
    [InlineData("saturday,sunday 0:00-24:00 weekend", "sat,sun 00:00-00:00 weekend")]
    [InlineData("fri-mon 20:00-08:00", "mon,fri-sun 20:00-08:00")]
    [InlineData("22:00-07:00", "22:00-07:00")]
    public void Span_is_read_and_written(string text, string written)
    {
        RoutingText.TryParseSpan(text, criticalBreaksThrough: true, out var span).ShouldBeTrue();
        RoutingText.Of(span).ShouldBe(written);
        RoutingText.TryParseSpan(written, criticalBreaksThrough: true, out var again).ShouldBeTrue();
        RoutingText.Of(again).ShouldBe(written);
    }

    [Theory, InlineData("at night"), InlineData("22-07"), InlineData("noday 22:00-07:00"), InlineData("22:00"), InlineData("25:00-07:00"), InlineData("")]
    public void Span_that_is_none_is_refused(string text) => RoutingText.TryParseSpan(text, criticalBreaksThrough: true, out _).ShouldBeFalse();
}
