using System.Globalization;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Ingestion.Buffers;
using Vedetta.Core.Models;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Storage.Tests.Contracts;

/// <summary>What every event store promises. A store derives from it and says how it is made and made again.</summary>
public abstract partial class EventStoreContract : IAsyncLifetime
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
