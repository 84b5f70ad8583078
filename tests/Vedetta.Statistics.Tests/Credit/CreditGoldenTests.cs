using Vedetta.Statistics.Credit;
using Vedetta.Statistics.Performance.Binary;

namespace Vedetta.Statistics.Tests.Credit;

public class CreditGoldenTests
{
    [Fact]
    public void Grades_are_tested_as_in_the_golden_file()
    {
        var g = FormulaGolden.Group("grades");
        var rows = g.GetProperty("rows").EnumerateArray().ToArray();
        var report = GradeReport.Of([.. rows.Select(r => new Grade(r.GetProperty("g").GetString()!, r.GetProperty("N").GetInt64(), r.GetProperty("D").GetInt64(), r.Number("PD")))]);
        foreach (var (line, row) in report.Lines.Zip(rows))
        {
            Near.Relative(line.Rate!.Value, row.Number("odr"), 1e-12);
            Near.Relative(line.Binomial!.PValue!.Value, row.Number("binomial_p_upper"), 1e-9);
            Near.Relative(line.Jeffreys!.PValue!.Value, row.Number("jeffreys_p"), 1e-9);
            Near.Relative(line.Z!.Statistic!.Value, row.Number("z"), 1e-9);
            Near.Relative(line.Z.PValue!.Value, row.Number("z_p_upper"), 1e-9);
            Near.Relative(line.Interval!.Value.Low, row.Numbers("jeffreys_ci95")[0], 1e-8);
            Near.Relative(line.Interval.Value.High, row.Numbers("jeffreys_ci95")[1], 1e-8);
            line.Light.ToString()!.ShouldBe(row.GetProperty("oenb_traffic_light_binomial").GetString(), StringCompareShould.IgnoreCase);
            Near.Relative(TrafficLights.VasicekQuantile(line.Grade.Pd, 0.05, 0.95), row.Number("vasicek_dr_q95_rho_0_05"), 1e-9);
            Near.Relative(TrafficLights.VasicekQuantile(line.Grade.Pd, 0.05, 0.999), row.Number("vasicek_dr_q999_rho_0_05"), 1e-9);
        }
        Near.Relative(report.HosmerLemeshow!.Value, g.Number("hosmer_lemeshow"), 1e-9);
        Near.Relative(report.HosmerLemeshowPValue!.Value, g.Number("hl_p_df_k"), 1e-9);
        Near.Relative(report.Portfolio.Statistic!.Value, g.Number("portfolio", "z"), 1e-9);
        Near.Relative(report.Portfolio.PValue!.Value, g.Number("portfolio", "p_upper"), 1e-9);
    }

    [Fact]
    public void Concentration_is_that_of_the_golden_file()
    {
        var g = FormulaGolden.Group("concentration");
        var (first, now) = (Concentration.Of(g.Numbers("initial")), Concentration.Of(g.Numbers("current")));
        Near.Relative(first.Variation, g.Number("cv_init"), 1e-9);
        Near.Relative(now.Variation, g.Number("cv_curr"), 1e-9);
        Near.Relative(first.Hhi, g.Number("hhi_init"), 1e-9);
        Near.Relative(now.Hhi, g.Number("hhi_curr"), 1e-9);
        Near.Relative(first.NormedHhi, g.Number("hhi_norm_init"), 1e-9);
        Near.Relative(first.EcbIndex, g.Number("ecb_hi_init"), 1e-9);
        Near.Relative(now.EcbIndex, g.Number("ecb_hi_curr"), 1e-9);
        var (z, p) = now.GrowthSince(first, 5).ShouldNotBeNull();
        Near.Relative(z, g.Number("stat"), 1e-9);
        Near.Relative(p, g.Number("p"), 1e-9);
    }

    [Fact]
    public void Migration_is_that_of_the_golden_file()
    {
        var g = FormulaGolden.Group("migration");
        var rows = g.GetProperty("matrix").EnumerateArray().Select(r => r.EnumerateArray().Select(c => c.GetDouble()).ToArray()).ToArray();
        var counts = new double[rows.Length, rows.Length];
        for (var i = 0; i < rows.Length; i++)
            for (var j = 0; j < rows.Length; j++)
                counts[i, j] = rows[i][j];

        var migration = GradeMigration.Of(counts);

        Near.Relative(migration.UpperBandwidth!.Value, g.Number("upper_mwb"), 1e-9);
        Near.Relative(migration.LowerBandwidth!.Value, g.Number("lower_mwb"), 1e-9);
        var expected = g.GetProperty("z").EnumerateArray().Select(r => r.EnumerateArray().ToArray()).ToArray();
        for (var i = 0; i < rows.Length; i++)
        {
            for (var j = 0; j < rows.Length; j++)
            {
                if (i == j) migration.Z[i][j].ShouldBeNull();
                else Near.Relative(migration.Z[i][j]!.Value, expected[i][j].GetDouble(), 1e-9);
            }
        }
    }

    [Fact]
    public void Stability_of_a_characteristic_is_that_of_the_golden_file()
    {
        var g = FormulaGolden.Group("psi");
        var stability = CharacteristicStability.Of(g.Numbers("base"), g.Numbers("actual"), g.GetProperty("csi_points_shift").Numbers("points"));
        Near.Relative(stability.Index!.Value, g.Number("psi"), 1e-9);
        Near.Relative(stability.Shift!.Value, g.Number("csi_points_shift", "shift"), 1e-9);
        Near.Relative(stability.ChiSquareLimit, g.Number("yurdakul_chi2_crit95"), 1e-9);
        Near.Relative(stability.NormalLimit, g.Number("yurdakul_norm_crit95"), 1e-9);
        foreach (var (attribute, expected) in stability.Attributes.Zip(g.Numbers("contributions")))
            Near.Relative(attribute.Contribution, expected, 1e-9);
    }

    [Fact]
    public void Swap_set_and_change_of_the_area_are_those_of_the_golden_file()
    {
        var g = FormulaGolden.Group("swap_set");
        var table = FormulaGolden.Table("scores.csv");
        var cutoff = g.Number("cutoff");
        bool?[] bad = [.. table["y"].Select(y => (bool?)(y == 1))];
        var set = SwapSet.Of([.. table["pd_b"].Select(p => p < cutoff)], [.. table["pd_a"].Select(p => p < cutoff)], bad);
        foreach (var (cell, name) in ((SwapCell, string)[])[(set.BothIn, "both_in"), (set.SwapIn, "swap_in"), (set.SwapOut, "swap_out"), (set.BothOut, "both_out")])
        {
            cell.Rows.ShouldBe((long)g.Number(name, "n"));
            cell.Bad.ShouldBe((long)g.Number(name, "bads"));
            Near.Relative(cell.BadRate!.Value, g.Number(name, "bad_rate"), 1e-12);
        }
        Near.Relative(set.ChampionApproval!.Value, g.Number("approve_rate_champion"), 1e-12);
        Near.Relative(set.ChallengerApproval!.Value, g.Number("approve_rate_challenger"), 1e-12);

        var d = FormulaGolden.Group("discrimination");
        var area = RocAuc.Of(BinaryScores.From(table["pd_a"], [.. table["y"].Select(y => y == 1)])).ShouldNotBeNull();
        var change = AreaChange.Of(d.Number("ecb_auc_test", "auc_init"), area.Value, area.DeLong).ShouldNotBeNull();
        Near.Relative(change.S, d.Number("ecb_auc_test", "S"), 1e-9);
        Near.Relative(change.PValue, d.Number("ecb_auc_test", "p"), 1e-9);
    }
}
