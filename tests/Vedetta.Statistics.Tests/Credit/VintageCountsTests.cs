using FsCheck;
using FsCheck.Fluent;
using Vedetta.Statistics.Credit;

namespace Vedetta.Statistics.Tests.Credit;

/// <summary>Counts kept in constant memory say what the definition says of every loan.</summary>
public class VintageCountsTests
{
    private const int Vintages = 3;
    private const int Months = 5;

    private static readonly Gen<VintageLoan> Loan =
        from vintage in Gen.Choose(0, Vintages - 1)
        from observed in Gen.Choose(0, Months + 2)
        from bad in Gen.Choose(0, Months + 2)
        from amount in Gen.Choose(1, 9)
        select new VintageLoan(vintage, observed, bad == 0 ? null : bad, amount);

    [Fact]
    public void Every_cell_is_what_the_definition_counts() => Each(loans =>
    {
        var table = Counts(loans).ToTable();
        for (var v = 0; v < Vintages; v++)
        {
            table.Sizes[v].ShouldBe(loans.Count(l => l.Vintage == v));
            for (var m = 1; m <= Months; m++)
            {
                var reached = loans.Where(l => l.Vintage == v && l.ObservedMonths >= m).ToList();
                var bad = reached.Where(l => l.BadMonth <= m).ToList();
                var cell = table.At(v, m);
                cell.Loans.ShouldBe(reached.Count);
                cell.Bad.ShouldBe(bad.Count);
                cell.Complete.ShouldBe(table.Sizes[v] > 0 && reached.Count == table.Sizes[v]);
                if (reached.Count > 0) cell.AmountRate!.Value.ShouldBe(bad.Sum(l => l.Amount) / reached.Sum(l => l.Amount), 1e-12);
            }
        }
    });

    [Fact]
    public void Parts_added_together_are_the_whole() => Each(loans =>
    {
        var parts = Counts([.. loans.Take(loans.Count / 2)]);
        parts.Add(Counts([.. loans.Skip(loans.Count / 2)]));
        var (one, other) = (parts.ToTable(), Counts(loans).ToTable());
        for (var v = 0; v < Vintages; v++)
            for (var m = 1; m <= Months; m++) (one.At(v, m).Loans, one.At(v, m).Bad).ShouldBe((other.At(v, m).Loans, other.At(v, m).Bad));
    });

    [Fact]
    public void Rates_of_a_vintage_whole_at_every_month_never_fall() => Each(loans =>
    {
        var table = Counts([.. loans.Select(l => l with { ObservedMonths = Months })]).ToTable();
        for (var v = 0; v < Vintages; v++)
            for (var m = 2; m <= Months; m++) (table.At(v, m).Rate ?? 0).ShouldBeGreaterThanOrEqualTo(table.At(v, m - 1).Rate ?? 0);
    });

    [Fact]
    public void Add_refuses_a_table_of_another_shape_and_a_loan_outside() =>
        new Action[] { () => new VintageCounts(1, 2).Add(new VintageCounts(2, 2)), () => new VintageCounts(1, 2).Add(new VintageLoan(1, 1, null)), () => new VintageCounts(1, 2).Add(new VintageLoan(0, 1, 0)) }
            .ShouldAllBe(wrong => Throws(wrong));

    [Fact]
    public void Prediction_of_a_new_vintage_widens_away_from_the_others_and_needs_four()
    {
        (double, double)[] pairs = [(0.01, 0.05), (0.02, 0.09), (0.03, 0.16), (0.05, 0.24)];
        var (near, far) = (EarlyLate.Prediction(pairs, 0.03)!.Value, EarlyLate.Prediction(pairs, 0.08)!.Value);
        (far.High - far.Low).ShouldBeGreaterThan(near.High - near.Low);
        near.Contains(0.149).ShouldBeTrue();
        EarlyLate.Prediction(pairs[..3], 0.03).ShouldBeNull();
    }

    private static VintageCounts Counts(IReadOnlyList<VintageLoan> loans)
    {
        var counts = new VintageCounts(Vintages, Months);
        foreach (var loan in loans) counts.Add(loan);
        return counts;
    }

    private static bool Throws(Action act)
    {
        try
        {
            act();
            return false;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }

    private static void Each(Action<IReadOnlyList<VintageLoan>> law) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(60), Prop.ForAll(Arb.From(Gen.ListOf(Loan)), loans => law([.. loans])));
}
