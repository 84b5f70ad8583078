using System.Globalization;
using Vedetta.Core.Models;

namespace Vedetta.Core.Quality.Scores;

/// <summary>
/// The cells scores are counted in. They are the same for every version and day, so that any two profiles of a model add
/// up, and their edges are round decimals, so that a cut-off a person types is an edge. A cell holds its lower edge and not
/// its upper one. Immutable and thread-safe.
/// </summary>
/// <remarks>
/// Probabilities: edges are all decimals of three significant digits and the halves between them, of the score below 0.5
/// and of one less the score above; below a millionth from either end there is one cell. Points with two finite limits:
/// equal steps of a round number, at least 1,000 of them. Any other number: three significant digits and halves of the
/// value itself, on both sides of 0. A cell is therefore at most 0.0005 wide for a probability, at most a thousandth of the
/// range for points, and at most half a percent of its value otherwise.
/// </remarks>
public sealed class ScoreGrid : IEquatable<ScoreGrid>
{
    private const int PerDecade = 1_800;
    private const int SmallestDecade = -6;
    private const int LargestDecade = 12;
    private const int HalfOfProbabilities = (5 * PerDecade) + 801;
    private const int LargestPlace = 1_000_000;
    private readonly Kind _kind;
    private readonly double _step;

    private ScoreGrid(Kind kind, double step) => (_kind, _step) = (kind, step);

    private enum Kind
    {
        Probability,
        Steps,
        Digits,
    }

    /// <summary>Cells of probabilities.</summary>
    public static ScoreGrid Probability { get; } = new(Kind.Probability, 0);

    /// <summary>Cells of numbers without limits.</summary>
    public static ScoreGrid Digits { get; } = new(Kind.Digits, 0);

    /// <summary>What tells grids apart, for example <c>steps:0.5</c>; it stands in stored profiles.</summary>
    public string Name => _kind == Kind.Steps ? "steps:" + _step.ToString("R", CultureInfo.InvariantCulture) : _kind == Kind.Probability ? "probability" : "digits";

    /// <summary>The grid of a model's score.</summary>
    public static ScoreGrid Of(ScoreDefinition score)
    {
        ArgumentNullException.ThrowIfNull(score);
        if (score.Kind == ScoreKind.Probability) return Probability;
        return score is { Kind: ScoreKind.Points, Min: { } min, Max: { } max } && max - min > 1e-3 ? OfSteps(max - min) : Digits;
    }

    /// <summary>The grid of that name; null when there is none.</summary>
    public static ScoreGrid? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name == "probability") return Probability;
        if (name == "digits") return Digits;
        return name.StartsWith("steps:", StringComparison.Ordinal) && double.TryParse(name.AsSpan(6), NumberStyles.Float, CultureInfo.InvariantCulture, out var step) && step > 0 && double.IsFinite(step)
            ? new ScoreGrid(Kind.Steps, step)
            : null;
    }

    /// <summary>The cell of a score; cells are numbered in the order of scores. The score is finite.</summary>
    public int CellOf(double score) => _kind switch
    {
        Kind.Probability => OfProbability(score),
        Kind.Steps => Settle((int)Math.Clamp(Math.Floor(score / _step), -LargestPlace, LargestPlace), score),
        _ => score >= 0 ? Settle(Place(score), score) : Settle(-Place(-score) - 1, score),
    };

    /// <summary>The lower edge of a cell: the lowest score in it. The first cell of all reaches down without limit.</summary>
    public double Low(int cell) => _kind switch
    {
        Kind.Probability => cell < HalfOfProbabilities ? Decimal(cell) : OneLess((2 * HalfOfProbabilities) - cell),
        Kind.Steps => Math.Round(cell * _step, 9),
        _ => cell >= 0 ? Decimal(cell) : -Decimal(-cell),
    };

    /// <summary>The upper edge of a cell, the lower one of the next.</summary>
    public double High(int cell) => Low(cell + 1);

    /// <summary>The edge nearest to a number: what a cut-off is rounded to.</summary>
    public double Near(double cutoff)
    {
        var cell = CellOf(cutoff);
        var (low, high) = (Low(cell), High(cell));
        return cutoff - low <= high - cutoff ? low : high;
    }

    /// <inheritdoc/>
    public bool Equals(ScoreGrid? other) => other is not null && other._kind == _kind && other._step.Equals(_step);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ScoreGrid);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_kind, _step);

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static ScoreGrid OfSteps(double range)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(range / 1_000)));
        var step = range / 1_000 >= 5 * power ? 5 * power : range / 1_000 >= 2 * power ? 2 * power : power;
        return new ScoreGrid(Kind.Steps, Math.Round(step, 9));
    }

    // Numbers of the upper half are counted down from 1, so that scores near 1 are told apart as finely as those near 0.
    private int OfProbability(double score)
    {
        if (score < 0.5) return score <= 0 ? 0 : Settle(Math.Min(Place(score), HalfOfProbabilities - 1), score);
        if (score >= 1) return (2 * HalfOfProbabilities) - 1;
        return Settle(Math.Clamp((2 * HalfOfProbabilities) - 1 - Place(1 - score), HalfOfProbabilities, (2 * HalfOfProbabilities) - 1), score);
    }

    /// <summary>The place of a number from 0 among the decimals; the arithmetic may be one off, <see cref="Settle"/> mends it.</summary>
    private static int Place(double value)
    {
        if (value < 1e-6) return 0;
        var decade = Math.Min(LargestDecade, (int)Math.Floor(Math.Log10(value)));
        var place = (int)Math.Min(PerDecade - 1, Math.Max(0, Math.Floor(((value / Math.Pow(10, decade)) - 1) * 200)));
        return 1 + ((decade - SmallestDecade) * PerDecade) + place;
    }

    private int Settle(int cell, double score)
    {
        var (first, last) = _kind switch
        {
            Kind.Probability => (0, (2 * HalfOfProbabilities) - 1),
            Kind.Steps => (-LargestPlace, LargestPlace),
            _ => (-(LargestDecade - SmallestDecade + 1) * PerDecade, (LargestDecade - SmallestDecade + 1) * PerDecade),
        };
        cell = Math.Clamp(cell, first, last);
        while (cell > first && score < Low(cell)) cell--;
        while (cell < last && score >= Low(cell + 1)) cell++;
        return cell;
    }

    /// <summary>The decimal at a place: a division of two whole numbers, so that it is the double that its digits parse to.</summary>
    private static double Decimal(int place)
    {
        if (place <= 0) return 0;
        var decade = ((place - 1) / PerDecade) + SmallestDecade;
        var units = (200 + ((place - 1) % PerDecade)) * 5; // thousandths of the decade
        return decade >= 3 ? units * Math.Pow(10, decade - 3) : units / Math.Pow(10, 3 - decade);
    }

    private static double OneLess(int place)
    {
        if (place <= 0) return 1;
        var decade = ((place - 1) / PerDecade) + SmallestDecade;
        var units = (200 + ((place - 1) % PerDecade)) * 5;
        var scale = Math.Pow(10, 3 - decade);
        return (scale - units) / scale;
    }
}
