using System.Text;
using Vedetta.Cli.CommandLine;
using Vedetta.Cli.Replay;
using Vedetta.Cli.Tests.CommandLine;
using Vedetta.Core.Ingestion;

namespace Vedetta.Cli.Tests.Replay;

public sealed class ReplayPlanTests : IDisposable
{
    private const string File =
        "id,ts,age,note,score,label,label_ts\n"
        + "a,2026-01-02T10:00:00Z,31,\"x, y\",0.4,1,2026-01-05T00:00:00Z\n"
        + "b,2026-01-01T10:00:00Z,32,,0.5,,\n"
        + "c,2026-01-01T11:00:00Z,33,z,0.6,0,\n";

    private readonly TrialFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_puts_rows_at_their_time_and_labels_when_they_became_known()
    {
        var rows = Read(File);
        rows.Events.Select(e => Text(rows, e)).ShouldBe(
        [
            "b,2026-01-01T10:00:00Z,32,,0.5",
            "c,2026-01-01T11:00:00Z,33,z,0.6",
            "c,label,0,2026-01-01T11:00:00Z,import",
            "a,2026-01-02T10:00:00Z,31,\"x, y\",0.4",
            "a,label,1,2026-01-05T00:00:00Z,import",
        ]);
        Encoding.UTF8.GetString(rows.PredictionHeader).ShouldBe("id,ts,age,note,score\n");
    }

    [Fact]
    public void InOrder_cuts_days_and_leaves_empty_ones_out()
    {
        var rows = Read(File);
        var steps = ReplayPlan.InOrder(rows.Events, TimeSpan.FromDays(1)).ToArray();
        steps.Select(s => (s.Start.Day, s.End.Day)).ShouldBe([(1, 2), (2, 3), (5, 6)]);
        steps.Select(s => (s.Predictions.Count, s.Outcomes.Count)).ShouldBe([(2, 1), (1, 0), (0, 1)]);
    }

    [Fact]
    public void Shuffled_sends_everything_some_of_it_twice_and_the_same_for_one_seed()
    {
        var rows = Read("id,ts\n" + string.Concat(Enumerable.Range(0, 3_000).Select(i => $"r{i},2026-01-01T{i % 24:00}:00:00Z\n")));
        var sent = ReplayPlan.Shuffled(rows.Events, 7).SelectMany(s => s.Predictions).Select(e => e.Start).ToArray();
        sent.Distinct().Count().ShouldBe(3_000);
        sent.Length.ShouldBeInRange(3_030, 3_200);
        ReplayPlan.Shuffled(rows.Events, 7).SelectMany(s => s.Predictions).Select(e => e.Start).ShouldBe(sent);
        ReplayPlan.Shuffled(rows.Events, 8).SelectMany(s => s.Predictions).Select(e => e.Start).ShouldNotBe(sent);
    }

    [Theory]
    [InlineData("id,when\na,b\n", "has no column 'ts'")]
    [InlineData("id,ts\na,yesterday\n", "record 2, column ts: no time")]
    [InlineData("id,ts\na\n", "record 2 has 1 cells, the header has 2")]
    public void Read_file_that_cannot_be_replayed_says_why(string text, string says)
    {
        Should.Throw<UsageException>(() => Read(text)).Message.ShouldContain(says);
    }

    private ReplayRows Read(string text) => ReplayRows.Read(_folder.Write("production.csv", text), ColumnMapping.Default);

    private static string Text(ReplayRows rows, ReplayEvent of) => Encoding.UTF8.GetString(rows.Bytes(of)).TrimEnd('\n');
}
