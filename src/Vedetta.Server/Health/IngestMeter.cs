using Vedetta.Core.Health;
using Vedetta.Core.Ingestion;

namespace Vedetta.Server.Health;

/// <summary>Counts what comes in, per minute of the last hour. Thread-safe; a request costs one short lock.</summary>
internal sealed class IngestMeter(TimeProvider clock)
{
    private const int Minutes = 60;

    private readonly Lock _lock = new();
    private readonly Cell[] _cells = new Cell[Minutes];

    /// <summary>Starts the time of a request.</summary>
    public long Begin() => clock.GetTimestamp();

    /// <summary>Counts a request that was answered.</summary>
    public void Answered(long begun, IngestAnswer answer) => Count(begun, (ref Cell cell) =>
    {
        cell.Accepted += answer.Accepted;
        cell.Duplicates += answer.Duplicates;
        cell.Rejected += answer.RejectedCount;
    });

    /// <summary>Counts a request that failed.</summary>
    public void Failed(long begun, Exception failure) => Count(begun, (ref Cell cell) =>
    {
        if (failure is BackpressureException) cell.Shed++;
        else cell.Failed++;
    });

    /// <summary>The last hour, oldest minute first; the present one is the last.</summary>
    public IReadOnlyList<IngestMinute> Read()
    {
        var now = MinuteOf(clock.GetUtcNow());
        lock (_lock)
        {
            return [.. Enumerable.Range(0, Minutes).Select(i =>
            {
                var minute = now - Minutes + 1 + i;
                var cell = _cells[(int)(minute % Minutes)];
                var at = DateTimeOffset.UnixEpoch.AddMinutes(minute);
                return cell.Minute == minute
                    ? new IngestMinute(at, cell.Requests, cell.Accepted, cell.Duplicates, cell.Rejected, cell.Shed, cell.Failed, cell.SlowestMs)
                    : new IngestMinute(at, 0, 0, 0, 0, 0, 0, 0);
            })];
        }
    }

    private delegate void Change(ref Cell cell);

    private void Count(long begun, Change change)
    {
        var took = clock.GetElapsedTime(begun).TotalMilliseconds;
        var minute = MinuteOf(clock.GetUtcNow());
        lock (_lock)
        {
            ref var cell = ref _cells[(int)(minute % Minutes)];
            if (cell.Minute != minute) cell = new Cell { Minute = minute };
            cell.Requests++;
            cell.SlowestMs = Math.Max(cell.SlowestMs, took);
            change(ref cell);
        }
    }

    private static long MinuteOf(DateTimeOffset moment) => moment.ToUnixTimeSeconds() / 60;

    private struct Cell
    {
        public long Minute;
        public long Requests;
        public long Accepted;
        public long Duplicates;
        public long Rejected;
        public long Shed;
        public long Failed;
        public double SlowestMs;
    }
}
