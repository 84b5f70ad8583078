using Vedetta.Core.Business.Expressions;

namespace Vedetta.Core.Tests.Business;

/// <summary>Expressions of business metrics.</summary>
public class ExpressionParserTests
{
    [Fact]
    public void Parse_a_ratio_of_counts_gives_both_forms()
    {
        var expression = ExpressionParser.Parse("count(decision = approve and channel in (web, 'mobile app')) / count").Expression.ShouldNotBeNull();
        expression.Top.ShouldHaveSingleItem().Conditions[1].Values.ShouldBe(["web", "mobile app"]);
        expression.Bottom.ShouldNotBeNull().ShouldHaveSingleItem().Conditions.ShouldBeEmpty();
        expression.Columns.ShouldBe(["decision", "channel"]);
    }

    [Fact]
    public void Parse_money_with_assumptions_gives_signed_terms()
    {
        var expression = ExpressionParser.Parse("repaid * count(fpd = 0) - loss * count(fpd = 1) - 38 * count + 0.5*sum(revenue)").Expression.ShouldNotBeNull();
        expression.Top.Select(term => term.Factor).ShouldBe([1, -1, -38, 0.5]);
        expression.Assumptions.ShouldBe(["repaid", "loss"]);
        expression.Bottom.ShouldBeNull();
    }

    [Fact]
    public void Parse_a_mean_and_a_promoter_score_gives_their_ratios()
    {
        ExpressionParser.Parse("mean(revenue)").Expression.ShouldNotBeNull().Bottom.ShouldNotBeNull()[0].Conditions[0].Kind.ShouldBe(ConditionKind.Known);
        ExpressionParser.Parse("nps(recommend)").Expression.ShouldNotBeNull().Top.Select(term => term.Factor).ShouldBe([100, -100]);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("count(", 7)]
    [InlineData("count / count / count", 15)]
    [InlineData("5", 1)]
    [InlineData("count * count", 9)]
    [InlineData("count(decision)", 15)]
    [InlineData("count(score < high)", 15)]
    [InlineData("sum(amount, decision in approve)", 25)]
    [InlineData("1 + mean(x)", 1)]
    [InlineData("count(x = 'a)", 11)]
    [InlineData("count ; count", 7)]
    [InlineData("count - count(x = 1) / count", 22)]
    [InlineData("count / count + count", 9)]
    [InlineData("count(x is new)", 12)]
    public void Parse_something_else_says_where_and_what_is_allowed(string text, int place)
    {
        var (expression, fault) = ExpressionParser.Parse(text);
        expression.ShouldBeNull();
        fault.ShouldNotBeNull().Place.ShouldBe(place);
        fault.Message.ShouldNotBeEmpty();
    }
}
