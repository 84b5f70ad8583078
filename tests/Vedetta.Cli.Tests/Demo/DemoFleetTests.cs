using Vedetta.Cli.Demo;
using Vedetta.Cli.Demo.World;
using Vedetta.Core.Models;
using static Vedetta.Cli.Tests.Demo.DemoDays;

namespace Vedetta.Cli.Tests.Demo;

public sealed class DemoFleetTests
{
    private static readonly Lazy<IReadOnlyList<IDemoModel>> Fleet = new(() => DemoFleet.Models(Calendar));

    [Fact]
    public void Models_have_names_of_their_own_and_every_task()
    {
        Fleet.Value.Select(m => m.Definition.Id).Distinct().Count().ShouldBe(Fleet.Value.Count);
        Fleet.Value.Select(m => m.Definition.Task).Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public void Rows_of_every_model_fill_every_buffer()
    {
        foreach (var model in Fleet.Value)
        {
            var batch = Days(model, 3, 6).Batch;
            batch.Count.ShouldBeGreaterThan(0, model.Definition.Id.Value);
            int[] counts =
            [
                batch.Id.Count, batch.At.Count, batch.Version.Count, batch.Score.Count, batch.Prediction.Count, batch.PredictedValue.Count,
                batch.Decision.Count, batch.Subject.Count, batch.Amount.Count, batch.LatencyMs.Count, batch.Error.Count, batch.Extra.Count, batch.Variant.Count,
                .. batch.Columns.Select(c => c.Numbers?.Count ?? c.Categories!.Count),
            ];
            counts.ShouldAllBe(count => count == batch.Count, model.Definition.Id.Value);
        }
    }

    [Fact]
    public void Calm_models_have_thousands_of_rows_and_one_has_few()
    {
        foreach (var model in Fleet.Value.Skip(1))
        {
            var perDay = Days(model, 0, 14).Batch.Count / 14.0;
            if (model.Definition.Id.Value == "business-loans") perDay.ShouldBeInRange(3, 12);
            else perDay.ShouldBeInRange(150, 900, model.Definition.Id.Value);
        }
    }

    [Fact]
    public void Partner_leads_stop_nine_hours_before_the_end()
    {
        var model = Fleet.Value.Single(m => m.Definition.Id.Value == "partner-leads");
        var rows = Days(model, 89, 92);
        var last = DateTimeOffset.UnixEpoch.AddMicroseconds(rows.Batch.At[^1]);
        last.ShouldBeInRange(Now.AddHours(-10), Now.AddHours(-9));
    }

    [Fact]
    public void Probabilities_of_multiclass_models_sum_to_one()
    {
        foreach (var model in Fleet.Value.Where(m => m.Definition.Task == ModelTask.Multiclass))
        {
            var rows = Days(model, 5, 6);
            var columns = rows.Batch.Columns.Where(c => c.Stored.Family == ColumnFamily.Probability).ToArray();
            for (var row = 0; row < rows.Batch.Count; row++) columns.Sum(c => c.Numbers![row]).ShouldBe(1, 1e-5);
        }
    }
}
