using Vedetta.Cli.Demo.World;
using Vedetta.Core.Experiments;
using Vedetta.Core.Models;
using static Vedetta.Cli.Demo.Fleet.CalmCard;

namespace Vedetta.Cli.Demo.Fleet;

/// <summary>
/// Raises the limit of good payers. Since day 20 a challenger that also knows how long somebody has been a customer
/// decides on half of them, and each version scores in the shadow what the other decides.
/// </summary>
internal sealed class LimitIncrease(DemoCalendar calendar, ulong seed) : CalmModel(calendar, seed, 3, Rhythm.Office(260), 45, Card)
{
    /// <summary>First day of the experiment.</summary>
    public const int Start = 20;

    private const string Challenger = "2";
    private const int ShadowOfChampion = 5;
    private const int ShadowOfChallenger = 6;
    private static readonly CalmCard Card = new(
        "limit-increase", "Limit increase", "Portfolio", ModelTask.Binary, 0.55, TimeSpan.FromDays(30),
        [
            Number("months_on_book"), Number("paid_on_time_share"), Number("utilization"), Number("salary_inflow"), Category("product"),
            new DemoColumn(ColumnFamily.ShadowScore, "1", ColumnType.Numeric), new DemoColumn(ColumnFamily.ShadowScore, Challenger, ColumnType.Numeric),
        ]) { EarnsRevenue = true };

    /// <inheritdoc/>
    public override IReadOnlyList<ExperimentDefinition> Experiments =>
    [
        new(
            Definition.Id, "challenger-2", "Challenger 2 decides on half", ArmsBy.Variant, [new("champion", 50), new("challenger", 50)], Midnight(Start), To: null,
            new ExperimentMetric(ExperimentMetricKind.OutcomeMean, "revenue", PerRow: true),
            [new ExperimentMetric(ExperimentMetricKind.DecisionRate, Decision: "raise", Margin: 0.05)],
            [new ExperimentMetric(ExperimentMetricKind.RocAuc), new ExperimentMetric(ExperimentMetricKind.OutcomeRate, "label")],
            ExpectedEffect: 8, Covariate: "salary_inflow", FixedAt: Midnight(Start - 2)),
        new(
            Definition.Id, "challenger-2-shadow", "Challenger 2 on the champion's rows", ArmsBy.Shadow, [new(ReferenceVersion), new(Challenger)], Midnight(Start), To: null,
            new ExperimentMetric(ExperimentMetricKind.RocAuc, Margin: 0.01), [], [new ExperimentMetric(ExperimentMetricKind.Brier, HigherIsBetter: false)], FixedAt: Midnight(Start - 2)),
    ];

    /// <inheritdoc/>
    protected override (string Version, string? Variant) Assign(DemoHour hour, ref Dice dice) =>
        hour.Day < Start ? (ReferenceVersion, null) : dice.Chance(0.5) ? (Challenger, "challenger") : (ReferenceVersion, "champion");

    /// <inheritdoc/>
    protected override CalmLabel WriteRow(DemoRows rows, DemoHour hour, ref Dice dice)
    {
        var challenger = rows.Batch.Version[rows.Batch.Count - 1] == Challenger;
        var good = dice.Normal();
        var months = Math.Floor(dice.Between(3, 36));
        var paid = Math.Round(1 - Math.Min(1, Math.Exp(dice.Normal(-2.6 - (0.6 * good), 0.8))), 3);
        var utilization = Math.Round(1 / (1 + Math.Exp((0.5 * good) + dice.Normal(0, 0.9))), 3);
        var inflow = Math.Round(Math.Exp(dice.Normal(10.4 + (0.12 * good), 0.45)) / 100) * 100;
        rows.Number(0, months);
        rows.Number(1, paid);
        rows.Number(2, utilization);
        rows.Number(3, inflow);
        rows.Category(4, dice.Chance(0.62) ? "card" : "overdraft");

        // Months on book matter, and only the challenger reads them; the champion's scores are calibrated without them.
        var known = -0.4 + (6 * (paid - 0.9)) - (0.9 * (utilization - 0.5)) + (0.5 * (Math.Log(inflow) - 10.4));
        var champion = Score(0.9 * known);
        var better = Score(known + (0.085 * (months - 19.5)));
        rows.Number(ShadowOfChampion, challenger ? champion : double.NaN);
        rows.Number(ShadowOfChallenger, challenger || hour.Day < Start ? double.NaN : better);
        return Decide(rows, challenger ? better : champion, known + (0.085 * (months - 19.5)), inflow, ref dice);
    }

    private CalmLabel Decide(DemoRows rows, double score, double truth, double inflow, ref Dice dice)
    {
        var raised = score >= Definition.Threshold;
        rows.Batch.Score.Add(score);
        rows.Batch.Prediction.Add(raised ? "1" : "0");
        rows.Batch.Decision.Add(raised ? "raise" : "keep");
        var repays = dice.Chance(Logistic(truth + dice.Normal(0, 0.4)));

        // What the customer brings in the month anyhow, and what a raised limit adds or costs.
        var usual = Math.Exp(dice.Normal(Math.Log(inflow) - 5.2, 0.25));
        var raise = !raised ? 0 : repays ? dice.Between(90, 150) : -dice.Between(90, 210);
        return CalmLabel.Of(repays) with { Revenue = Math.Round(usual + raise, 2) };
    }

    private static double Score(double logit) => Math.Clamp(Math.Round(Logistic(logit), 6), 1e-6, 1 - 1e-6);
}
