namespace Vedetta.Statistics.Drift;

/// <summary>
/// The recommended comparison: a table test for few values, Anderson-Darling for many, both where single values carry
/// much of the column (atoms). A part counts only when its own effect passes.
/// </summary>
internal static class AutoMethod
{
    public static DriftResult Categorical(DriftResult facts, CategoricalPair pair, DriftOptions options) =>
        FromTable(facts, TableTest.Of(pair.Reference, pair.Current, options));

    public static DriftResult Numeric(DriftResult facts, NumericPair pair, DriftOptions options)
    {
        if (pair.Table(options.TableLevels) is { } table)
        {
            return FromTable(facts, TableTest.Of(
                [.. table.Reference, pair.ReferenceMissing],
                [.. table.Current, pair.CurrentMissing],
                options));
        }
        var atoms = pair.FindAtoms(options.AtomShare);
        return atoms.Any ? WithAtoms(facts, pair, atoms, options) : Continuous(facts, pair, null);
    }

    private static DriftResult FromTable(DriftResult facts, TableTest? table) => facts with
    {
        Test = facts.Numeric ? "chi-square test of the single values" : "chi-square test of the categories",
        Statistic = table?.X2,
        PValue = table?.PValue,
        Dof = table is null ? null : table.Levels - 1,
        Effects = table is null ? [] : TableEffects(table),
    };

    private static Effect[] TableEffects(TableTest table) =>
    [
        new("largest difference of shares", table.LargestDifference, 0.03, 0.2),
        new("PSI corrected for noise", table.AdjustedPsi, 0.05, 0.25),
    ];

    private static DriftResult Continuous(DriftResult facts, NumericPair pair, Atoms? atoms)
    {
        if (pair.N == 0 || pair.M == 0)
            return facts with { UndecidedReason = pair.N == 0 ? "the reference has no values" : "there are no values" };
        if (pair.AndersonDarling(atoms, midranks: false) is not { } test)
            return facts with { UndecidedReason = "Anderson-Darling needs two values on each side" };
        var notes = pair.Inexact is null ? facts.Notes : [.. facts.Notes, "Anderson-Darling on the cells of the profiles"];
        return facts with { Test = "Anderson-Darling test", Statistic = test.Statistic, PValue = test.PValue, Effects = ContinuousEffects(pair, atoms), Notes = notes };
    }

    private static Effect[] ContinuousEffects(NumericPair pair, Atoms? atoms)
    {
        var (reference, current) = atoms is null ? pair.DecileBins() : pair.TenBins(atoms);
        // Only the distance is used; its p-value is not, so a sparse table needs no confirmation.
        var bins = TableTest.Of(reference, current, new DriftOptions { Alpha = 0 });
        // A distance in standard deviations opens the door to a verdict; how bad it is is told by PSI.
        var distance = pair.Wasserstein(atoms) is { } w ? NumericMethods.DistanceInDeviations(pair, w.Low, atoms) : [];
        return [.. distance.Select(e => e with { Critical = 0.5 }), new("PSI corrected for noise", bins?.AdjustedPsi ?? 0, 0.1, 0.25)];
    }

    private static DriftResult WithAtoms(DriftResult facts, NumericPair pair, Atoms atoms, DriftOptions options)
    {
        List<long> reference = [.. atoms.Reference];
        List<long> current = [.. atoms.Current];
        if (atoms.Missing)
        {
            reference.Add(pair.ReferenceMissing);
            current.Add(pair.CurrentMissing);
        }
        var restReference = (atoms.Missing ? pair.ReferenceRows : pair.N) - reference.Sum();
        var restCurrent = (atoms.Missing ? pair.CurrentRows : pair.M) - current.Sum();
        reference.Add(restReference);
        current.Add(restCurrent);
        var table = TableTest.Of([.. reference], [.. current], options);
        var rest = restReference >= 8 && restCurrent >= 8 ? Continuous(facts, pair, atoms) : null;

        var p1 = table?.PValue ?? 1;
        var p2 = rest?.PValue ?? 1;
        var smaller = Math.Min(p1, p2);
        var combined = smaller < 1e-8 ? 2 * smaller : 1 - ((1 - smaller) * (1 - smaller));

        // A part whose own p does not pass at half the level lends no effect to the other.
        List<Effect> effects = [];
        if (table is not null && p1 <= Math.Max(smaller, options.Alpha / 2))
            effects.AddRange(TableEffects(table).Select(e => e with { Name = e.Name + " of the frequent values" }));
        if (rest is not null && p2 <= Math.Max(smaller, options.Alpha / 2))
            effects.AddRange(rest.Effects.Select(e => e with { Name = e.Name + " of the other values" }));
        return facts with
        {
            Test = "chi-square test of the frequent values and Anderson-Darling test of the others",
            Statistic = p1 <= p2 ? table?.X2 : rest!.Statistic,
            PValue = combined,
            Dof = p1 <= p2 && table is not null ? table.Levels - 1 : null,
            Effects = effects,
            Notes = [.. facts.Notes, p1 <= p2 ? "judged by the frequent values" : "judged by the values between the frequent ones"],
        };
    }
}
