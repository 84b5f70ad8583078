using System.Diagnostics;
using System.Globalization;
using System.Text;
using Vedetta.Statistics.Estimation;
using Vedetta.Statistics.Estimation.Binary;
using Vedetta.Statistics.Performance.Binary;

namespace Vedetta.Benchmarks.Estimation;

/// <summary><c>./bench quality [ROWS]</c>: seconds of estimation and of DeLong's interval at size, each on data made or read beforehand.</summary>
internal static class QualityBenchmark
{
    private static readonly EstimatedMetric[] Metrics = [EstimatedMetric.RocAuc, EstimatedMetric.F1, EstimatedMetric.Accuracy];

    internal static int Run(int rows)
    {
        var root = RepositoryFolder.Find();
        var shared = Environment.GetEnvironmentVariable("VEDETTA_SHARED") is { Length: > 0 } named ? named : Path.Combine(root, "..", "shared");
        var text = new StringBuilder("# Quality and estimation at size\n\n| what | seconds | CPU seconds | asked for | |\n|---|---|---|---|---|\n");
        bool holds = Cbpe(text, rows) & DeLong(text) & Pape(text, shared);
        text.Append(CultureInfo.InvariantCulture, $"\nPeak memory of the process {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:0} MB; {Environment.ProcessorCount} cores. Reproduce: `./bench quality`.\n");
        Console.Write(text);
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(root, "benchmarks", "results")).FullName, "quality.md"), text.ToString());
        return holds ? 0 : 1;
    }

    private static bool Cbpe(StringBuilder text, int rows)
    {
        var options = new EstimationOptions { Method = EstimationMethod.Cbpe, Metrics = Metrics, WindowRows = rows };
        var (reference, window) = (Draw(Math.Max(1000, rows / 10), 1), Draw(rows, 2));
        var clock = Seconds(() => BinaryEstimator.Fit(reference, options).Estimate(window), out var estimate);
        string values = string.Join(", ", estimate.Metrics.Select(m => string.Create(CultureInfo.InvariantCulture, $"{EstimatedMetrics.Name(m.Metric)} {m.Value:0.00000} [{m.Low:0.00000}, {m.High:0.00000}]")));
        return Line(text, string.Create(CultureInfo.InvariantCulture, $"CBPE of {rows:N0} scored rows with intervals, fitted and back-tested on a reference of {reference.Count:N0} rows: {values}"), clock, 2);
    }

    private static bool DeLong(StringBuilder text)
    {
        var rows = Draw(1_000_000, 3);
        bool[] labels = Array.ConvertAll(rows.Labels!, l => l == 1);
        Seconds(() => RocAuc.Of(BinaryScores.From(rows.Scores, labels))!.Measure(), out _);
        var clock = Seconds(() => RocAuc.Of(BinaryScores.From(rows.Scores, labels))!.Measure(), out var area);
        return Line(text, string.Create(CultureInfo.InvariantCulture, $"AUC with DeLong's interval on 1,000,000 rows, second run: {area.Value:0.00000} [{area.Low:0.00000}, {area.High:0.00000}]"), clock, 0.15);
    }

    private static bool Pape(StringBuilder text, string shared)
    {
        if (!Directory.Exists(Path.Combine(shared, "data", "cases")))
        {
            text.Append("| PAPE on MA census | not run: the labelled data sets are not here | | 40 | |\n");
            return true;
        }

        var set = LabelledSet.Measured[0].Load(shared);
        var options = new EstimationOptions { Method = EstimationMethod.Pape, Metrics = Metrics, WindowRows = set.WindowRows };
        var clock = Seconds(
            () =>
            {
                var estimator = BinaryEstimator.Fit(set.Reference, options);
                return set.Windows().Select(estimator.Estimate).ToArray();
            },
            out var estimates);
        return Line(text, string.Create(CultureInfo.InvariantCulture, $"PAPE on {estimates.Length} windows of {set.WindowRows:N0} x {set.Reference.Features!.Columns.Count} against {set.Reference.Count:N0} rows (MA census), fit included"), clock, 40);
    }

    private static ScoredRows Draw(int n, int seed)
    {
        var random = new Random(seed);
        var (scores, predicted, labels) = (new double[n], new bool[n], new double[n]);
        for (int i = 0; i < n; i++)
        {
            scores[i] = random.NextDouble();
            predicted[i] = scores[i] >= 0.5;
            labels[i] = random.NextDouble() < (0.8 * scores[i]) + 0.05 ? 1 : 0;
        }

        return new ScoredRows(scores, predicted, labels);
    }

    private static (double Wall, double Cpu) Seconds<T>(Func<T> work, out T result)
    {
        var (clock, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        result = work();
        return (clock.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
    }

    private static bool Line(StringBuilder text, string what, (double Wall, double Cpu) seconds, double limit)
    {
        text.Append(CultureInfo.InvariantCulture, $"| {what} | {seconds.Wall:0.000} | {seconds.Cpu:0.000} | {limit:0.##} | {(seconds.Wall <= limit ? "holds" : "**falls short**")} |\n");
        return seconds.Wall <= limit;
    }
}
