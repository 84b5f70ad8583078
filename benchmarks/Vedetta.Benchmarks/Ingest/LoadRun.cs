using System.Diagnostics;

namespace Vedetta.Benchmarks.Ingest;

/// <summary>What a stretch of load gave.</summary>
/// <param name="Seconds">How long it lasted.</param>
/// <param name="Rows">Rows acknowledged.</param>
/// <param name="Requests">Requests acknowledged.</param>
/// <param name="Shed">Requests answered with 429.</param>
/// <param name="Milliseconds">Time of each acknowledgement, ascending.</param>
/// <param name="ServerCpu">Processor time of the server.</param>
/// <param name="OwnCpu">Processor time of the generator.</param>
internal sealed record LoadRun(double Seconds, long Rows, long Requests, long Shed, double[] Milliseconds, double ServerCpu, double OwnCpu)
{
    /// <summary>Rows a second.</summary>
    public double Rate => Rows / Seconds;

    /// <summary>A quantile of the times of acknowledgement.</summary>
    public double Quantile(double share) => Milliseconds.Length == 0 ? double.NaN : Milliseconds[Math.Min(Milliseconds.Length - 1, (int)(Milliseconds.Length * share))];

    /// <summary>Posts over so many connections for so long; each has ids of its own.</summary>
    public static LoadRun Of(ServerProcess server, string model, int connections, int rowsPerPost, TimeSpan length, long firstId, DateTimeOffset from)
    {
        var rows = Enumerable.Range(0, 4).Select(seed => IngestRows.Make(rowsPerPost, seed)).ToArray();
        var posters = Enumerable.Range(0, connections).Select(lane => new Poster(
            server.Address, [.. rows.Select(r => new PreparedPost(server.Address, model, r, from))], firstId + (lane * 1_000_000_000L))).ToArray();
        using var self = Process.GetCurrentProcess();
        var (cpu, own, start) = (server.Cpu, self.TotalProcessorTime, Stopwatch.GetTimestamp());
        var until = start + (long)(length.TotalSeconds * Stopwatch.Frequency);
        Exception? failure = null;
        var threads = posters.Select(poster => new Thread(
            () =>
            {
                try
                {
                    poster.Run(until);
                }
                catch (Exception wrong)
                {
                    failure = wrong;
                }
            },
            256 << 10)).ToArray();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        if (failure is not null) throw new InvalidOperationException(failure.Message, failure);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        self.Refresh();
        var times = posters.SelectMany(p => p.Milliseconds).Order().ToArray();
        return new LoadRun(
            seconds, posters.Sum(p => p.Rows), times.Length, posters.Sum(p => p.Shed), times, server.Cpu - cpu, (self.TotalProcessorTime - own).TotalSeconds);
    }
}
