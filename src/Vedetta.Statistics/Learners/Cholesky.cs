namespace Vedetta.Statistics.Learners;

/// <summary>The lower triangle L of a symmetric positive definite matrix A = L Lᵀ, stored row by row.</summary>
internal sealed class Cholesky
{
    private readonly double[] _lower;
    private readonly int _size;

    private Cholesky(double[] lower, int size)
    {
        _lower = lower;
        _size = size;
    }

    /// <summary>Sum of the logarithms of the diagonal of A's factor, doubled: ln det A.</summary>
    public double LogDeterminant
    {
        get
        {
            var sum = 0.0;
            for (var i = 0; i < _size; i++)
                sum += Math.Log(_lower[(i * _size) + i]);
            return 2 * sum;
        }
    }

    /// <summary>Factors a matrix of which only the lower triangle is read; null when it is not positive definite.</summary>
    public static Cholesky? Of(double[] matrix, int size)
    {
        var lower = new double[size * size];
        for (var i = 0; i < size; i++)
        {
            var row = lower.AsSpan(i * size, size);
            for (var j = 0; j <= i; j++)
            {
                var other = lower.AsSpan(j * size, j);
                var sum = matrix[(i * size) + j];
                for (var k = 0; k < j; k++)
                    sum -= row[k] * other[k];
                if (j < i)
                {
                    row[j] = sum / lower[(j * size) + j];
                }
                else
                {
                    // A pivot that rounding alone explains is no pivot.
                    if (!(sum > 1e-13 * Math.Abs(matrix[(i * size) + i])) || !double.IsFinite(sum))
                        return null;
                    row[i] = Math.Sqrt(sum);
                }
            }
        }
        return new Cholesky(lower, size);
    }

    /// <summary>Factors a matrix after adding the smallest multiple of its diagonal that makes it positive definite.</summary>
    public static Cholesky OfNearly(double[] matrix, int size)
    {
        for (var ridge = 0.0; ; ridge = Math.Max(1e-12, ridge * 100))
        {
            var lifted = (double[])matrix.Clone();
            for (var i = 0; i < size; i++)
                lifted[(i * size) + i] += (ridge * Math.Abs(lifted[(i * size) + i])) + (ridge > 0 ? double.Epsilon + ridge : 0);
            if (Of(lifted, size) is { } factor)
                return factor;
            if (ridge > 1e6)
                throw new ArithmeticException("The matrix holds values that are not finite.");
        }
    }

    /// <summary>Solves L z = b in place.</summary>
    public void Forward(Span<double> b)
    {
        for (var i = 0; i < _size; i++)
        {
            var row = _lower.AsSpan(i * _size, i + 1);
            var sum = b[i];
            for (var k = 0; k < i; k++)
                sum -= row[k] * b[k];
            b[i] = sum / row[i];
        }
    }

    /// <summary>Solves A x = b in place.</summary>
    public void Solve(Span<double> b)
    {
        Forward(b);
        for (var i = _size - 1; i >= 0; i--)
        {
            var sum = b[i];
            for (var k = i + 1; k < _size; k++)
                sum -= _lower[(k * _size) + i] * b[k];
            b[i] = sum / _lower[(i * _size) + i];
        }
    }

    /// <summary>Diagonal of the inverse of A.</summary>
    public double[] InverseDiagonal()
    {
        var diagonal = new double[_size];
        var unit = new double[_size];
        for (var i = 0; i < _size; i++)
        {
            Array.Clear(unit);
            unit[i] = 1;
            Forward(unit);
            foreach (var value in unit)
                diagonal[i] += value * value;
        }
        return diagonal;
    }
}
