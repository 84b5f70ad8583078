using System.Diagnostics;
using Vedetta.Statistics.Estimation;

namespace Vedetta.Benchmarks.Estimation;

/// <summary>
/// <c>./bench estimation [SEEDS]</c>: error of estimates without labels and coverage of their intervals over every labelled
/// window of the shared data sets; SEEDS draws of labels for the coverage where the assumption holds exactly.
/// </summary>
internal static class EstimationBenchmark
{
    private static readonly EstimatedMetric[] Others =
        [EstimatedMetric.AveragePrecision, EstimatedMetric.Precision, EstimatedMetric.Recall, EstimatedMetric.Specificity, EstimatedMetric.LogLoss, EstimatedMetric.Brier];

    internal static int Run(int seeds)
    {
        var root = RepositoryFolder.Find();
        var shared = Environment.GetEnvironmentVariable("VEDETTA_SHARED") is { Length: > 0 } named ? named : Path.Combine(root, "..", "shared");
        if (!Directory.Exists(Path.Combine(shared, "data", "cases")))
        {
            Console.Error.WriteLine($"There is no folder {Path.Combine(shared, "data", "cases")}; name the folder of the labelled data sets in VEDETTA_SHARED.");
            return 2;
        }

        var clock = Stopwatch.StartNew();
        var (cells, further, exact) = (new List<Cell>(), new List<Cell>(), new EstimationReport());
        var pooled = new (int Windows, int Plain, int Backtested)[EstimationReport.JudgedMetrics.Count];
        exact.Line("| set | windows | accuracy plain / back-tested | f1 | roc_auc |");
        exact.Line("|---|---|---|---|---|");
        foreach (var (name, load) in LabelledSet.Measured)
        {
            var set = load(shared);
            Console.Error.WriteLine($"{clock.Elapsed.TotalSeconds,6:0} s  {name}");
            var all = Cell.Of(set, [.. EstimationReport.JudgedMetrics, .. Others]);
            cells.AddRange(all.Take(EstimationReport.JudgedMetrics.Count));
            further.AddRange(all.Skip(EstimationReport.JudgedMetrics.Count).Where(c => c.Lines.Count > 0));
            var (windows, plain, tested) = ExactAssumption.Cover(set, EstimationReport.JudgedMetrics, seeds);
            exact.Line($"| {name} | {windows[0]} | {string.Join(" | ", plain.Select((p, m) => EstimationReport.Text($"{100.0 * p / windows[m]:0.0} / {100.0 * tested[m] / windows[m]:0.0}")))} |");
            for (int m = 0; m < pooled.Length; m++)
            {
                pooled[m] = (pooled[m].Windows + windows[m], pooled[m].Plain + plain[m], pooled[m].Backtested + tested[m]);
            }
        }

        foreach (var (name, load) in LabelledSet.Further)
        {
            Console.Error.WriteLine($"{clock.Elapsed.TotalSeconds,6:0} s  {name}");
            further.AddRange(Cell.Of(load(shared), [.. EstimationReport.JudgedMetrics, .. Others]));
        }

        var others = OtherTasks.All(shared).ToList();
        Console.Error.WriteLine($"{clock.Elapsed.TotalSeconds,6:0} s  several classes and regressions");
        var report = new EstimationReport();
        bool holds = Write(report, cells, further, exact, pooled, seeds);
        report.Line();
        report.Line("## Models of several classes and regressions");
        report.Line();
        report.Line("Mean absolute error and, in brackets, windows whose realized value lies inside the 95 % interval. `auto` of a regression is DLE.");
        report.Line();
        report.Others(others);
        report.Line();
        report.Line(EstimationReport.Text($"Whole run {clock.Elapsed.TotalSeconds:0} s on a machine of {Environment.ProcessorCount} cores. Reproduce: `./bench estimation {seeds}`."));
        Console.Write(report.ToString());
        var folder = Directory.CreateDirectory(Path.Combine(root, "benchmarks", "results")).FullName;
        File.WriteAllText(Path.Combine(folder, "estimation.md"), report.ToString());
        return holds ? 0 : 1;
    }

    private static bool Write(EstimationReport report, List<Cell> cells, List<Cell> further, EstimationReport exact, (int Windows, int Plain, int Backtested)[] pooled, int seeds)
    {
        report.Line("# Estimation without labels: errors and coverage");
        report.Line();
        report.Line("Mean absolute error of estimate minus realized value over all labelled production windows. `auto` is the median of CBPE, PAPE and the residual model. Definitions: `docs/statistics/estimation.md`.");
        report.Line();
        report.Errors(cells);
        report.Line();
        bool holds = report.Ratios(cells);
        report.Line();
        report.Line("## Coverage of the nominal 95 % interval, per cent of windows");
        report.Line();
        report.Line("Half width: the larger of 1.96 and the back-test factor, times the standard error of CBPE; for the constant 1.96 deviations of reference windows.");
        report.Line();
        report.Coverage(cells);
        report.Line();
        report.Line("Pooled over the five sets in which the relation of score and label holds:");
        report.Line();
        holds &= report.Pooled(cells);
        report.Line();
        holds &= report.Trust(cells);
        report.Line();
        report.Line("## Where the assumption holds exactly");
        report.Line();
        report.Line($"Labels of reference and windows drawn from one smooth curve of the real scores, {seeds} draws a set; CBPE, plain interval / with the factor of the back-test.");
        report.Line();
        report.Line(exact.ToString().TrimEnd());
        report.Line();
        report.Line("| pooled over the seven sets | plain, 94-97 % | back-tested, 95-99 % | |");
        report.Line("|---|---|---|---|");
        for (int m = 0; m < pooled.Length; m++)
        {
            var (plain, tested) = (100.0 * pooled[m].Plain / pooled[m].Windows, 100.0 * pooled[m].Backtested / pooled[m].Windows);
            bool good = plain is >= 94 and <= 97 && tested is >= 95 and <= 99;
            holds &= good;
            report.Line(EstimationReport.Text($"| {EstimatedMetrics.Name(EstimationReport.JudgedMetrics[m])} ({pooled[m].Windows} windows) | {plain:0.0} | {tested:0.0} | {(good ? "holds" : "**falls short**")} |"));
        }

        report.Line();
        report.Line("## Other metrics and sets");
        report.Line();
        report.Errors(further);
        report.Line();
        report.Coverage(further);
        return holds;
    }
}
