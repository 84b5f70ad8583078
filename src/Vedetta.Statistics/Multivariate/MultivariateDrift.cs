using System.Globalization;
using Vedetta.Statistics.Drift;
using Vedetta.Statistics.Learners;

namespace Vedetta.Statistics.Multivariate;

/// <summary>
/// Compares two tables as wholes, which finds changes that no single column shows. Pure and deterministic; the result is
/// facts, and <see cref="Judge"/> gives the verdict.
/// </summary>
public static class MultivariateDrift
{
    private const int FewestRows = 20;

    /// <summary>Compares the columns both tables have. Missing values and categories are welcome; constant columns are left out with a note.</summary>
    /// <param name="reference">What to compare with.</param>
    /// <param name="current">What to look at.</param>
    /// <param name="method">mmd, classifier or pca_reconstruction.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <exception cref="ArgumentException">The method compares columns, or a setting is out of range.</exception>
    public static MultivariateResult Compare(LearningTable reference, LearningTable current, DriftMethod method, MultivariateOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(current);
        options ??= MultivariateOptions.Default;
        var most = MostRows(method, options);
        var sides = ColumnAlignment.Of(reference, current, most, options.Seed);
        var empty = new MultivariateResult
        {
            Method = method,
            Reference = new RowsUsed(reference.Rows, Math.Min(most, reference.Rows)),
            Current = new RowsUsed(current.Rows, Math.Min(most, current.Rows)),
            Columns = [.. sides.Reference.Columns.Select(c => c.Name)],
            Notes = sides.Notes,
        };
        if (reference.Rows < FewestRows || current.Rows < FewestRows)
            return empty with { UndecidedReason = $"{reference.Rows} rows of the reference and {current.Rows} now; comparing tables needs {FewestRows} on each side" };
        if (sides.Reference.Columns.Count == 0)
            return empty with { UndecidedReason = "no column could be compared: none is on both sides with one type and more than one value" };
        return method switch
        {
            DriftMethod.Mmd => KernelComparison.Compare(sides, empty, options),
            DriftMethod.Classifier => ClassifierComparison.Compare(sides, empty, options),
            _ => PcaComparison.Compare(sides, empty, options),
        };
    }

    /// <summary>Gives the verdict: drift is a difference that is large (effect beyond its threshold) and real (p at most alpha).</summary>
    /// <exception cref="ArgumentException">Thresholds are not positive or critical lies below warning.</exception>
    public static JudgedTable Judge(MultivariateResult result, JudgeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        options ??= JudgeOptions.Default;
        if (options.Warning is <= 0 || options.Critical is <= 0 || options.Critical < options.Warning)
            throw new ArgumentException($"Thresholds need 0 < warning <= critical, got {options.Warning} and {options.Critical}.", nameof(options));
        if (WhyUndecided(result, options) is { } reason)
            return new JudgedTable(result, new Verdict.Undecided(reason), null, null, null, [reason]);
        var (effect, p) = (result.Effect!, result.PValue!.Value);
        var warning = options.Warning ?? effect.Warning;
        var critical = Math.Max(warning, options.Critical ?? effect.Critical);
        var isReal = p <= options.Alpha;
        List<string> reasons =
        [
            Invariant($"{effect.Name} {effect.Value:0.####} is {effect.Value / warning:0.0} x its threshold {warning:0.####}"),
            isReal ? Invariant($"p {p:G2} is at most {options.Alpha:G3}") : Invariant($"p {p:G2} is above {options.Alpha:G3}: sampling alone gives such a difference"),
        ];
        if (isReal && result.Attribution.Count > 0)
            reasons.Add("most of it in " + string.Join(", ", result.Attribution.Take(3).Select(a => Invariant($"{a.Column} ({100 * a.Share:0} %)"))));
        reasons.AddRange(result.Notes);
        Verdict verdict = (isReal, effect.Value) switch
        {
            (false, var value) => new Verdict.Healthy(value >= warning ? "large, but not more than sampling noise at this size" : null),
            (true, var value) when value >= critical => new Verdict.Critical(string.Join("; ", reasons)),
            (true, var value) when value >= warning => new Verdict.Warning(string.Join("; ", reasons)),
            _ => new Verdict.Healthy(),
        };
        return new JudgedTable(result, verdict, effect.Value / warning, warning, critical, reasons);
    }

    /// <summary>Most rows of a side that a method uses.</summary>
    /// <exception cref="ArgumentException">The method compares columns, or a setting is out of range.</exception>
    internal static int MostRows(DriftMethod method, MultivariateOptions options)
    {
        if (!DriftMethods.IsMultivariate(method))
            throw new ArgumentException($"The method {DriftMethods.Name(method)} compares columns; tables take {string.Join(", ", DriftMethods.Multivariate.Select(DriftMethods.Name))}.", nameof(method));
        MultivariateOptions.Check(options);
        return options.MaxRows ?? method switch
        {
            DriftMethod.Mmd => KernelComparison.DefaultRows(options.Estimator),
            DriftMethod.Classifier => ClassifierComparison.DefaultRows,
            _ => PcaComparison.DefaultRows,
        };
    }

    internal static string Sampled(int reference, int ofReference, int current, int ofCurrent) =>
        Invariant($"A random sample was compared: {reference} of {ofReference} rows of the reference, {current} of {ofCurrent} now.");

    private static string? WhyUndecided(MultivariateResult result, JudgeOptions options)
    {
        if (result.UndecidedReason is not null)
            return result.UndecidedReason;
        if (result.Current.Rows < options.MinimumCurrent)
            return Invariant($"{result.Current.Rows} rows are fewer than the {options.MinimumCurrent} a judgement needs");
        if (result.Reference.Rows < options.MinimumReference)
            return Invariant($"the baseline's {result.Reference.Rows} rows are fewer than the {options.MinimumReference} a judgement needs");
        return result.Effect is null || result.PValue is null ? "the method gave no effect with a p-value" : null;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
