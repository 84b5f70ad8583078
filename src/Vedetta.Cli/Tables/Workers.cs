namespace Vedetta.Cli.Tables;

/// <summary>Runs the parts of a task side by side. Plain tasks: a short process spends more on compiling general loops than on its work.</summary>
internal static class Workers
{
    /// <summary>Does every part once, at most so many at a time, and returns when all are done; the first failure stops the rest and is thrown as it is.</summary>
    public static void ForEach(int parts, int most, Action<int, CancellationToken> part, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var next = -1;
        var workers = new Task[Math.Min(Math.Min(most, parts), Environment.ProcessorCount)];
        for (var i = 0; i < workers.Length; i++) workers[i] = Task.Run(Work, stop.Token);
        Task.WhenAll(workers).GetAwaiter().GetResult();

        void Work()
        {
            try
            {
                for (var at = Interlocked.Increment(ref next); at < parts; at = Interlocked.Increment(ref next))
                {
                    stop.Token.ThrowIfCancellationRequested();
                    part(at, stop.Token);
                }
            }
            catch
            {
                stop.Cancel();
                throw;
            }
        }
    }
}
