using Vedetta.Statistics.Detectors;

namespace Vedetta.Benchmarks.Detectors;

/// <summary>A line of the table: a detector, its parameters, its score and how many alarms it raised.</summary>
internal sealed record NabLine(string Detector, string Parameters, double Score, int Alarms);

/// <summary>Our detectors on the benchmark: each with its defaults, and with the best of a few thresholds, which the published detectors were given too.</summary>
internal static class NabDetectors
{
    private static readonly (string Name, string Threshold, double[] Values)[] Tried =
    [
        ("adwin", "delta", [1, 0.3, 0.05, 0.002, 1e-4, 1e-6, 1e-9]),
        ("kswin", "alpha", [0.005, 1e-4, 1e-6, 1e-8, 1e-10, 1e-12, 1e-14]),
        ("page_hinkley", "threshold", [5, 10, 20, 50, 100, 200, 500]),
        ("cusum", "threshold", [5, 10, 20, 50, 100, 200, 500]),
        ("ewma", "threshold", [4, 6, 8, 10, 15, 20, 30]),
        ("shewhart", "k", [3, 4, 5, 6, 8, 10, 15]),
        ("sprt", "threshold", [7, 15, 30, 60, 120, 250, 500]),
        ("confidence_sequence", "alpha", [0.5, 0.1, 0.01, 1e-4, 1e-8, 1e-16, 1e-32]),
    ];

    private static readonly double[] WarmUps = [30, 100, 300, 700];

    /// <summary>Scores of every detector, defaults first.</summary>
    public static IEnumerable<NabLine> Lines(IReadOnlyList<NabSeries> corpus)
    {
        foreach (var (name, threshold, values) in Tried)
        {
            var usual = DetectorCatalog.Get(name).Defaults;
            yield return Line(corpus, usual, "defaults");
            var warmUps = usual.Definition.Parameters.Any(p => p.Name == "warm_up") ? WarmUps : [double.NaN];
            var tried = values.SelectMany(value => warmUps, (value, warmUp) =>
            {
                var settings = usual.With(threshold, value);
                return double.IsNaN(warmUp)
                    ? Line(corpus, settings, FormattableString.Invariant($"{threshold}={value}"))
                    : Line(corpus, settings.With("warm_up", warmUp), FormattableString.Invariant($"{threshold}={value}, warm_up={warmUp}"));
            });
            yield return tried.MaxBy(l => l.Score)!;
        }
    }

    /// <summary>
    /// The published windowed Gaussian detector, computed here by its definition: |z| of each value in the mean and deviation
    /// of a window of 6,400 values moved every 100, with its best limit. It checks the score against a published figure.
    /// </summary>
    public static NabLine WindowedGaussian(IReadOnlyList<NabSeries> corpus)
    {
        var distances = corpus.ToDictionary(s => s.Name, Distances, StringComparer.Ordinal);
        return Enumerable.Range(0, 161).Select(i => 1.5 + (0.05 * i)).Select(limit =>
        {
            var count = 0;
            var score = NabScore.Of(corpus, series =>
            {
                var rows = Enumerable.Range(0, series.Values.Length).Where(i => distances[series.Name][i] >= limit).ToArray();
                count += rows.Length;
                return rows;
            });
            return new NabLine("windowed Gaussian, computed here", FormattableString.Invariant($"z beyond {limit:0.00}"), score, count);
        }).MaxBy(l => l.Score)!;
    }

    private static NabLine Line(IReadOnlyList<NabSeries> corpus, DetectorSettings settings, string parameters)
    {
        var count = 0;
        var score = NabScore.Of(corpus, series =>
        {
            var detector = DetectorCatalog.Create(settings);
            var (mean, deviation) = Moments(series.Values.AsSpan(0, Math.Max(2, series.Probation)));
            var rows = new List<int>();
            for (var i = 0; i < series.Values.Length; i++)
                if (detector.Update(deviation > 0 ? (series.Values[i] - mean) / deviation : series.Values[i] - mean) == StreamSignal.Drift) rows.Add(i);
            count += rows.Count(i => i >= series.Probation);
            return rows;
        });
        return new(settings.Definition.Name, parameters, score, count);
    }

    private static double[] Distances(NabSeries series)
    {
        const int Window = 6400;
        const int Step = 100;
        var distances = new double[series.Values.Length];
        var (mean, deviation) = (0.0, 1.0);
        var first = 0;
        var last = 0;
        for (var i = 0; i < distances.Length; i++)
        {
            if (last > 0) distances[i] = Math.Abs(series.Values[i] - mean) / deviation;
            if (last - first < Window) last = i + 1;
            else if (i + 1 - last == Step) (first, last) = (first + Step, i + 1);
            else continue;
            (mean, deviation) = Moments(series.Values.AsSpan(first, last - first));
            if (deviation == 0) deviation = 1e-6;
        }

        return distances;
    }

    private static (double Mean, double Deviation) Moments(ReadOnlySpan<double> values)
    {
        double mean = 0;
        foreach (var value in values) mean += value / values.Length;
        double squares = 0;
        foreach (var value in values) squares += (value - mean) * (value - mean);
        return (mean, Math.Sqrt(squares / values.Length));
    }
}
