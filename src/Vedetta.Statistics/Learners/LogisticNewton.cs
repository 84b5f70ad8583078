namespace Vedetta.Statistics.Learners;

/// <summary>Newton's method for the penalised log likelihood; coefficient 0 is the intercept.</summary>
internal sealed class LogisticNewton
{
    private const int MostIterations = 100;
    private readonly double[] _rows;
    private readonly int _width;
    private readonly double[] _target;
    private readonly double[] _weights;
    private readonly double[] _gradient;
    private readonly double[] _hessian;

    public LogisticNewton(double[] rows, int width, double[] target, double[] weights)
    {
        _rows = rows;
        _width = width;
        _target = target;
        _weights = weights;
        Beta = new double[width + 1];
        _gradient = new double[width + 1];
        _hessian = new double[(width + 1) * (width + 1)];
        Variances = new double[width + 1];
        var (ones, total) = (0.0, 0.0);
        for (var i = 0; i < target.Length; i++)
        {
            ones += Weight(i) * target[i];
            total += Weight(i);
        }
        HasBothClasses = ones > 0 && ones < total;
        Beta[0] = Math.Log((HasBothClasses ? ones : ones + 0.5) / (HasBothClasses ? total - ones : total - ones + 0.5));
    }

    public double[] Beta { get; private set; }

    /// <summary>Diagonal of the inverse of the curvature at the end.</summary>
    public double[] Variances { get; private set; }

    public int Iterations { get; private set; }

    public bool HasBothClasses { get; }

    /// <summary>The linear predictor of a row.</summary>
    public static double Score(ReadOnlySpan<double> row, double[] beta)
    {
        var score = beta[0];
        for (var j = 0; j < row.Length; j++)
            score += row[j] * beta[j + 1];
        return score;
    }

    /// <summary>Steps until nothing is gained; false when the likelihood has no maximum.</summary>
    public bool Run(double l2)
    {
        var start = (double[])Beta.Clone();
        for (var iteration = 1; iteration <= MostIterations; iteration++)
        {
            var loss = Derivatives(l2, out var largestScore);
            if (l2 == 0 && largestScore > 30)
            {
                Beta = start;
                return false;
            }
            var factor = Cholesky.OfNearly(_hessian, _width + 1);
            Variances = factor.InverseDiagonal();
            Iterations = iteration;
            var step = (double[])_gradient.Clone();
            factor.Solve(step);
            var decrement = 0.0;
            for (var j = 0; j < step.Length; j++)
                decrement += step[j] * _gradient[j];
            // Close to the end the loss no longer shows a gain, but a whole step still doubles the correct digits.
            var isClose = decrement <= 1e-6;
            if (isClose)
                Move(Beta, step, 1);
            if (decrement <= 1e-20 || (!isClose && !Take(step, loss, l2)))
                return true;
        }
        return true;
    }

    /// <summary>Takes the longest of the step, its half, its quarter, ... that lowers the loss; false when none does.</summary>
    private bool Take(double[] step, double loss, double l2)
    {
        var from = Beta;
        for (var length = 1.0; length > 1e-10; length /= 2)
        {
            Move(from, step, length);
            if (Loss(l2) < loss)
                return true;
        }
        Beta = from;
        return false;
    }

    private void Move(double[] from, double[] step, double length)
    {
        var moved = new double[from.Length];
        for (var j = 0; j < from.Length; j++)
            moved[j] = from[j] - (length * step[j]);
        Beta = moved;
    }

    private double Loss(double l2)
    {
        var loss = 0.0;
        for (var j = 1; j < Beta.Length; j++)
            loss += 0.5 * l2 * Beta[j] * Beta[j];
        for (var i = 0; i < _target.Length; i++)
            loss += Weight(i) * RowLoss(Score(_rows.AsSpan(i * _width, _width), Beta), _target[i]);
        return loss;
    }

    private double Derivatives(double l2, out double largestScore)
    {
        var size = _width + 1;
        Array.Clear(_gradient);
        Array.Clear(_hessian);
        var loss = 0.0;
        for (var j = 1; j < size; j++)
        {
            _gradient[j] = l2 * Beta[j];
            _hessian[(j * size) + j] = l2;
            loss += 0.5 * l2 * Beta[j] * Beta[j];
        }
        largestScore = 0;
        Span<double> row = new double[size];
        row[0] = 1;
        for (var i = 0; i < _target.Length; i++)
        {
            var weight = Weight(i);
            if (weight == 0)
                continue;
            _rows.AsSpan(i * _width, _width).CopyTo(row[1..]);
            var score = Score(row[1..], Beta);
            largestScore = Math.Max(largestScore, Math.Abs(score));
            var p = 1 / (1 + Math.Exp(-score));
            loss += weight * RowLoss(score, _target[i]);
            var (first, second) = (weight * (p - _target[i]), weight * p * (1 - p));
            for (var j = 0; j < size; j++)
            {
                if (row[j] == 0)
                    continue; // indicators are mostly zero
                _gradient[j] += first * row[j];
                var scaled = second * row[j];
                var hessian = _hessian.AsSpan(j * size, j + 1);
                for (var k = 0; k <= j; k++)
                    hessian[k] += scaled * row[k];
            }
        }
        return loss;
    }

    private static double RowLoss(double score, double target)
    {
        var against = target > 0 ? -score : score;
        return against > 0 ? against + Math.Log(1 + Math.Exp(-against)) : Math.Log(1 + Math.Exp(against));
    }

    private double Weight(int row) => _weights.Length == 0 ? 1 : _weights[row];
}
