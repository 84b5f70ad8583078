namespace Vedetta.Statistics.Learners;

/// <summary>Settings of <see cref="LogisticRegression"/>.</summary>
/// <param name="L2">Penalty: half of it times the squared coefficients is added to the sum of the log losses; the intercept is free.</param>
/// <param name="Standardise">Whether numbers are centred and divided by their deviation before they are penalised.</param>
public sealed record LogisticOptions(double L2 = 1, bool Standardise = true)
{
    /// <summary>The defaults.</summary>
    public static LogisticOptions Default { get; } = new();
}

/// <summary>One coefficient, in the unit of its column.</summary>
/// <param name="Name">The column, the level of a category, or that a value is missing.</param>
/// <param name="Value">Change of the log odds per unit.</param>
/// <param name="StandardError">From the curvature of the penalised likelihood; it ignores the bias of the penalty.</param>
public sealed record LogisticCoefficient(string Name, double Value, double StandardError);

/// <summary>
/// Logistic regression by Newton's method with step halving. Where classes are separated and nothing is penalised the
/// likelihood has no maximum: a small penalty takes over and a note says so.
/// </summary>
/// <remarks>Source: McCullagh and Nelder 1989, chapter 4; Albert and Anderson 1984 for separation.</remarks>
public sealed class LogisticRegression
{
    private const double SeparationL2 = 1e-3;
    private readonly FeatureEncoding _encoding;
    private readonly double[] _beta;

    private LogisticRegression(FeatureEncoding encoding, double[] beta)
    {
        _encoding = encoding;
        _beta = beta;
    }

    /// <summary>Log odds where all columns are zero (numbers) or at their most frequent level (categories).</summary>
    public required double Intercept { get; init; }

    /// <summary>The coefficients in the units of the columns.</summary>
    public required IReadOnlyList<LogisticCoefficient> Coefficients { get; init; }

    /// <summary>Newton steps taken.</summary>
    public required int Iterations { get; init; }

    /// <summary>What a reader should know about the fit.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Fits the probability that the target is 1.</summary>
    /// <param name="table">Features; at least one row.</param>
    /// <param name="target">0 or 1 for every row.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <param name="weights">Weights of the rows, not negative; empty for one each.</param>
    /// <exception cref="ArgumentException">Lengths differ, there are no rows, a target is neither 0 nor 1, or a weight or the penalty is negative.</exception>
    public static LogisticRegression Fit(LearningTable table, ReadOnlySpan<double> target, LogisticOptions? options = null, ReadOnlySpan<double> weights = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        options ??= LogisticOptions.Default;
        if (!(options.L2 >= 0) || double.IsInfinity(options.L2))
            throw new ArgumentException($"The penalty L2 is {options.L2}; it is finite and not negative.", nameof(options));
        if (target.Length == 0 || (table.Columns.Count > 0 && table.Rows != target.Length))
            throw new ArgumentException($"The table has {table.Rows} rows and there are {target.Length} targets; each row needs one, and there must be some.", nameof(target));
        for (var i = 0; i < target.Length; i++)
        {
            if (target[i] is not (0 or 1))
                throw new ArgumentException($"The target of row {i} is {target[i]}; logistic regression takes 0 and 1.", nameof(target));
        }
        Weights.Check(weights, target.Length);
        var encoding = FeatureEncoding.Of(table, weights, options.Standardise);
        var notes = new List<string>();
        var newton = new LogisticNewton(encoding.Encode(table), encoding.Width, target.ToArray(), weights.ToArray());
        if (!newton.HasBothClasses)
            notes.Add("All rows are of one class; the probability is the share that half a row of the other class would give.");
        if (newton.HasBothClasses && !newton.Run(options.L2))
        {
            notes.Add($"The classes are separated, so the likelihood has no maximum; a penalty of {SeparationL2} keeps the coefficients finite.");
            newton.Run(Math.Max(SeparationL2, options.L2));
        }
        return Describe(encoding, newton, notes);
    }

    /// <summary>Probability of 1 for every row.</summary>
    /// <exception cref="ArgumentException">The table lacks a column, or has it with another type.</exception>
    public double[] Predict(LearningTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var rows = _encoding.Encode(table);
        var predicted = new double[table.Rows];
        for (var i = 0; i < predicted.Length; i++)
            predicted[i] = 1 / (1 + Math.Exp(-LogisticNewton.Score(rows.AsSpan(i * _encoding.Width, _encoding.Width), _beta)));
        return predicted;
    }

    /// <summary>Share of each column in the variance of the linear predictor over a table, columns taken as independent.</summary>
    internal IReadOnlyList<ColumnShare> VarianceShares(LearningTable table)
    {
        var rows = _encoding.Encode(table);
        var shares = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (column, j) in _encoding.ColumnOf.Select((c, j) => (c, j)))
        {
            var (sum, squares) = (0.0, 0.0);
            for (var at = j; at < rows.Length; at += _encoding.Width)
            {
                sum += rows[at];
                squares += rows[at] * rows[at];
            }
            var variance = Math.Max(0, (squares / table.Rows) - (sum / table.Rows * (sum / table.Rows)));
            shares[column] = shares.GetValueOrDefault(column) + (_beta[j + 1] * _beta[j + 1] * variance);
        }
        var total = shares.Values.Sum();
        return [.. shares.Select(s => new ColumnShare(s.Key, total > 0 ? s.Value / total : 0)).OrderByDescending(s => s.Share)];
    }

    private static LogisticRegression Describe(FeatureEncoding encoding, LogisticNewton newton, List<string> notes)
    {
        var errors = newton.Variances;
        var coefficients = new List<LogisticCoefficient>();
        var intercept = newton.Beta[0];
        foreach (var (scale, i) in encoding.Scales.Select((s, i) => (s, i)))
        {
            var value = newton.Beta[i + 1] / scale.Scale;
            intercept -= value * scale.Offset;
            coefficients.Add(new LogisticCoefficient(encoding.Names[i], value, Math.Sqrt(errors[i + 1]) / scale.Scale));
        }
        return new LogisticRegression(encoding, newton.Beta) { Intercept = intercept, Coefficients = coefficients, Iterations = newton.Iterations, Notes = notes };
    }
}
