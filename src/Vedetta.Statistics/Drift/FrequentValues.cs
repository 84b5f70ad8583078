namespace Vedetta.Statistics.Drift;

/// <summary>
/// The laws of Anderson-Darling and Cramer-von Mises hold without ties. Where a value holds a notable share of the
/// reference their p-values are several times too small, so the p-value of auto, which takes such values apart, judges.
/// </summary>
internal static class FrequentValues
{
    public static DriftResult Judge(DriftResult result, DriftResult facts, NumericPair pair, DriftOptions options)
    {
        if (result.PValue is null || facts.Constant == ConstantSide.Equal || pair.FindAtoms(options.AtomShare).Values.Length == 0)
            return result;
        return AutoMethod.Numeric(facts, pair, options).PValue is { } p
            ? result with { JudgedPValue = p, Notes = [.. result.Notes, "frequent values: judged by the p-value of auto"] }
            : result;
    }
}
