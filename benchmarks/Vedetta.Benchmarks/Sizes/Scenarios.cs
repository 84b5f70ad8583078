namespace Vedetta.Benchmarks.Sizes;

/// <summary>What is simulated: no change, and the changes a verdict should see.</summary>
internal static class Scenarios
{
    private const int PowerReference = 5000;
    private static readonly int[] ReferenceRows = [500, 5000, 50_000];

    private static IEnumerable<Population> Populations =>
    [
        NumericPopulation.Normal(), NumericPopulation.Lognormal(), NumericPopulation.ZeroInflated(),
        .. new[] { 5, 20, 100 }.SelectMany(levels => new Population[] { CategoricalPopulation.Equal(levels), CategoricalPopulation.Zipf(levels) }),
    ];

    /// <summary>Reference and windows of the same population, judged from rows.</summary>
    public static IReadOnlyList<Scenario> NoChange { get; } =
        [.. Populations.SelectMany(p => ReferenceRows.Select(n => new Scenario(p.Name, p, p, n)))];

    /// <summary>Numeric columns judged from profiles: Anderson-Darling on the cells of the grid.</summary>
    public static IReadOnlyList<Scenario> NoChangeInProfiles { get; } =
        [.. Populations.OfType<NumericPopulation>().SelectMany(p => ReferenceRows.Where(n => n > 500).Select(n => new Scenario(p.Name, p, p, n, Profiles: true)))];

    /// <summary>The shift of 0.2 deviations; its power is required.</summary>
    public const string Shift = "normal, mean + 0.2 sd";

    /// <summary>Five points on one of five equal levels; its power is required.</summary>
    public const string Points = "5 equal, one level 20 -> 25 %";

    /// <summary>Changes, at a reference of 5,000 rows.</summary>
    public static IReadOnlyList<Scenario> Changes { get; } =
    [
        Change(Shift, NumericPopulation.Normal(), NumericPopulation.Normal(mean: 0.2)),
        Change("normal, mean + 0.5 sd", NumericPopulation.Normal(), NumericPopulation.Normal(mean: 0.5)),
        Change("normal, variance x 1.5", NumericPopulation.Normal(), NumericPopulation.Normal(deviation: Math.Sqrt(1.5))),
        Change("lognormal, log + 0.2 sd", NumericPopulation.Lognormal(), NumericPopulation.Lognormal(mean: 0.2)),
        Change("zero-inflated, zeros 70 -> 65 %", NumericPopulation.ZeroInflated(), NumericPopulation.ZeroInflated(zeros: 0.65)),
        Change("zero-inflated, log + 0.5 of the others", NumericPopulation.ZeroInflated(), NumericPopulation.ZeroInflated(mean: 0.5)),
        Change(Points, CategoricalPopulation.Equal(5), CategoricalPopulation.Equal(5).Plus(0, 0.05)),
        Change("5 Zipf, middle level 15 -> 20 %", CategoricalPopulation.Zipf(5), CategoricalPopulation.Zipf(5).Plus(2, 0.05)),
        Change("20 equal, one level 5 -> 10 %", CategoricalPopulation.Equal(20), CategoricalPopulation.Equal(20).Plus(0, 0.05)),
        Change("100 equal, one level 1 -> 6 %", CategoricalPopulation.Equal(100), CategoricalPopulation.Equal(100).Plus(0, 0.05)),
        Change("100 Zipf, top level 19 -> 24 %", CategoricalPopulation.Zipf(100), CategoricalPopulation.Zipf(100).Plus(0, 0.05)),
        Change("20 equal, all levels +-30 %", CategoricalPopulation.Equal(20), CategoricalPopulation.Equal(20).Waves(0.3)),
    ];

    private static Scenario Change(string name, Population before, Population after) => new(name, before, after, PowerReference);
}
