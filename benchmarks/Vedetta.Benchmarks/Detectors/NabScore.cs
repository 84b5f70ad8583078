namespace Vedetta.Benchmarks.Detectors;

/// <summary>
/// The score of the Numenta Anomaly Benchmark, standard profile (Lavin and Ahmad 2015). In a window only the earliest alarm
/// counts, by s(y) = 2 / (1 + e^(5 y)) - 1 at its place y from -1 (start) to 0 (end), over the s of the start; a window without
/// alarm costs 1. Every alarm outside costs up to 0.11, less just behind a window. 0 is the score of a detector that never
/// alarms, 100 that of one that alarms at the start of every window and nowhere else.
/// </summary>
internal static class NabScore
{
    private const double FalsePositive = 0.11;

    /// <summary>The score of alarms per series.</summary>
    public static double Of(IReadOnlyList<NabSeries> corpus, Func<NabSeries, IEnumerable<int>> alarms)
    {
        double raw = 0;
        var windows = 0;
        foreach (var series in corpus)
        {
            windows += series.Windows.Count;
            raw += Raw(series, alarms(series));
        }

        return 100 * (raw + windows) / (2.0 * windows);
    }

    private static double Raw(NabSeries series, IEnumerable<int> alarms)
    {
        var best = series.Windows.Select(_ => -1.0).ToArray();
        double outside = 0;
        foreach (var row in alarms)
        {
            if (row < series.Probation) continue;
            var place = -1;
            var behind = -1;
            for (var w = 0; w < series.Windows.Count; w++)
            {
                if (row >= series.Windows[w].First && row <= series.Windows[w].Last) place = w;
                if (series.Windows[w].Last < row) behind = w;
            }

            if (place >= 0)
            {
                var (first, last) = series.Windows[place];
                var y = -(last - row + 1.0) / (last - first + 1.0);
                best[place] = Math.Max(best[place], Sigmoid(y) / Sigmoid(-1));
            }
            else
            {
                var y = behind < 0 ? 3 : (row - series.Windows[behind].Last) / (double)(series.Windows[behind].Last - series.Windows[behind].First);
                outside += FalsePositive * (y >= 3 ? -1 : Sigmoid(y));
            }
        }

        return best.Sum() + outside;
    }

    private static double Sigmoid(double y) => (2 / (1 + Math.Exp(5 * y))) - 1;
}
