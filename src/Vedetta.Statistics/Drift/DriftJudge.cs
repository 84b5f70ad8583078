using System.Globalization;

namespace Vedetta.Statistics.Drift;

/// <summary>Settings of a judgement.</summary>
public sealed record JudgeOptions
{
    /// <summary>The defaults.</summary>
    public static JudgeOptions Default { get; } = new();

    /// <summary>Effect from which a significant difference is a warning; null for the default of the method (see <see cref="DriftJudge.Thresholds"/>).</summary>
    public double? Warning { get; init; }

    /// <summary>Effect from which it is critical; null for the default of the method.</summary>
    public double? Critical { get; init; }

    /// <summary>False-alarm rate of the family of columns.</summary>
    public double Alpha { get; init; } = 0.01;

    /// <summary>How the p-values of the family are corrected.</summary>
    public Correction Correction { get; init; } = Correction.Holm;

    /// <summary>Fewer current rows than this are not judged.</summary>
    public long MinimumCurrent { get; init; } = 20;

    /// <summary>Fewer reference rows than this are not judged.</summary>
    public long MinimumReference { get; init; } = 50;
}

/// <summary>A column with its verdict.</summary>
/// <param name="Column">Name of the column.</param>
/// <param name="Result">The facts.</param>
/// <param name="Verdict">What is said of them.</param>
/// <param name="AdjustedPValue">p-value after correction over the family; null where there is none.</param>
/// <param name="Excess">Largest effect divided by its warning threshold; null where none could be computed.</param>
/// <param name="Warning">Warning threshold of the effect that decided.</param>
/// <param name="Critical">Critical threshold of the effect that decided.</param>
/// <param name="Reasons">In words: size of the effect, significance, notes.</param>
public sealed record JudgedColumn(
    string Column,
    DriftResult Result,
    Verdict Verdict,
    double? AdjustedPValue,
    double? Excess,
    double? Warning,
    double? Critical,
    IReadOnlyList<string> Reasons)
{
    /// <summary>The effect that decided, with the thresholds that were applied to it; null where none could be computed.</summary>
    public Effect? Deciding { get; init; }
}

/// <summary>
/// Gives verdicts: drift is a difference that is large (effect beyond its threshold) and real (p-value at most alpha
/// after correction over the columns), both together.
/// </summary>
public static class DriftJudge
{
    /// <summary>Default warning and critical thresholds of a method's effect.</summary>
    public static (double Warning, double Critical) Thresholds(DriftMethod method) => method switch
    {
        DriftMethod.Ks or DriftMethod.Chi2 or DriftMethod.GTest or DriftMethod.Js or DriftMethod.Hellinger or DriftMethod.Tvd or DriftMethod.Linf => (0.1, 0.2),
        DriftMethod.TTest or DriftMethod.EppsSingleton => (0.2, 0.5),
        DriftMethod.Energy => (0.05, 0.125),
        DriftMethod.ZTest or DriftMethod.Fisher => (0.05, 0.1),
        DriftMethod.Classifier => (0.05, 0.15),
        _ => (0.1, 0.25),
    };

    /// <summary>Judges one column alone.</summary>
    public static JudgedColumn Judge(string column, DriftResult result, JudgeOptions? options = null) => Judge([(column, result)], options)[0];

    /// <summary>Judges the columns of one window together; undecided ones do not count in the correction.</summary>
    /// <exception cref="ArgumentException">Thresholds are not positive or critical lies below warning.</exception>
    public static IReadOnlyList<JudgedColumn> Judge(IReadOnlyList<(string Column, DriftResult Result)> family, JudgeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(family);
        options ??= JudgeOptions.Default;
        if (options.Warning is <= 0 || options.Critical is <= 0 || options.Critical < options.Warning)
            throw new ArgumentException($"Thresholds need 0 < warning <= critical, got {options.Warning} and {options.Critical}.", nameof(options));
        var undecided = family.Select(f => WhyUndecided(f.Result, options)).ToArray();
        var p = family.Select((f, i) => undecided[i] is null ? f.Result.JudgedPValue ?? f.Result.PValue ?? double.NaN : double.NaN).ToArray();
        var adjusted = MultipleTesting.Adjust(p, options.Correction);
        return [.. family.Select((f, i) => Decide(f.Column, f.Result, undecided[i], adjusted[i], options))];
    }

    private static string? WhyUndecided(DriftResult result, JudgeOptions options)
    {
        if (result.UndecidedReason is not null)
            return result.UndecidedReason;
        if (result.CurrentRows < options.MinimumCurrent)
            return Invariant($"{result.CurrentRows} rows are fewer than the {options.MinimumCurrent} a judgement needs");
        if (result.ReferenceRows < options.MinimumReference)
            return Invariant($"the baseline's {result.ReferenceRows} rows are fewer than the {options.MinimumReference} a judgement needs");
        return null;
    }

    private static JudgedColumn Decide(string column, DriftResult result, string? undecided, double p, JudgeOptions options)
    {
        var effects = result.Effects.Select((e, i) => WithThresholds(e, result.Method, own: i == 0, options)).ToArray();
        var worst = effects.MaxBy(e => e.Value / e.Warning);
        double? excess = worst is null ? null : worst.Value / worst.Warning;
        double? adjusted = double.IsNaN(p) ? null : p;
        // An effect beyond its critical threshold decides before one further beyond its warning threshold.
        var deciding = effects.Where(e => e.Value >= e.Critical).MaxBy(e => e.Value / e.Critical) ?? worst;
        var (verdict, reasons) = undecided is not null
            ? (new Verdict.Undecided(undecided), [undecided])
            : Words(result, deciding, adjusted, options);
        return new JudgedColumn(column, result, verdict, adjusted, excess, deciding?.Warning, deciding?.Critical, reasons) { Deciding = deciding };
    }

    /// <summary>
    /// Given thresholds replace those of the method's own effect; for auto they are on the scale of PSI and its other
    /// effects move in proportion.
    /// </summary>
    private static Effect WithThresholds(Effect effect, DriftMethod method, bool own, JudgeOptions options)
    {
        if (!own && method != DriftMethod.Auto)
            return effect;
        var (warning, critical) = Thresholds(method);
        var byWarning = effect.Warning * ((options.Warning ?? warning) / warning);
        var byCritical = effect.Critical * ((options.Critical ?? critical) / critical);
        return effect with { Warning = byWarning, Critical = Math.Max(byCritical, byWarning) };
    }

    private static (Verdict Verdict, IReadOnlyList<string> Reasons) Words(DriftResult result, Effect? deciding, double? p, JudgeOptions options)
    {
        if (deciding is null || p is null)
        {
            var note = result.Constant == ConstantSide.Equal ? "constant at the same value on both sides" : "one level on both sides";
            return (new Verdict.Healthy(note), [note]);
        }
        var significant = p <= options.Alpha;
        var size = Invariant($"{deciding.Name} {deciding.Value:0.###} is {deciding.Value / deciding.Warning:0.0} x its threshold {deciding.Warning:0.###}");
        var certainty = significant
            ? Invariant($"p {p:G2} is at most {options.Alpha:G3}")
            : Invariant($"p {p:G2} is above {options.Alpha:G3}: sampling alone gives such a difference");
        string[] reasons = [size, certainty, .. result.Notes];
        if (!significant || deciding.Value < deciding.Warning)
        {
            var note = result.Constant == ConstantSide.Equal ? "constant at the same value on both sides"
                : deciding.Value >= deciding.Warning ? "large, but not more than sampling noise at this size"
                : null;
            return (new Verdict.Healthy(note), reasons);
        }
        var text = string.Join("; ", reasons);
        return (deciding.Value >= deciding.Critical ? new Verdict.Critical(text) : new Verdict.Warning(text), reasons);
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
