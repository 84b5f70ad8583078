using MathNet.Numerics.LinearAlgebra;

namespace Vedetta.Cli.Demo.Credit;

/// <summary>
/// The lender's scorecard: a logistic regression over standardised numbers and indicators of categories, fitted by
/// Newton's method with a small ridge. A missing bureau score has an indicator of its own; a category unknown to the
/// training has no effect.
/// </summary>
internal sealed class Scorecard
{
    /// <summary>Numbers of the form that it reads; the bureau score is the first.</summary>
    public const int Numbers = 11;

    private const int Width = Numbers + 2 + 4 + 7 + 3 + 6 + 3 + 3;
    private readonly double[] _means;
    private readonly double[] _deviations;
    private readonly double[] _weights;

    private Scorecard(double[] means, double[] deviations, double[] weights)
    {
        _means = means;
        _deviations = deviations;
        _weights = weights;
    }

    /// <summary>Learns from applicants and whether each of them defaulted.</summary>
    public static Scorecard Fit(ReadOnlySpan<Applicant> applicants, ReadOnlySpan<bool> defaulted)
    {
        var means = new double[Numbers];
        var deviations = new double[Numbers];
        Standardise(applicants, means, deviations);
        var card = new Scorecard(means, deviations, new double[Width]);
        Span<double> x = stackalloc double[Width];
        for (var step = 0; step < 7; step++)
        {
            var hessian = new double[Width, Width];
            var gradient = new double[Width];
            for (var i = 0; i < applicants.Length; i++)
            {
                card.Encode(applicants[i], x, readsBureau: true);
                var p = Sigmoid(Dot(card._weights, x));
                var error = (defaulted[i] ? 1 : 0) - p;
                for (var a = 0; a < Width; a++)
                {
                    if (x[a] == 0) continue;
                    gradient[a] += error * x[a];
                    var scaled = p * (1 - p) * x[a];
                    for (var b = 0; b <= a; b++) hessian[a, b] += scaled * x[b];
                }
            }

            Newton(card._weights, hessian, gradient);
        }

        return card;
    }

    /// <summary>Probability of default; without <paramref name="readsBureau"/> every bureau score is taken for the mean, as by the build that lost it.</summary>
    public double Score(in Applicant applicant, bool readsBureau = true)
    {
        Span<double> x = stackalloc double[Width];
        Encode(applicant, x, readsBureau);
        return Math.Clamp(Math.Round(Sigmoid(Dot(_weights, x)), 6), 1e-6, 1 - 1e-6);
    }

    private static void Newton(double[] weights, double[,] hessian, double[] gradient)
    {
        const double Ridge = 1;
        for (var a = 0; a < Width; a++)
        {
            hessian[a, a] += Ridge;
            gradient[a] -= Ridge * weights[a];
            for (var b = 0; b < a; b++) hessian[b, a] = hessian[a, b];
        }

        var move = Matrix<double>.Build.DenseOfArray(hessian).Cholesky().Solve(Vector<double>.Build.Dense(gradient));
        for (var a = 0; a < Width; a++) weights[a] += move[a];
    }

    private static void Standardise(ReadOnlySpan<Applicant> applicants, double[] means, double[] deviations)
    {
        Span<double> row = stackalloc double[Numbers];
        for (var n = 0; n < Numbers; n++)
        {
            double count = 0, sum = 0, squares = 0;
            foreach (ref readonly var applicant in applicants)
            {
                ReadNumbers(applicant, row);
                if (double.IsNaN(row[n])) continue;
                count++;
                sum += row[n];
                squares += row[n] * row[n];
            }

            means[n] = sum / count;
            deviations[n] = Math.Sqrt(Math.Max(1e-12, (squares / count) - (means[n] * means[n])));
        }
    }

    private void Encode(in Applicant a, Span<double> x, bool readsBureau)
    {
        x.Clear();
        ReadNumbers(a, x);
        if (!readsBureau) x[0] = _means[0];
        var thin = double.IsNaN(x[0]);
        for (var n = 0; n < Numbers; n++) x[n] = double.IsNaN(x[n]) ? 0 : (x[n] - _means[n]) / _deviations[n];
        var at = Numbers;
        x[at++] = 1;
        x[at++] = thin ? 1 : 0;
        at = OneHot(x, at, 4, a.Employment);
        at = OneHot(x, at, 7, a.Region);
        at = OneHot(x, at, 3, a.Channel);
        at = OneHot(x, at, 6, a.Purpose);
        at = OneHot(x, at, 3, a.Education);
        OneHot(x, at, 3, a.Housing);
    }

    private static int OneHot(Span<double> x, int at, int levels, int level)
    {
        if (level > 0 && level <= levels) x[at + level - 1] = 1;
        return at + levels;
    }

    private static void ReadNumbers(in Applicant a, Span<double> x)
    {
        x[0] = a.BureauScore;
        x[1] = a.Utilization;
        x[2] = Math.Log(1 + a.DebtToIncome);
        x[3] = Math.Min(a.Delinquencies, 4);
        x[4] = Math.Min(a.Inquiries, 8);
        x[5] = Math.Min(a.EmploymentYears, 12);
        x[6] = Math.Log(a.Income);
        x[7] = Math.Min(a.Age, 60);
        x[8] = Math.Log(a.LoanAmount);
        x[9] = a.ExistingLoans;
        x[10] = Math.Log(1 + a.MonthsAtAddress);
    }

    private static double Dot(double[] weights, ReadOnlySpan<double> x)
    {
        var sum = 0.0;
        for (var i = 0; i < Width; i++) sum += weights[i] * x[i];
        return sum;
    }

    private static double Sigmoid(double logit) => 1 / (1 + Math.Exp(-logit));
}
