using Vedetta.Cli.Demo.World;
using Vedetta.Core.Models;
using static Vedetta.Cli.Demo.Fleet.CalmCard;

namespace Vedetta.Cli.Demo.Fleet;

/// <summary>Chooses how to speak with those who are late.</summary>
internal sealed class CollectionsAction(DemoCalendar calendar, ulong seed) : CalmModel(calendar, seed, 7, Rhythm.Office(240), 45, Card)
{
    private static readonly string[] Classes = ["self_cure", "call", "visit"];
    private static readonly CalmCard Card = new(
        "collections-action", "Collections action", "Collections", ModelTask.Multiclass, 0.5, TimeSpan.FromDays(20),
        [
            Number("days_late"), Number("amount_late"), Number("promises_kept"), Category("stage"),
            Probability("self_cure"), Probability("call"), Probability("visit"),
        ]);

    /// <inheritdoc/>
    protected override CalmLabel WriteRow(DemoRows rows, DemoHour hour, ref Dice dice)
    {
        var days = Math.Min(45, 1 + Math.Floor(-Math.Log(1 - dice.Uniform()) * 16));
        var amount = Math.Round(Math.Exp(dice.Normal(8.4, 0.8)), 0);
        var promises = Math.Min(4, dice.Poisson(1.2));
        rows.Number(0, days);
        rows.Number(1, amount);
        rows.Number(2, promises);
        rows.Category(3, days < 8 ? "early" : days < 30 ? "soft" : "hard");
        return Multiclass(rows, 4, Classes, [1.1 - (0.05 * days) + (0.2 * promises), 0.3, -1.2 + (0.06 * days) + (0.2 * (Math.Log(amount) - 8.4))], ref dice);
    }
}

/// <summary>Picks the next product to offer.</summary>
internal sealed class NextOffer(DemoCalendar calendar, ulong seed) : CalmModel(calendar, seed, 8, Rhythm.People(330), 40, Card)
{
    private static readonly string[] Classes = ["card", "deposit", "insurance", "nothing"];
    private static readonly string[] Screens = ["home", "payments", "chat"];
    private static readonly CalmCard Card = new(
        "next-offer", "Next best offer", "Marketing", ModelTask.Multiclass, 0.5, TimeSpan.FromDays(10),
        [
            Number("age"), Number("balance"), Number("payments_30d"), Category("screen"),
            Probability("card"), Probability("deposit"), Probability("insurance"), Probability("nothing"),
        ]);

    /// <inheritdoc/>
    protected override CalmLabel WriteRow(DemoRows rows, DemoHour hour, ref Dice dice)
    {
        var age = Math.Floor(18 + (50 * Math.Pow(dice.Uniform(), 1.4)));
        var balance = Math.Round(Math.Exp(dice.Normal(9.2 + (0.01 * (age - 35)), 1.0)), 0);
        var payments = dice.Poisson(11);
        rows.Number(0, age);
        rows.Number(1, balance);
        rows.Number(2, payments);
        rows.Category(3, Screens[dice.Pick([0.55, 0.34, 0.11])]);
        return Multiclass(rows, 4, Classes, [0.04 * (payments - 11), 0.5 * (Math.Log(balance + 1) - 9.2), 0.02 * (age - 38), 0.6], ref dice);
    }
}

/// <summary>Estimates an income nobody stated.</summary>
internal sealed class IncomeEstimate(DemoCalendar calendar, ulong seed) : CalmModel(calendar, seed, 9, Rhythm.People(360), 40, Card)
{
    private static readonly string[] Trades = ["office", "trade", "workshop", "public"];
    private static readonly CalmCard Card = new(
        "income-estimate", "Income estimate", "Data science", ModelTask.Regression, 0.5, TimeSpan.FromDays(21),
        [Number("card_spend_30d"), Number("transfers_in_30d"), Number("years_worked"), Category("trade")]);

    /// <inheritdoc/>
    protected override CalmLabel WriteRow(DemoRows rows, DemoHour hour, ref Dice dice)
    {
        var wealth = dice.Normal();
        var spend = Math.Round(Math.Exp(dice.Normal(9.7 + (0.35 * wealth), 0.4)), 0);
        var transfers = Math.Round(Math.Exp(dice.Normal(10.0 + (0.4 * wealth), 0.5)), 0);
        var years = Math.Round(-Math.Log(1 - dice.Uniform()) * 7, 1);
        rows.Number(0, spend);
        rows.Number(1, transfers);
        rows.Number(2, years);
        rows.Category(3, Trades[dice.Pick([0.35, 0.30, 0.15, 0.20])]);
        return Regression(rows, Math.Exp(1.3 + (0.45 * Math.Log(spend)) + (0.42 * Math.Log(transfers)) + (0.008 * years)), 0.22, ref dice);
    }
}

/// <summary>How much cash a machine will need tomorrow: a forecast per machine and hour.</summary>
internal sealed class CashDemand(DemoCalendar calendar, ulong seed) : CalmModel(calendar, seed, 10, Rhythm.Machine(240), 35, Card)
{
    private static readonly string[] Places = ["mall", "market", "station", "branch"];
    private static readonly double[] PlaceLevel = [0.3, 0.45, 0.0, -0.2];
    private static readonly CalmCard Card = new(
        "cash-demand", "Cash demand", "Treasury", ModelTask.Regression, 0.5, TimeSpan.FromDays(1),
        [Number("withdrawn_24h"), Number("withdrawn_7d_mean"), Number("days_to_payday"), Category("place")]);

    /// <inheritdoc/>
    protected override CalmLabel WriteRow(DemoRows rows, DemoHour hour, ref Dice dice)
    {
        var place = dice.Pick([0.3, 0.25, 0.2, 0.25]);
        var usual = Math.Exp(dice.Normal(12.1 + PlaceLevel[place], 0.35));
        var last = Math.Round(usual * Math.Exp(dice.Normal(0, 0.25)) / 100) * 100;
        rows.Number(0, last);
        rows.Number(1, Math.Round(usual / 100) * 100);
        rows.Number(2, Math.Floor(dice.Between(0, 15)));
        rows.Category(3, Places[place]);
        return Regression(rows, (0.4 * last) + (0.6 * usual), 0.18, ref dice);
    }
}
