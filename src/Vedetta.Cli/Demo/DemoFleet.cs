using Vedetta.Cli.Demo.Credit;
using Vedetta.Cli.Demo.Fleet;
using Vedetta.Cli.Demo.World;

namespace Vedetta.Cli.Demo;

/// <summary>The models of the demo world: the one with a story first, the calmer ones after it.</summary>
internal static class DemoFleet
{
    /// <summary>The seed of the world that everybody sees.</summary>
    public const ulong Seed = 20260701;

    /// <summary>Every model of the world.</summary>
    public static IReadOnlyList<IDemoModel> Models(DemoCalendar calendar, ulong seed = Seed) =>
    [
        new ApplicationScoring(calendar, seed),
        new FraudScreen(calendar, seed),
        new LimitIncrease(calendar, seed),
        new Churn(calendar, seed),
        new PartnerLeads(calendar, seed),
        new BusinessLoans(calendar, seed),
        new CollectionsAction(calendar, seed),
        new NextOffer(calendar, seed),
        new IncomeEstimate(calendar, seed),
        new CashDemand(calendar, seed),
    ];
}
