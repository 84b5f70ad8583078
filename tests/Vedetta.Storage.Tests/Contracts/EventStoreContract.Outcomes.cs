using System.Globalization;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Ingestion.Buffers;
using Vedetta.Core.Models;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Storage.Tests.Contracts;
/// <summary>What it promises of outcomes, and of predictions beside them.</summary>
public abstract partial class EventStoreContract
{
    [Fact]
    public async Task Outcomes_come_back_in_order_after_a_sequence()
    {
        OutcomeBatch first = Rows.Outcomes(0, 300);
        OutcomeBatch second = Rows.Outcomes(100, 300);
        long sequence = await Store.AppendAsync(new([], [], [(Model, first)], []), Cancel);
        await Store.AppendAsync(new([], [], [(Model, second)], []), Cancel);

        (await ReadOutcomesAsync(0)).ShouldBe(Rows.Describe(first).Concat(Rows.Describe(second)));
        (await ReadOutcomesAsync(sequence)).ShouldBe(Rows.Describe(second));
        (await Store.SummaryAsync(Model, Cancel)).Outcomes.ShouldBe(600);
    }

    [Fact]
    public async Task Judged_predictions_come_once_by_the_moment_their_outcome_first_became_known()
    {
        DateTimeOffset known = Rows.Start.AddDays(30);
        await Store.AppendAsync(EventAppend.Of(Model, Rows.Batch(0, 60, Rows.Income)), Cancel);
        long sequence = await Store.AppendAsync(new([], [], [(Model, Rows.Outcomes(0, 100))], []), Cancel);
        OutcomeBatch again = Rows.Outcomes(10, 20);
        for (int i = 0; i < again.Count; i++)
        {
            again.At[i] += 3_600_000_000;
        }

        await Store.AppendAsync(new([], [], [(Model, again)], []), Cancel);

        // Every second outcome is a label; ids from 60 on have no prediction yet.
        (await ReadJudgedAsync(new(known.AddMinutes(4), known.AddDays(1)))).ShouldBe(Enumerable.Range(4, 56).Where(i => i % 2 == 0).Select(i => Rows.Hash($"id-{i}")));
        (await ReadJudgedAsync(new(known.AddMinutes(60), known.AddDays(1)))).ShouldBeEmpty();
        (await Store.OutcomesChangedAsync(Model, "label", sequence, Cancel)).ShouldBe((known.AddMinutes(70), known.AddMinutes(88)));

        long last = (await Store.SummaryAsync(Model, Cancel)).LastSequence;
        (await Store.OutcomesChangedAsync(Model, "label", last, Cancel)).ShouldBeNull();
        await Store.AppendAsync(EventAppend.Of(Model, Rows.Batch(60, 4, Rows.Income)), Cancel);
        (await Store.OutcomesChangedAsync(Model, "label", last, Cancel)).ShouldBe((known.AddMinutes(60), known.AddMinutes(62)));
        (await ReadJudgedAsync(new(known.AddMinutes(60), known.AddDays(1)))).ShouldBe([Rows.Hash("id-60"), Rows.Hash("id-62")]);
        (await Store.OutcomesChangedAsync(Other, "label", 0, Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task Quarters_of_an_hour_are_touched_by_new_predictions_and_by_new_outcomes_of_old_ones()
    {
        (await Store.TouchedAsync(Model, 0, Cancel)).ShouldBeEmpty();
        await Store.AppendAsync(EventAppend.Of(Model, Rows.Batch(0, 40)), Cancel); // a row a minute
        long first = (await Store.SummaryAsync(Model, Cancel)).LastSequence;
        (await Store.TouchedAsync(Model, 0, Cancel)).ShouldBe([Rows.Start, Rows.Start.AddMinutes(15), Rows.Start.AddMinutes(30)]);
        (await Store.TouchedAsync(Model, first, Cancel)).ShouldBeEmpty();

        // Outcomes of old predictions, and of some that have not come.
        await Store.AppendAsync(new([], [], [(Model, Rows.Outcomes(20, 4))], []), Cancel);
        await Store.AppendAsync(new([], [], [(Model, Rows.Outcomes(100, 2))], []), Cancel);
        (await Store.TouchedAsync(Model, first, Cancel)).ShouldBe([Rows.Start.AddMinutes(15)]);
        long second = (await Store.SummaryAsync(Model, Cancel)).LastSequence;
        await Store.AppendAsync(EventAppend.Of(Model, Rows.Batch(100, 1)), Cancel);
        (await Store.TouchedAsync(Model, second, Cancel)).ShouldBe([Rows.Start.AddMinutes(90)]);
        (await Store.TouchedAsync(Other, 0, Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Judged_predictions_carry_both_sides()
    {
        PredictionBatch rows = Rows.Batch(0, 40);
        OutcomeBatch outcomes = Rows.Outcomes(0, 40);
        await Store.AppendAsync(new([(Model, rows)], [], [(Model, outcomes)], []), Cancel);

        await foreach (JudgedBatch batch in Store.ScanJudgedAsync(Model, "label", new(Rows.Start, Rows.Start.AddDays(60)), Cancel))
        {
            batch.Count.ShouldBe(20);
            for (int i = 0; i < batch.Count; i++)
            {
                int row = 2 * i;
                batch.IdHash[i].ShouldBe(Rows.Hash($"id-{row}"));
                batch.KnownAt[i].ShouldBe(outcomes.At[row]);
                batch.Label[i].ShouldBe(outcomes.Label[row]);
                batch.Version[i].ShouldBe(rows.Version[row]);
                batch.Prediction[i].ShouldBe(rows.Prediction[row]);
                Same(batch.Value[i], outcomes.Value[row]).ShouldBeTrue();
                Same(batch.PredictedValue[i], rows.PredictedValue[row]).ShouldBeTrue();
                Same(batch.Score[i], rows.Score[row]).ShouldBeTrue();
            }
        }

        static bool Same(double a, double b) => a.Equals(b);
    }

    [Fact]
    public async Task Labelled_predictions_carry_both_sides_and_are_there_without_outcome()
    {
        PredictionBatch rows = Rows.Batch(0, 60, Rows.Income, Rows.Region, Rows.Note);
        OutcomeBatch outcomes = Rows.Outcomes(10, 40);
        await Store.AppendAsync(new([(Model, rows)], [], [(Model, outcomes)], []), Cancel);

        var seen = new List<string>();
        await foreach (LabelledBatch batch in Store.ScanLabelledAsync(Model, new(["revenue", "label", "never"], new(Rows.Start.AddMinutes(5), Rows.Start.AddMinutes(55))), Cancel))
        {
            seen.AddRange(Rows.Describe(batch.Rows));
            batch.Outcomes.Select(each => each.Name).ShouldBe(["revenue", "label", "never"]);
            for (int i = 0; i < batch.Count; i++)
            {
                int row = int.Parse(batch.Rows.Id[i]![3..], CultureInfo.InvariantCulture);
                OutcomeColumn at = batch.Outcomes[row % 2 == 0 ? 1 : 0];
                bool hasOutcome = row is >= 10 and < 50;
                batch.Outcomes[2].IsKnown(i).ShouldBeFalse();
                batch.Outcomes[row % 2].IsKnown(i).ShouldBeFalse();
                at.IsKnown(i).ShouldBe(hasOutcome);
                if (!hasOutcome)
                {
                    at.Label[i].ShouldBeNull();
                    NumericValue.IsMissing(at.Value[i]).ShouldBeTrue();
                    continue;
                }

                at.KnownAt[i].ShouldBe(outcomes.At[row - 10]);
                at.Label[i].ShouldBe(outcomes.Label[row - 10]);
                (at.Label.Codes[i] == CategoryBuffer.Invalid).ShouldBe(outcomes.Label.Codes[row - 10] == CategoryBuffer.Invalid);
                BitConverter.DoubleToInt64Bits(at.Value[i]).ShouldBe(BitConverter.DoubleToInt64Bits(outcomes.Value[row - 10]));
            }
        }

        seen.Order(StringComparer.Ordinal).ShouldBe(Rows.Describe(Rows.Batch(5, 50, Rows.Income, Rows.Region, Rows.Note)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Labelled_predictions_take_the_latest_value_known_by_the_moment()
    {
        DateTimeOffset known = Rows.Start.AddDays(30);
        await Store.AppendAsync(new([], [], [(Model, Named("id-1", "label", "before its prediction", known))], []), Cancel);
        await Store.AppendAsync(EventAppend.Of(Model, Rows.Batch(0, 3)), Cancel);
        await Store.AppendAsync(new([], [], [(Model, Named("id-2", "label", "corrected", known.AddDays(2)))], []), Cancel);
        await Store.AppendAsync(new([], [], [(Model, Named("id-2", "label", "first, stored late", known.AddDays(1)))], []), Cancel);
        await Store.AppendAsync(new([], [], [(Model, Named("id-2", "label", "corrected at once", known.AddDays(2)))], []), Cancel);
        await Store.AppendAsync(new([], [], [(Model, Named("id-9", "label", "orphan", known))], []), Cancel);
        await Store.AppendAsync(new([(Other, Rows.Batch(0, 3))], [], [(Other, Named("id-0", "label", "of another model", known))], []), Cancel);

        (await LabelsAsync(asOf: null)).ShouldBe([null, "before its prediction", "corrected at once"]);
        (await LabelsAsync(known.AddDays(2))).ShouldBe([null, "before its prediction", "corrected at once"]);
        (await LabelsAsync(known.AddDays(2).AddMicroseconds(-1))).ShouldBe([null, "before its prediction", "first, stored late"]);
        (await LabelsAsync(known.AddDays(1).AddTicks(5))).ShouldBe([null, "before its prediction", "first, stored late"]);
        (await LabelsAsync(known)).ShouldBe([null, "before its prediction", null]);
        (await LabelsAsync(known.AddTicks(-1))).ShouldBe([null, null, null]);
        (await LabelsAsync(Rows.Start.AddMinutes(1))).ShouldBe([null, null]);
        (await LabelsAsync(Rows.Start.AddTicks(-1))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Relabelled_quarters_are_those_of_new_outcomes_and_of_new_predictions_that_have_one()
    {
        DateTimeOffset known = Rows.Start.AddDays(30);
        await Store.AppendAsync(EventAppend.Of(Model, Rows.Batch(0, 60)), Cancel);
        long first = await Store.AppendAsync(new([], [], [(Model, Named("id-1", "label", "a", known)), (Model, Named("id-100", "label", "a", known))], []), Cancel);
        long second = await Store.AppendAsync(new([], [], [(Model, Named("id-50", "label", "b", known)), (Model, Named("id-20", "revenue", "b", known))], []), Cancel);
        long third = await Store.AppendAsync(EventAppend.Of(Model, Rows.Batch(90, 20)), Cancel);

        (await Store.RelabelledAsync(Model, "label", 0, Cancel)).ShouldBe([Rows.Start, Rows.Start.AddMinutes(45), Rows.Start.AddMinutes(90)]);
        (await Store.RelabelledAsync(Model, "label", first, Cancel)).ShouldBe([Rows.Start.AddMinutes(45), Rows.Start.AddMinutes(90)]);
        (await Store.RelabelledAsync(Model, "label", second, Cancel)).ShouldBe([Rows.Start.AddMinutes(90)]);
        (await Store.RelabelledAsync(Model, "revenue", first, Cancel)).ShouldBe([Rows.Start.AddMinutes(15)]);
        (await Store.RelabelledAsync(Model, "label", third, Cancel)).ShouldBeEmpty();
        (await Store.RelabelledAsync(Other, "label", 0, Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Outcomes_are_counted_by_name_with_orphans_corrections_and_delays()
    {
        (await Store.CountOutcomesAsync(Model, Cancel)).ShouldBeEmpty();
        DateTimeOffset day = Rows.Start.AddDays(1);
        await Store.AppendAsync(EventAppend.Of(Model, Rows.Batch(0, 3)), Cancel);
        await Store.AppendAsync(new([], [], [(Model, Named("id-0", "label", "a", day)), (Model, Named("id-0", "label", "b", day.AddDays(1))), (Model, Named("id-9", "label", "a", day))], []), Cancel);
        await Store.AppendAsync(new([], [], [(Model, Named("id-2", "label", "a", Rows.Start)), (Model, Named("id-1", "fpd", "a", day))], []), Cancel);

        IReadOnlyList<OutcomeCounts> counts = await Store.CountOutcomesAsync(Model, Cancel);

        counts.Select(each => each.Outcome).ShouldBe(["fpd", "label"]);
        counts[1].ShouldBe(new OutcomeCounts("label", 4, 3, 1, 1, 1, Rows.Start, day.AddDays(1), counts[1].MedianDelayDays));
        counts[1].MedianDelayDays!.Value.ShouldBe((1 - (2 / 1440.0)) / 2, 1e-9);
        counts[0].MedianDelayDays!.Value.ShouldBe(1 - (1 / 1440.0), 1e-9);
        (await Store.CountOutcomesAsync(Other, Cancel)).ShouldBeEmpty();

        OutcomeBatch found = await Store.FindOutcomesAsync(Model, new[] { Rows.Hash("id-0"), Rows.Hash("id-1"), 7UL }, Cancel);
        Rows.Describe(found).Select(row => row.Split('|')[0]).ShouldBe(["id-0", "id-0", "id-1"]);
        (await Store.FindOutcomesAsync(Model, Enumerable.Range(0, 20).Select(i => Rows.Hash($"id-{i}")).ToArray(), Cancel)).Count.ShouldBe(5);
        (await Store.FindOutcomesAsync(Other, new[] { Rows.Hash("id-0") }, Cancel)).Count.ShouldBe(0);
    }

    [Fact]
    public async Task Labelled_predictions_read_only_the_columns_asked()
    {
        await Store.AppendAsync(EventAppend.Of(Model, Rows.Batch(0, 20, Rows.Income, Rows.Region, Rows.Note)), Cancel);
        var span = new Window(Rows.Start, Rows.Start.AddDays(1));

        foreach ((int[] columns, StoredColumn[] expected) in new (int[], StoredColumn[])[] { ([1], [Rows.Region]), ([], []), ([0, 2, 7], [Rows.Income, Rows.Note]) })
        {
            await foreach (LabelledBatch batch in Store.ScanLabelledAsync(Model, new(["label"], span, Columns: columns), Cancel))
            {
                batch.Rows.Columns.Select(column => column.Stored).ShouldBe(expected);
                batch.Count.ShouldBe(20);
            }
        }

        await foreach (LabelledBatch batch in Store.ScanLabelledAsync(new("nobody"), new(["label"], span), Cancel))
        {
            batch.Count.ShouldBe(0);
        }

        await Should.ThrowAsync<InvalidOperationException>(async () =>
        {
            await foreach (LabelledBatch batch in Store.ScanLabelledAsync(Model, new(["label", "label"], span), Cancel))
            {
                batch.Count.ShouldBe(0);
            }
        });
    }

    [Fact]
    public async Task Labelled_predictions_of_more_than_a_batch_come_each_once()
    {
        const int Count = 130_000;
        await Store.AppendAsync(new([(Model, Rows.Batch(0, Count))], [], [(Model, Rows.Outcomes(0, Count))], []), Cancel);

        int labelled = 0;
        var ids = new HashSet<ulong>();
        await foreach (LabelledBatch batch in Store.ScanLabelledAsync(Model, new(["label"], new(Rows.Start, Rows.Start.AddDays(365))), Cancel))
        {
            for (int i = 0; i < batch.Count; i++)
            {
                ids.Add(batch.Rows.IdHash[i]).ShouldBeTrue();
                labelled += batch.Outcomes[0].IsKnown(i) ? 1 : 0;
            }
        }

        ids.Count.ShouldBe(Count);
        labelled.ShouldBe(Count / 2);
    }
}
