using System.Globalization;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Ingestion.Buffers;
using Vedetta.Core.Models;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Storage.Tests.Contracts;

/// <summary>What every event store promises. A store derives from it and says how it is made and made again.</summary>
public abstract class EventStoreContract : IAsyncLifetime
{
    private static readonly ModelId Model = new("application-scoring");
    private static readonly ModelId Other = new("Other.Model_2");

    protected IEventStore Store { get; private set; } = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => Store = await CreateAsync();

    public abstract ValueTask DisposeAsync();

    [Fact]
    public async Task Scan_gives_back_every_value_as_it_was_stored()
    {
        PredictionBatch batch = Rows.Batch(0, 500, Rows.Income, Rows.Region, Rows.Note);

        await Store.AppendAsync(EventAppend.Of(Model, batch), Cancel);

        (await Rows.ReadAsync(Store, Model, new())).ShouldBe(Rows.Describe(batch));
    }

    [Fact]
    public async Task Scan_gives_rows_in_the_order_of_commits_with_growing_sequences()
    {
        long first = await Store.AppendAsync(EventAppend.Of(Model, Rows.Batch(100, 50, Rows.Income)), Cancel);
        long second = await Store.AppendAsync(EventAppend.Of(Other, Rows.Batch(0, 5)), Cancel);
        long third = await Store.AppendAsync(EventAppend.Of(Model, Rows.Batch(0, 50, Rows.Income)), Cancel);

        first.ShouldBeGreaterThan(0);
        second.ShouldBeGreaterThan(first);
        third.ShouldBeGreaterThan(second);
        var sequences = new List<long>();
        var ids = new List<string?>();
        await foreach (PredictionBatch batch in Store.ScanAsync(Model, new(), Cancel))
        {
            sequences.AddRange(batch.Sequence);
            ids.AddRange(Enumerable.Range(0, batch.Count).Select(i => batch.Id[i]));
        }

        sequences.ShouldBe(Enumerable.Repeat(first, 50).Concat(Enumerable.Repeat(third, 50)));
        ids.ShouldBe(Enumerable.Range(100, 50).Concat(Enumerable.Range(0, 50)).Select(i => $"id-{i}"));
    }

    [Fact]
    public async Task Scan_after_a_sequence_gives_later_commits_only()
    {
        long first = await Store.AppendAsync(EventAppend.Of(Model, Rows.Batch(0, 10)), Cancel);
        PredictionBatch later = Rows.Batch(10, 10);
        await Store.AppendAsync(EventAppend.Of(Model, later), Cancel);

        (await Rows.ReadAsync(Store, Model, new(AfterSequence: first))).ShouldBe(Rows.Describe(later));
    }

    [Fact]
    public async Task Scan_of_a_span_includes_its_first_moment_and_excludes_its_last()
    {
        await Store.AppendAsync(EventAppend.Of(Model, Rows.Batch(0, 100, Rows.Income)), Cancel);
        var span = new Window(Rows.Start.AddMinutes(20), Rows.Start.AddMinutes(30));

        (await Rows.ReadAsync(Store, Model, new(Span: span))).ShouldBe(Rows.Describe(Rows.Batch(20, 10, Rows.Income)));
    }

    [Fact]
    public async Task Scan_with_a_limit_stops_there()
    {
        await Store.AppendAsync(EventAppend.Of(Model, Rows.Batch(0, 5000)), Cancel);

        (await Rows.ReadAsync(Store, Model, new(Limit: 3000))).ShouldBe(Rows.Describe(Rows.Batch(0, 3000)));
    }

    [Fact]
    public async Task Scan_up_to_a_hash_gives_the_same_rows_whatever_order_they_came_in()
    {
        const ulong Half = ulong.MaxValue / 2;
        var span = new Window(Rows.Start.AddMinutes(100), Rows.Start.AddMinutes(900));
        foreach (int first in new[] { 750, 0, 500, 250 })
        {
            await Store.AppendAsync(EventAppend.Of(Model, Rows.Batch(first, 250, Rows.Income)), Cancel);
        }

        List<string> rows = await Rows.ReadAsync(Store, Model, new(Span: span, HashUpTo: Half));

        IEnumerable<int> kept = Enumerable.Range(100, 800).Where(i => Rows.Hash($"id-{i}") <= Half);
        rows.Order(StringComparer.Ordinal).ShouldBe(kept.SelectMany(i => Rows.Describe(Rows.Batch(i, 1, Rows.Income))).Order(StringComparer.Ordinal));
        rows.Count.ShouldBeInRange(1, 799);
        (await Rows.ReadAsync(Store, Model, new(HashUpTo: ulong.MaxValue))).Count.ShouldBe(1000);
        (await Rows.ReadAsync(Store, Model, new(HashUpTo: 0))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Scan_of_a_reference_up_to_a_hash_goes_by_the_hash_of_the_row()
    {
        await Store.AppendAsync(new([], [(Model, "1", Rows.Batch(0, 100, Rows.Income)), (Model, "2", Rows.Batch(0, 100))], [], []), Cancel);

        // The row hash of row i is 3 i.
        (await Rows.ReadAsync(Store, Model, new(Reference: "1", HashUpTo: 90))).ShouldBe(Rows.Describe(Rows.Batch(0, 31, Rows.Income)));
    }

    [Fact]
    public async Task Scan_of_chosen_columns_reads_only_those()
    {
        await Store.AppendAsync(EventAppend.Of(Model, Rows.Batch(0, 200, Rows.Income, Rows.Region, Rows.Note)), Cancel);

        (await Rows.ReadAsync(Store, Model, new(Columns: [1]))).ShouldBe(Rows.Describe(Rows.Batch(0, 200, Rows.Region)));
        (await Rows.ReadAsync(Store, Model, new(Columns: []))).ShouldBe(Rows.Describe(Rows.Batch(0, 200)));
    }

    [Fact]
    public async Task Scan_of_an_unknown_model_gives_nothing()
    {
        (await Rows.ReadAsync(Store, Model, new())).ShouldBeEmpty();
        (await Store.FindAsync(Model, new ulong[] { 1 }, Cancel)).ShouldBeEmpty();
        (await Store.SummaryAsync(Model, Cancel)).ShouldBe(new RowSummary(0, null, null, null, 0, 0));
        (await Store.TrafficAsync(Model, new(Rows.Start, Rows.Start.AddDays(1)), Cancel)).ShouldBeEmpty();
        (await Store.DeleteAsync(Model, null, Cancel)).ShouldBe(0);
    }

    [Fact]
    public async Task Append_with_a_new_column_leaves_earlier_rows_missing_there()
    {
        await Store.AppendAsync(EventAppend.Of(Model, Rows.Batch(0, 3, Rows.Income)), Cancel);
        await Store.AppendAsync(EventAppend.Of(Model, Rows.Batch(3, 3, Rows.Late, Rows.Region)), Cancel);

        List<string> rows = await Rows.ReadAsync(Store, Model, new(Columns: [0, 3]));

        rows.Count.ShouldBe(6);
        rows.Take(3).ShouldAllBe(row => row.EndsWith("|late=(missing)", StringComparison.Ordinal));
        rows.Skip(3).ShouldAllBe(row => row.Contains("|income=(missing)|", StringComparison.Ordinal));
        rows.Skip(3).Select(row => row[row.IndexOf("|late=", StringComparison.Ordinal)..])
            .ShouldBe(Rows.Describe(Rows.Batch(3, 3, Rows.Late)).Select(row => row[row.IndexOf("|late=", StringComparison.Ordinal)..]));
    }

    [Fact]
    public async Task Append_of_another_column_under_a_taken_ordinal_is_refused_and_stores_nothing()
    {
        await Store.AppendAsync(EventAppend.Of(Model, Rows.Batch(0, 3, Rows.Income)), Cancel);

        await Should.ThrowAsync<ArgumentException>(async () =>
            await Store.AppendAsync(EventAppend.Of(Model, Rows.Batch(3, 3, Rows.Income with { Kind = ValueKind.Category })), Cancel));

        (await Store.SummaryAsync(Model, Cancel)).Rows.ShouldBe(3);
    }

    [Fact]
    public async Task Append_keeps_references_apart_from_predictions_and_from_each_other()
    {
        PredictionBatch first = Rows.Batch(0, 20, Rows.Income);
        PredictionBatch second = Rows.Batch(50, 20, Rows.Income);
        PredictionBatch live = Rows.Batch(90, 20, Rows.Income);
        await Store.AppendAsync(new([(Model, live)], [(Model, "1", first), (Model, "v'2", second)], [], []), Cancel);

        (await Rows.ReadAsync(Store, Model, new())).ShouldBe(Rows.Describe(live));
        (await Rows.ReadAsync(Store, Model, new(Reference: "1"))).ShouldBe(Rows.Describe(first));
        (await Rows.ReadAsync(Store, Model, new(Reference: "v'2"))).ShouldBe(Rows.Describe(second));
        (await Rows.ReadAsync(Store, Model, new(Reference: "3"))).ShouldBeEmpty();
        (await Store.SummaryAsync(Model, Cancel)).Rows.ShouldBe(20);
        (await Store.FindAsync(Model, new[] { Rows.Hash("id-0") }, Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Find_answers_row_hashes_of_known_ids_only()
    {
        await Store.AppendAsync(EventAppend.Of(Model, Rows.Batch(0, 1000)), Cancel);
        await Store.AppendAsync(EventAppend.Of(Other, Rows.Batch(1000, 10)), Cancel);

        IReadOnlyDictionary<ulong, ulong> few = await Store.FindAsync(Model, new[] { Rows.Hash("id-7"), Rows.Hash("id-1001"), ulong.MaxValue }, Cancel);
        few.ShouldBe(new Dictionary<ulong, ulong> { [Rows.Hash("id-7")] = 21 });

        ulong[] many = [.. Enumerable.Range(500, 3000).Select(i => Rows.Hash($"id-{i}"))];
        IReadOnlyDictionary<ulong, ulong> found = await Store.FindAsync(Model, many, Cancel);
        found.Count.ShouldBe(500);
        found[Rows.Hash("id-999")].ShouldBe(2997UL);
        (await Store.FindAsync(Model, many, Cancel)).Count.ShouldBe(500);
    }

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

        await Should.ThrowAsync<ArgumentException>(async () =>
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

    [Fact]
    public async Task Summary_counts_rows_and_moments()
    {
        await Store.AppendAsync(EventAppend.Of(Model, Rows.Batch(50, 10)), Cancel);
        long last = await Store.AppendAsync(EventAppend.Of(Model, Rows.Batch(5, 10)), Cancel);

        (await Store.SummaryAsync(Model, Cancel)).ShouldBe(new RowSummary(
            20, Rows.Start.AddMinutes(5), Rows.Start.AddMinutes(59), Rows.Start.AddMinutes(59).AddSeconds(1), last, 0));
    }

    [Fact]
    public async Task Traffic_is_summed_per_hour()
    {
        DateTimeOffset hour = Rows.Start;
        await Store.AppendAsync(new([], [], [], [new(Model, hour, 1, 2, 3), new(Model, hour.AddHours(1), 0, 1, 0), new(Other, hour, 9, 9, 9)]), Cancel);
        await Store.AppendAsync(new([], [], [], [new(Model, hour, 10, 20, 30), new(Model, hour.AddHours(2), 5, 5, 5)]), Cancel);

        (await Store.TrafficAsync(Model, new(hour, hour.AddHours(2)), Cancel))
            .ShouldBe([new(Model, hour, 11, 22, 33), new(Model, hour.AddHours(1), 0, 1, 0)]);
    }

    [Fact]
    public async Task Delete_before_a_moment_removes_predictions_and_their_outcomes()
    {
        await Store.AppendAsync(new([(Model, Rows.Batch(0, 100, Rows.Income))], [(Model, "1", Rows.Batch(0, 10))], [(Model, Rows.Outcomes(30, 40))], []), Cancel);

        (await Store.DeleteAsync(Model, Rows.Start.AddMinutes(50), Cancel)).ShouldBe(50);

        (await Rows.ReadAsync(Store, Model, new())).ShouldBe(Rows.Describe(Rows.Batch(50, 50, Rows.Income)));
        (await ReadOutcomesAsync(0)).ShouldBe(Rows.Describe(Rows.Outcomes(50, 20)));
        (await Rows.ReadAsync(Store, Model, new(Reference: "1"))).Count.ShouldBe(10);
        RowSummary summary = await Store.SummaryAsync(Model, Cancel);
        summary.Rows.ShouldBe(50);
        summary.FirstEvent.ShouldBe(Rows.Start.AddMinutes(50));
        summary.Outcomes.ShouldBe(20);
        (await Store.FindAsync(Model, new[] { Rows.Hash("id-1"), Rows.Hash("id-60") }, Cancel)).Keys.ShouldBe([Rows.Hash("id-60")]);
        (await Store.AppendAsync(EventAppend.Of(Model, Rows.Batch(0, 1)), Cancel)).ShouldBeGreaterThan(1);
        (await Store.SummaryAsync(Model, Cancel)).Rows.ShouldBe(51);
    }

    [Fact]
    public async Task Delete_of_a_model_leaves_nothing_and_the_name_can_begin_again()
    {
        long before = await Store.AppendAsync(new([(Model, Rows.Batch(0, 10, Rows.Income))], [(Model, "1", Rows.Batch(0, 10))], [(Model, Rows.Outcomes(0, 4))], [new(Model, Rows.Start, 1, 1, 1)]), Cancel);
        await Store.AppendAsync(EventAppend.Of(Other, Rows.Batch(0, 10)), Cancel);

        (await Store.DeleteAsync(Model, null, Cancel)).ShouldBe(10);

        (await Rows.ReadAsync(Store, Model, new())).ShouldBeEmpty();
        (await Rows.ReadAsync(Store, Model, new(Reference: "1"))).ShouldBeEmpty();
        (await ReadOutcomesAsync(0)).ShouldBeEmpty();
        (await Store.TrafficAsync(Model, new(Rows.Start, Rows.Start.AddDays(1)), Cancel)).ShouldBeEmpty();
        (await Store.SummaryAsync(Other, Cancel)).Rows.ShouldBe(10);

        PredictionBatch again = Rows.Batch(0, 5, Rows.Income with { Kind = ValueKind.Text, Name = "again" });
        (await Store.AppendAsync(EventAppend.Of(Model, again), Cancel)).ShouldBeGreaterThan(before);
        (await Rows.ReadAsync(Store, Model, new())).ShouldBe(Rows.Describe(again));
        (await Store.SummaryAsync(Model, Cancel)).Rows.ShouldBe(5);
    }

    [Fact]
    public async Task Append_of_more_than_a_row_group_round_trips()
    {
        const int Count = 130_000;
        PredictionBatch batch = Rows.Batch(0, Count, Rows.Income, Rows.Region);
        await Store.AppendAsync(EventAppend.Of(Model, batch), Cancel);

        using IEnumerator<string> expected = Rows.Describe(batch).GetEnumerator();
        int rows = 0;
        await foreach (PredictionBatch read in Store.ScanAsync(Model, new(), Cancel))
        {
            read.Count.ShouldBeLessThanOrEqualTo(102_400);
            foreach (string row in Rows.Describe(read))
            {
                expected.MoveNext();
                if (row != expected.Current)
                {
                    Assert.Fail($"Row {rows} came back as {row}, stored was {expected.Current}.");
                }

                rows++;
            }
        }

        rows.ShouldBe(Count);
    }

    [Fact]
    public async Task Scan_while_a_writer_appends_sees_whole_commits()
    {
        const int Commits = 40;
        const int RowsPerCommit = 250;
        await Store.AppendAsync(EventAppend.Of(Model, Rows.Batch(0, RowsPerCommit, Rows.Income)), Cancel);
        Task writing = Task.Run(async () =>
        {
            for (int i = 1; i < Commits; i++)
            {
                await Store.AppendAsync(EventAppend.Of(Model, Rows.Batch(i * RowsPerCommit, RowsPerCommit, Rows.Income)), Cancel);
            }
        }, Cancel);
        Task<int>[] reading = [.. Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            int scans = 0;
            bool isLast;
            do
            {
                isLast = writing.IsCompleted;
                List<string> rows = await Rows.ReadAsync(Store, Model, new());
                (rows.Count % RowsPerCommit).ShouldBe(0);
                scans++;
            }
            while (!isLast);
            return scans;
        }, Cancel))];

        await writing;
        (await Task.WhenAll(reading)).ShouldAllBe(scans => scans > 0);
        (await Store.SummaryAsync(Model, Cancel)).Rows.ShouldBe(Commits * RowsPerCommit);
    }

    [Fact]
    public async Task Scan_keeps_its_rows_while_columns_are_added_and_rows_deleted()
    {
        const int Count = 200_000;
        await Store.AppendAsync(EventAppend.Of(Model, Rows.Batch(0, Count)), Cancel);
        int rows = 0;
        await foreach (PredictionBatch batch in Store.ScanAsync(Model, new(), Cancel))
        {
            if (rows == 0)
            {
                await Store.AppendAsync(EventAppend.Of(Model, Rows.Batch(Count, 10, Rows.Income)), Cancel);
                await Store.DeleteAsync(Model, Rows.Start.AddMinutes(Count / 2), Cancel);
            }

            rows += batch.Count;
        }

        rows.ShouldBe(Count);
        (await Store.SummaryAsync(Model, Cancel)).Rows.ShouldBe((Count / 2) + 10);
    }

    [Fact]
    public async Task Scan_stops_when_cancelled()
    {
        await Store.AppendAsync(EventAppend.Of(Model, Rows.Batch(0, 200_000)), Cancel);
        using var stop = new CancellationTokenSource();

        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (PredictionBatch batch in Store.ScanAsync(Model, new(), stop.Token))
            {
                batch.Count.ShouldBePositive();
                await stop.CancelAsync();
            }
        });
    }

    protected abstract ValueTask<IEventStore> CreateAsync();

    private static OutcomeBatch Named(string id, string outcome, string label, DateTimeOffset at)
    {
        var batch = new OutcomeBatch { Count = 1 };
        batch.Id.Add(id);
        batch.IdHash.Add(Rows.Hash(id));
        batch.Outcome.Add(outcome);
        batch.Label.Add(label);
        batch.Value.Add(NumericValue.Missing);
        batch.At.Add(Rows.Micros(at));
        batch.ReceivedAt.Add(Rows.Micros(at));
        batch.Source.Add("system");
        return batch;
    }

    /// <summary>Labels of every prediction by its id.</summary>
    private async Task<List<string?>> LabelsAsync(DateTimeOffset? asOf)
    {
        var labels = new SortedDictionary<string, string?>(StringComparer.Ordinal);
        await foreach (LabelledBatch batch in Store.ScanLabelledAsync(Model, new(["label"], new(Rows.Start, Rows.Start.AddDays(1)), asOf), Cancel))
        {
            for (int i = 0; i < batch.Count; i++)
            {
                labels.Add(batch.Rows.Id[i]!, batch.Outcomes[0].Label[i]);
            }
        }

        return [.. labels.Values];
    }

    private async Task<List<ulong>> ReadJudgedAsync(Window span)
    {
        var hashes = new List<ulong>();
        await foreach (JudgedBatch batch in Store.ScanJudgedAsync(Model, "label", span, Cancel))
        {
            hashes.AddRange(batch.IdHash);
        }

        return hashes;
    }

    protected async Task<List<string>> ReadOutcomesAsync(long afterSequence)
    {
        var rows = new List<string>();
        await foreach (OutcomeBatch batch in Store.ScanOutcomesAsync(Model, afterSequence, Cancel))
        {
            rows.AddRange(Rows.Describe(batch));
        }

        return rows;
    }
}
