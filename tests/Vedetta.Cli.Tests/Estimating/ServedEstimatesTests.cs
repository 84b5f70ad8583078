using Microsoft.Extensions.DependencyInjection;
using Vedetta.Cli.Estimating;
using Vedetta.Cli.Replay;
using Vedetta.Cli.Tests.Drift;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;
using Vedetta.Core.Quality.Estimated;
using Vedetta.Core.Time;
using Vedetta.Server.Hosting;
using Vedetta.Statistics;
using Vedetta.Statistics.Estimation;

namespace Vedetta.Cli.Tests.Estimating;

/// <summary>What a server estimates of real histories is what the command estimates of the same files.</summary>
public sealed class ServedEstimatesTests
{
    private static readonly ColumnMapping CarLoan = ColumnMapping.Default with { Time = "timestamp", Score = "y_pred_proba", Prediction = "y_pred", Label = "repaid" };

    [Theory]
    [InlineData("elec2", EstimationMethod.Auto)]
    [InlineData("california_housing", EstimationMethod.Cbpe)]
    [InlineData("ma_employment", EstimationMethod.Cbpe)]
    [InlineData("car_loan", EstimationMethod.Cbpe)]
    [InlineData("bike_regression", EstimationMethod.Auto)]
    [InlineData("soccer_forecasts", EstimationMethod.Cbpe)]
    public async Task Monthly_estimates_equal_those_of_the_command(string name, EstimationMethod method)
    {
        var cancel = TestContext.Current.CancellationToken;
        var (files, mapping) = Files(name);
        var described = CaseFile.Find(Path.GetDirectoryName(files.Reference)!)?.Description;
        var order = new EstimationOrder(files.Reference, files.Current, mapping, new Dictionary<string, ColumnType>(StringComparer.Ordinal), WindowSize.Month, null, [], method, NannyMl: false, null, null, null, described);
        var told = EstimationRun.Of(order, cancel);

        await using var server = await ServeAsync(files, mapping, described, cancel);
        var served = await server.Services.GetRequiredService<IEstimatedPerformance>().ReadAsync(new ModelId("case"), new EstimatedQuestion(Every: WindowSize.Month, Method: method), Now, cancel);

        served.Series.Count.ShouldBe(told.Reference.Count);
        foreach (var series in served.Series)
        {
            var reference = told.Reference.Single(each => each.Metric == series.Metric);
            Near(series.Reference!.Value, reference.Value, series.Metric);
            Near(series.Reference.Thresholds?.Lower, reference.Lower, series.Metric);
            series.Points.Count.ShouldBe(told.Points.Count, series.Metric);
            foreach (var (point, expected) in series.Points.Zip(told.Points))
            {
                var value = expected.Values.Single(each => each.Metric == series.Metric);
                var place = $"{series.Metric} {expected.From:yyyy-MM}";
                point.Window.From.ShouldBe(expected.From!.Value);
                point.N.ShouldBe(expected.N, place);
                Near(point.Value, value.Value, place);
                Near(point.Low, value.Low, place);
                Near(point.High, value.High, place);
                if (point.Trusted) point.Verdict.Kind.ShouldBe(value.Verdict.Kind, place);
            }
        }
    }

    [Fact]
    public async Task Elec2_is_no_longer_trusted_once_labels_contradict_it_and_the_date_is_told()
    {
        var cancel = TestContext.Current.CancellationToken;
        var (files, mapping) = Files("elec2");
        await using var server = await ServeAsync(files, mapping, CaseFile.Find(Path.GetDirectoryName(files.Reference)!)!.Description, cancel);
        var estimates = server.Services.GetRequiredService<IEstimatedPerformance>();
        var question = new EstimatedQuestion(Every: WindowSize.Month, Method: EstimationMethod.Cbpe);
        var area = (await estimates.ReadAsync(new ModelId("case"), question, Now, cancel)).Find("roc_auc").ShouldNotBeNull();

        area.Trust.Trusted.ShouldBeFalse();
        area.Trust.Since!.Value.ShouldBeInRange(Utc(1997, 3, 1), Utc(1997, 12, 31));
        area.Trust.Windows.ShouldBe(area.Points.Count);
        area.Points.Where(point => point.Window.To <= area.Trust.LostIn!.Value.From).ShouldAllBe(point => point.Trusted);
        foreach (var point in area.Points.Where(point => point.Window.From >= area.Trust.LostIn!.Value.From))
        {
            point.Trusted.ShouldBeFalse();
            point.Verdict.Kind.ShouldBe(VerdictKind.Undecided);
            point.Verdict.Reason!.ShouldContain(FormattableString.Invariant($"not trusted since {area.Trust.Since.Value.UtcDateTime:yyyy-MM-dd}"));
        }

        // Before the labels that decided, nobody could know.
        var before = (await estimates.ReadAsync(new ModelId("case"), question with { AsOf = area.Trust.LostIn!.Value.From }, Now, cancel)).Find("roc_auc")!;
        before.Trust.Trusted.ShouldBeTrue();
        before.Points.ShouldAllBe(point => point.Trusted);
    }

    private static DateTimeOffset Now => Utc(2026, 1, 1);

    private static DateTimeOffset Utc(int year, int month, int day) => new(year, month, day, 0, 0, 0, TimeSpan.Zero);

    private static ((string Reference, string Current) Files, ColumnMapping Mapping) Files(string name)
    {
        if (name != "car_loan") return ((Path.Combine(Cases.Folder(name), "reference.csv.gz"), Path.Combine(Cases.Folder(name), "production.csv.gz")), ColumnMapping.Default);
        string File(string part) => Path.GetFullPath(Cases.Folder(Path.Combine("..", "nannyml", $"car_loan_{part}.csv.gz")));
        return ((File("reference"), File("analysis")), CarLoan);
    }

    private static async Task<VedettaEngine> ServeAsync((string Reference, string Current) files, ColumnMapping mapping, ModelDescription? described, CancellationToken cancel)
    {
        var engine = await VedettaEngine.OpenAsync(new VedettaHostOptions { InMemory = true, Workers = false }, cancel);
        var (models, ingestion, id) = (engine.Services.GetRequiredService<IModels>(), engine.Services.GetRequiredService<IIngestion>(), new ModelId("case"));
        if (described is not null) await models.PutAsync(id, described, cancel);
        var source = IngestSource.OfFile(files.Reference) with { Mapping = mapping, CreateModel = true, Backfill = true };
        await ingestion.IngestReferenceAsync(id, "1", source, progress: null, cancel);
        await ingestion.IngestPredictionsAsync(id, IngestSource.OfFile(files.Current) with { Mapping = mapping, Backfill = true }, progress: null, cancel);
        return engine;
    }

    private static void Near(double? actual, double? expected, string place)
    {
        if (expected is not { } wanted || actual is not { } value)
        {
            actual.HasValue.ShouldBe(expected.HasValue, place);
            return;
        }

        (Math.Abs(value - wanted) <= 1e-9 * Math.Max(1, Math.Abs(wanted))).ShouldBeTrue($"{place}: {value:R} is not {wanted:R}");
    }
}
