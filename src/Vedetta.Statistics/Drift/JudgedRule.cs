using System.Globalization;
using Vedetta.Statistics.Explain;

namespace Vedetta.Statistics.Drift;

/// <summary>The rule by which a column was judged: for pages and tables beside the verdict.</summary>
/// <param name="Test">The method in words; for auto the test that fitted the column.</param>
/// <param name="Effect">The effect that decided, with the thresholds that were applied to it; null where none could be computed.</param>
/// <param name="Text">The whole rule in one sentence.</param>
public sealed record JudgedRule(string Test, Effect? Effect, string Text)
{
    /// <summary>The rule of a judged column.</summary>
    /// <param name="judged">The column with its verdict.</param>
    /// <param name="options">The settings it was judged with; null for the defaults.</param>
    /// <param name="columns">Columns judged together.</param>
    public static JudgedRule Of(JudgedColumn judged, JudgeOptions? options = null, int columns = 1)
    {
        ArgumentNullException.ThrowIfNull(judged);
        options ??= JudgeOptions.Default;
        var test = judged.Result.Test ?? MethodCatalog.Find(DriftMethods.Name(judged.Result.Method))?.Title ?? DriftMethods.Name(judged.Result.Method);
        if (judged.Deciding is not { } effect)
            return new JudgedRule(test, null, $"{test}: no effect could be computed");
        var correction = columns < 2 ? "" : options.Correction switch
        {
            Correction.Holm => string.Create(CultureInfo.InvariantCulture, $", corrected by Holm over {columns} columns,"),
            Correction.BenjaminiHochberg => string.Create(CultureInfo.InvariantCulture, $", corrected by Benjamini and Hochberg over {columns} columns,"),
            Correction.Bonferroni => string.Create(CultureInfo.InvariantCulture, $", corrected by Bonferroni over {columns} columns,"),
            _ => ", not corrected for the number of columns,",
        };
        return new JudgedRule(test, effect, string.Create(CultureInfo.InvariantCulture,
            $"{test}: warning when p{correction} is at most {options.Alpha:G3} and {effect.Name} is at least {effect.Warning:0.###}, critical from {effect.Critical:0.###}"));
    }
}
