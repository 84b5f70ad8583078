using System.Runtime.Intrinsics;

namespace Vedetta.Statistics.Learners;

/// <summary>A loss with its first and second derivative by the score of each output.</summary>
internal abstract class BoostingObjective(double[] target, double[] weights, int outputs)
{
    protected double[] Target { get; } = target;

    /// <summary>Scores per row.</summary>
    public int Outputs { get; } = outputs;

    /// <summary>Scores before the first tree.</summary>
    public abstract double[] Start(ReadOnlySpan<int> rows);

    /// <summary>Weighted mean loss of the rows.</summary>
    public double Loss(ReadOnlySpan<int> rows, double[] scores)
    {
        var (sum, total) = (0.0, 0.0);
        foreach (var row in rows)
        {
            var weight = Weight(row);
            sum += weight * RowLoss(row, scores.AsSpan(row * Outputs, Outputs));
            total += weight;
        }
        return total > 0 ? sum / total : 0;
    }

    /// <summary>Writes weight times derivatives of one output.</summary>
    public void Gradients(ReadOnlySpan<int> rows, double[] scores, int output, Vector256<double>[] gradients)
    {
        foreach (var row in rows)
        {
            var (gradient, hessian) = Derivatives(row, scores.AsSpan(row * Outputs, Outputs), output);
            var weight = Weight(row);
            gradients[row] = Vector256.Create(weight * gradient, weight * hessian, 1, 0);
        }
    }

    /// <summary>Turns the scores of a row into predictions.</summary>
    public static void Predict(BoostingLoss loss, Span<double> scores)
    {
        if (loss == BoostingLoss.LogLoss)
        {
            scores[0] = 1 / (1 + Math.Exp(-scores[0]));
        }
        else if (loss == BoostingLoss.Softmax)
        {
            var total = LogSum(scores);
            for (var k = 0; k < scores.Length; k++)
                scores[k] = Math.Exp(scores[k] - total);
        }
    }

    public static BoostingObjective Of(BoostingLoss loss, double[] target, double[] weights) => loss switch
    {
        BoostingLoss.SquaredError => new SquaredError(target, weights),
        BoostingLoss.LogLoss => new LogLoss(target, weights),
        _ => new Softmax(target, weights),
    };

    protected double Weight(int row) => weights.Length == 0 ? 1 : weights[row];

    protected abstract double RowLoss(int row, ReadOnlySpan<double> scores);

    protected abstract (double Gradient, double Hessian) Derivatives(int row, ReadOnlySpan<double> scores, int output);

    /// <summary>Weighted mean of a function of the target.</summary>
    protected double Mean(ReadOnlySpan<int> rows, Func<double, double> of)
    {
        var (sum, total) = (0.0, 0.0);
        foreach (var row in rows)
        {
            sum += Weight(row) * of(Target[row]);
            total += Weight(row);
        }
        return total > 0 ? sum / total : 0;
    }

    private static double LogSum(ReadOnlySpan<double> scores)
    {
        var largest = double.NegativeInfinity;
        foreach (var score in scores)
            largest = Math.Max(largest, score);
        var sum = 0.0;
        foreach (var score in scores)
            sum += Math.Exp(score - largest);
        return largest + Math.Log(sum);
    }

    private sealed class SquaredError(double[] target, double[] weights) : BoostingObjective(target, weights, 1)
    {
        public override double[] Start(ReadOnlySpan<int> rows) => [Mean(rows, y => y)];

        protected override double RowLoss(int row, ReadOnlySpan<double> scores) => 0.5 * (scores[0] - Target[row]) * (scores[0] - Target[row]);

        protected override (double Gradient, double Hessian) Derivatives(int row, ReadOnlySpan<double> scores, int output) => (scores[0] - Target[row], 1);
    }

    private sealed class LogLoss(double[] target, double[] weights) : BoostingObjective(target, weights, 1)
    {
        /// <summary>Log odds of the share; of a share never reached where all rows are of one class.</summary>
        public override double[] Start(ReadOnlySpan<int> rows)
        {
            var share = Math.Clamp(Mean(rows, y => y), 1e-15, 1 - 1e-15);
            return [Math.Log(share / (1 - share))];
        }

        protected override double RowLoss(int row, ReadOnlySpan<double> scores)
        {
            var against = Target[row] > 0 ? -scores[0] : scores[0];
            return against > 0 ? against + Math.Log(1 + Math.Exp(-against)) : Math.Log(1 + Math.Exp(against));
        }

        protected override (double Gradient, double Hessian) Derivatives(int row, ReadOnlySpan<double> scores, int output)
        {
            var p = 1 / (1 + Math.Exp(-scores[0]));
            return (p - Target[row], p * (1 - p));
        }
    }

    private sealed class Softmax(double[] target, double[] weights) : BoostingObjective(target, weights, (int)target.Max() + 1)
    {
        /// <summary>A leaf of a class moves the other classes too; this keeps a step from overshooting with few classes.</summary>
        private readonly double _factor = Math.Max(2, (int)target.Max() + 1) / (Math.Max(2, (int)target.Max() + 1) - 1.0);

        public override double[] Start(ReadOnlySpan<int> rows)
        {
            var start = new double[Outputs];
            for (var k = 0; k < start.Length; k++)
            {
                var share = Mean(rows, y => y == k ? 1 : 0);
                start[k] = Math.Log(Math.Max(share, 1e-15));
            }
            return start;
        }

        protected override double RowLoss(int row, ReadOnlySpan<double> scores) => LogSum(scores) - scores[(int)Target[row]];

        protected override (double Gradient, double Hessian) Derivatives(int row, ReadOnlySpan<double> scores, int output)
        {
            var p = Math.Exp(scores[output] - LogSum(scores));
            return (p - (Target[row] == output ? 1 : 0), _factor * p * (1 - p));
        }
    }
}
