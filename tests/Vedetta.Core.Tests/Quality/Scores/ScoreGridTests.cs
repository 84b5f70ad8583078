using System.Globalization;
using Vedetta.Core.Models;
using Vedetta.Core.Quality.Scores;

namespace Vedetta.Core.Tests.Quality.Scores;

public sealed class ScoreGridTests
{
    private static readonly ScoreGrid Points = ScoreGrid.Of(new ScoreDefinition(ScoreKind.Points, 300, 850, ScoreDirection.Negative, ApproveAbove: true));

    [Fact]
    public void Decimals_of_three_digits_are_edges_of_probabilities()
    {
        foreach (var text in new[] { "0.12", "0.005", "0.0125", "0.5", "0.1", "0.000123", "0.16", "0.333", "0.9", "0.995", "0.9995", "0.001", "0.0000015" })
        {
            var edge = double.Parse(text, CultureInfo.InvariantCulture);
            var cell = ScoreGrid.Probability.CellOf(edge);
            ScoreGrid.Probability.Low(cell).ShouldBe(edge, text);
            ScoreGrid.Probability.CellOf(Math.BitDecrement(edge)).ShouldBe(cell - 1, text);
            ScoreGrid.Probability.Near(edge).ShouldBe(edge, text);
        }
    }

    [Fact]
    public void Whole_points_and_halves_are_edges_of_points()
    {
        Points.Name.ShouldBe("steps:0.5");
        for (var points = 300.0; points <= 850; points += 0.5)
        {
            Points.Low(Points.CellOf(points)).ShouldBe(points);
            Points.CellOf(points + 0.25).ShouldBe(Points.CellOf(points));
        }
    }

    [Theory]
    [InlineData("probability")]
    [InlineData("digits")]
    [InlineData("steps:0.5")]
    public void A_score_lies_in_its_cell_and_cells_follow_the_order_of_scores(string name)
    {
        var grid = ScoreGrid.Find(name).ShouldNotBeNull();
        grid.Name.ShouldBe(name);
        var random = new Random(5);
        var scores = Enumerable.Range(0, 20_000).Select(_ => name switch
        {
            "probability" => random.NextDouble() < 0.5 ? random.NextDouble() : Math.Exp(-20 * random.NextDouble()),
            "digits" => (random.Next(2) == 0 ? 1 : -1) * Math.Exp((random.NextDouble() * 40) - 20),
            _ => (random.NextDouble() * 2_000) - 500,
        }).Order().ToArray();
        var before = int.MinValue;
        foreach (var score in scores)
        {
            var cell = grid.CellOf(score);
            grid.Low(cell).ShouldBeLessThanOrEqualTo(score);
            grid.High(cell).ShouldBeGreaterThan(score);
            cell.ShouldBeGreaterThanOrEqualTo(before);
            before = cell;
        }
    }

    [Fact]
    public void Cells_are_at_most_as_wide_as_the_bound_says()
    {
        for (var cell = 0; cell < 19_602; cell++) (ScoreGrid.Probability.High(cell) - ScoreGrid.Probability.Low(cell)).ShouldBeInRange(1e-9, 0.0005 + 1e-12);
        for (var cell = 1; cell < 34_000; cell += 7) (ScoreGrid.Digits.High(cell) - ScoreGrid.Digits.Low(cell)).ShouldBeLessThanOrEqualTo(0.00501 * ScoreGrid.Digits.Low(cell));
    }

    [Fact]
    public void Scores_outside_every_limit_fall_into_the_last_cells()
    {
        ScoreGrid.Probability.CellOf(-3).ShouldBe(0);
        ScoreGrid.Probability.CellOf(1).ShouldBe(ScoreGrid.Probability.CellOf(7));
        Points.CellOf(1e300).ShouldBe(1_000_000);
        Points.CellOf(-1e300).ShouldBe(-1_000_000);
    }
}
