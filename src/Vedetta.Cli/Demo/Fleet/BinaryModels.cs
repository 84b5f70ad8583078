using Vedetta.Cli.Demo.World;
using Vedetta.Core.Experiments;
using Vedetta.Core.Models;
using static Vedetta.Cli.Demo.Fleet.CalmCard;

namespace Vedetta.Cli.Demo.Fleet;

/// <summary>Finds applications that somebody else filled in.</summary>
internal sealed class FraudScreen(DemoCalendar calendar, ulong seed) : CalmModel(calendar, seed, 2, Rhythm.People(420), 30, Card)
{
    private static readonly string[] Networks = ["o", "beeline", "megacom", "wifi"];
    private static readonly CalmCard Card = new(
        "fraud-screen", "Application fraud", "Risk operations", ModelTask.Binary, 0.30, TimeSpan.FromDays(6),
        [Number("typing_ms"), Number("applications_device_7d"), Number("sim_age_days"), Number("distance_km"), Number("night_share"), Category("network")]);

    /// <inheritdoc/>
    protected override CalmLabel WriteRow(DemoRows rows, DemoHour hour, ref Dice dice)
    {
        var odd = dice.Normal();
        var typing = Math.Round(Math.Exp(dice.Normal(5.1 - (0.1 * odd), 0.4)));
        var applications = Math.Min(3, dice.Poisson(Math.Exp(-0.5 + (0.55 * odd))));
        var sim = Math.Round(Math.Exp(dice.Normal(6.2 - (0.35 * odd), 0.9)));
        var distance = Math.Round(Math.Exp(dice.Normal(1.2 + (0.3 * odd), 1.1)), 1);
        var night = Math.Round(1 / (1 + Math.Exp(1.4 - (0.5 * odd) + dice.Normal(0, 0.6))), 3);
        rows.Number(0, typing);
        rows.Number(1, applications);
        rows.Number(2, sim);
        rows.Number(3, distance);
        rows.Number(4, night);
        rows.Category(5, Networks[dice.Pick([0.34, 0.28, 0.24, 0.14])]);
        return Binary(rows, -2.5 + (0.55 * applications) - (0.35 * (Math.Log(sim + 1) - 6.2)) + (0.25 * (Math.Log(distance + 1) - 1.5)) + (1.5 * (night - 0.2)), 0.3, ref dice);
    }
}

/// <summary>
/// Guesses who will not come back. Since day 50 half of them get a gift; the sender drops some of the gifts' rows, so the
/// arms are not as large as planned.
/// </summary>
internal sealed class Churn(DemoCalendar calendar, ulong seed) : CalmModel(calendar, seed, 4, Rhythm.Machine(300), 40, Card)
{
    private const int OfferStart = 50;
    private static readonly string[] Segments = ["new", "regular", "premium"];
    private static readonly CalmCard Card = new(
        "churn-30d", "Churn in 30 days", "Marketing", ModelTask.Binary, 0.40, TimeSpan.FromDays(30),
        [Number("days_since_login"), Number("sessions_30d"), Number("complaints_90d"), Number("balance"), Category("segment")]);

    /// <inheritdoc/>
    public override IReadOnlyList<ExperimentDefinition> Experiments =>
    [
        new(
            Definition.Id, "gift", "A gift for those who may leave", ArmsBy.Variant, [new("usual", 50), new("gift", 50)], Midnight(OfferStart), To: null,
            new ExperimentMetric(ExperimentMetricKind.OutcomeRate, "label", HigherIsBetter: false, Margin: 0.01), [], [], FixedAt: Midnight(OfferStart - 3)),
    ];

    /// <inheritdoc/>
    protected override (string Version, string? Variant) Assign(DemoHour hour, ref Dice dice) =>
        hour.Day < OfferStart ? (ReferenceVersion, null) : (ReferenceVersion, dice.Chance(0.46) ? "gift" : "usual");

    /// <inheritdoc/>
    protected override CalmLabel WriteRow(DemoRows rows, DemoHour hour, ref Dice dice)
    {
        var bond = dice.Normal();
        var days = Math.Min(21, Math.Floor(-Math.Log(1 - dice.Uniform()) * 9 * Math.Exp(-0.5 * bond)));
        var sessions = dice.Poisson(9 * Math.Exp(0.45 * bond));
        var complaints = Math.Min(2, dice.Poisson(0.4));
        var balance = Math.Round(Math.Exp(dice.Normal(9 + (0.2 * bond), 1.1)), 0);
        rows.Number(0, days);
        rows.Number(1, sessions);
        rows.Number(2, complaints);
        rows.Number(3, balance);
        rows.Category(4, Segments[dice.Pick([0.22, 0.66, 0.12])]);
        return Binary(rows, -1.0 + (0.05 * days) - (0.08 * (sessions - 9)) + (0.5 * complaints), 0.3, ref dice, "call", "none");
    }
}

/// <summary>Leads of a partner, whose feed stops nine hours before the end of the history and stays silent.</summary>
internal sealed class PartnerLeads(DemoCalendar calendar, ulong seed) : CalmModel(calendar, seed, 5, Rhythm.Machine(380), 30, Card)
{
    private static readonly string[] Partners = ["marketplace", "electronics", "travel"];
    private static readonly CalmCard Card = new(
        "partner-leads", "Partner leads", "Sales", ModelTask.Binary, 0.5, TimeSpan.FromDays(14),
        [Number("basket"), Number("visits"), Category("partner"), Category("city")]);

    private static readonly string[] Cities = ["bishkek", "osh", "tokmok", "karakol", "other"];
    private readonly DateTimeOffset _silence = calendar.Now.AddHours(-9);

    /// <inheritdoc/>
    public override DateTimeOffset? Silence => _silence;

    /// <inheritdoc/>
    protected override CalmLabel WriteRow(DemoRows rows, DemoHour hour, ref Dice dice)
    {
        var basket = Math.Round(Math.Exp(dice.Normal(8.6, 0.7)), 0);
        var visits = 1 + dice.Poisson(2.2);
        rows.Number(0, basket);
        rows.Number(1, visits);
        rows.Category(2, Partners[dice.Pick([0.5, 0.35, 0.15])]);
        rows.Category(3, Cities[dice.Pick([0.46, 0.22, 0.10, 0.08, 0.14])]);
        return Binary(rows, -0.6 + (0.4 * (Math.Log(basket) - 8.6)) + (0.18 * (visits - 3)), 0.3, ref dice, "offer", "skip");
    }
}

/// <summary>A handful of applications a day: too few to judge by the day, and the screens say so.</summary>
internal sealed class BusinessLoans(DemoCalendar calendar, ulong seed) : CalmModel(calendar, seed, 6, Rhythm.Office(7), 240, Card)
{
    private static readonly string[] Trades = ["trade", "services", "farming", "transport"];
    private static readonly CalmCard Card = new(
        "business-loans", "Small business loans", "Credit risk", ModelTask.Binary, 0.2, TimeSpan.FromDays(45),
        [Number("turnover"), Number("years_in_business"), Number("debt_share"), Category("trade")]);

    /// <inheritdoc/>
    protected override CalmLabel WriteRow(DemoRows rows, DemoHour hour, ref Dice dice)
    {
        var sound = dice.Normal();
        var turnover = Math.Round(Math.Exp(dice.Normal(14.2 + (0.2 * sound), 0.9)) / 1_000) * 1_000;
        var years = Math.Round(-Math.Log(1 - dice.Uniform()) * 6, 1);
        var debt = Math.Round(1 / (1 + Math.Exp(0.6 + (0.4 * sound) + dice.Normal(0, 0.8))), 3);
        rows.Number(0, turnover);
        rows.Number(1, years);
        rows.Number(2, debt);
        rows.Category(3, Trades[dice.Pick([0.44, 0.28, 0.18, 0.10])]);
        return Binary(rows, -1.9 + (1.8 * (debt - 0.35)) - (0.05 * years), 0.4, ref dice, "decline", "approve");
    }
}
