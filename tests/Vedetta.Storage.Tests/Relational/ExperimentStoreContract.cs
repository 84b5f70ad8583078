using Vedetta.Core.Experiments;
using static Vedetta.Storage.Tests.Relational.Sample;

namespace Vedetta.Storage.Tests.Relational;

public sealed class ExperimentStoreContract
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, InlineData("memory"), InlineData("sqlite")]
    public async Task SaveAsync_experiments_come_back_equal_by_name_are_replaced_and_deleted(string kind)
    {
        await using var stores = await MetadataStores.OpenAsync(kind);
        await stores.Experiments.SaveAsync([Experiment("b"), Experiment("a")], Cancel);
        await stores.Experiments.SaveAsync([Experiment("b") with { Title = "again", To = Day.AddDays(9) }], Cancel);
        var read = await stores.Experiments.ListAsync(Scoring, Cancel);
        read.Select(e => e.Name).ShouldBe(["a", "b"]);
        read[0].Same(Experiment("a")).ShouldBeTrue();
        read[1].Same(Experiment("b") with { Title = "again", To = Day.AddDays(9) }).ShouldBeTrue();
        read[1].FixedAt.ShouldBe(Day);
        (await stores.Experiments.DeleteAsync(Scoring, "a", Cancel)).ShouldBeTrue();
        (await stores.Experiments.DeleteAsync(Scoring, "a", Cancel)).ShouldBeFalse();
        await stores.Models.DeleteAsync(Scoring, Cancel);
        (await stores.Experiments.ListAsync(Scoring, Cancel)).ShouldBeEmpty();
    }

    private static ExperimentDefinition Experiment(string name) => new(
        Scoring, name, Title: null, ArmsBy.Version, [new("1", 80), new("2", 20)], Day, To: null,
        new ExperimentMetric(ExperimentMetricKind.OutcomeRate, "fpd", HigherIsBetter: false, Margin: 0.01),
        [new ExperimentMetric(ExperimentMetricKind.DecisionRate, Decision: "approve", Margin: 0.02)], [new ExperimentMetric(ExperimentMetricKind.RocAuc)],
        Alpha: 0.1, MinimumSample: 900, ExpectedEffect: 0.02, Covariate: "income", FixedAt: Day);
}
