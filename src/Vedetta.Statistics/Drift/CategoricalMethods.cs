namespace Vedetta.Statistics.Drift;

/// <summary>Categorical columns: which method computes what.</summary>
internal static class CategoricalMethods
{
    public static DriftResult Compare(DriftMethod method, CategoricalPair pair, DriftOptions options)
    {
        if (!DriftMethods.TakesCategorical(method))
            throw new ArgumentException($"Drift method '{DriftMethods.Name(method)}' compares numeric columns; for a categorical one use psi, chi2, js, tvd, hellinger or auto.", nameof(method));
        var (reference, current) = pair.Source;
        var facts = new DriftResult
        {
            Method = method,
            Numeric = false,
            ReferenceRows = reference.Rows,
            CurrentRows = current.Rows,
            ReferenceMissing = reference.Missing,
            CurrentMissing = current.Missing,
            NewCategories = pair.NewCategories,
            NewCategoryRate = pair.NewCategoryRate,
            VanishedCategories = pair.VanishedCategories,
            VanishedCategoryRate = pair.VanishedRate,
            Constant = pair.Constant(),
            Notes = current.Other + reference.Other > 0 ? ["categories beyond the limit of an hour are compared as one"] : [],
        };
        if (reference.Rows == 0 || current.Rows == 0)
            return facts with { Constant = ConstantSide.None, UndecidedReason = reference.Rows == 0 ? "the reference has no rows" : "there are no rows" };
        if (TableMethods.Takes(method))
            return TableMethods.Compare(method, facts, pair.Reference, pair.Current, options);
        return method switch
        {
            DriftMethod.Auto => AutoMethod.Categorical(facts, pair, options),
            DriftMethod.ZTest => TwoLevels.ZTest(facts, pair),
            DriftMethod.Fisher => TwoLevels.Fisher(facts, pair),
            _ => throw new ArgumentException($"Drift method '{DriftMethods.Name(method)}' is not available.", nameof(method)),
        };
    }
}
