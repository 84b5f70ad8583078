using Vedetta.Core.Quality;
using Vedetta.Core.Quality.Realized;
using Vedetta.Statistics.Performance;

namespace Vedetta.Core.Tests.Quality;

/// <summary>Windows with more labelled rows than are measured one by one.</summary>
public class QualityCellTests
{
    private const int Rows = QualityCell.ExactRows + 50_000;

    [Fact]
    public void Above_a_million_rows_ranks_are_known_within_the_bounds_told_and_everything_else_exactly()
    {
        PerformanceMetric[] metrics = [PerformanceMetric.RocAuc, PerformanceMetric.Gini, PerformanceMetric.AveragePrecision, PerformanceMetric.Brier, PerformanceMetric.LogLoss, PerformanceMetric.F1, PerformanceMetric.Tp, PerformanceMetric.LabelRate];
        var (cell, rows, random) = (new BinaryCell(0.5), new DecodedRows(), new Random(4));
        rows.Size(1);
        var (scores, labels, decisions) = (new double[Rows], new bool[Rows], new sbyte[Rows]);
        for (var i = 0; i < Rows; i++)
        {
            scores[i] = rows.Score[0] = random.NextDouble();
            labels[i] = random.NextDouble() < scores[i];
            decisions[i] = (sbyte)(scores[i] >= 0.5 ? 1 : 0);
            (rows.Truth[0], rows.Predicted[0]) = (labels[i] ? 1 : 0, decisions[i]);
            cell.Count(isMature: true);
            cell.Label(rows, 0, (ulong)i, null);
        }

        var exact = WindowMetrics.Binary(scores, labels, areDecided: true, decisions, metrics).ToDictionary(pair => pair.Key, pair => pair.Value);
        var measured = cell.Measure(metrics).ToDictionary(pair => pair.Key, pair => pair.Value);

        cell.Counts.Labelled.ShouldBe(Rows);
        foreach (var metric in (PerformanceMetric[])[PerformanceMetric.RocAuc, PerformanceMetric.Gini, PerformanceMetric.AveragePrecision])
        {
            measured[metric].Value!.Value.ShouldBe(exact[metric].Value!.Value, 1e-4);
            measured[metric].Note.ShouldNotBeNull().ShouldContain("lies between");
            (measured[metric].Low <= exact[metric].Value && exact[metric].Value <= measured[metric].High).ShouldBeTrue();
        }

        foreach (var metric in (PerformanceMetric[])[PerformanceMetric.Brier, PerformanceMetric.LogLoss, PerformanceMetric.F1, PerformanceMetric.Tp, PerformanceMetric.LabelRate])
            measured[metric].Value!.Value.ShouldBe(exact[metric].Value!.Value, 1e-9 * Math.Max(1, exact[metric].Value!.Value), metric.ToString());
    }

    [Fact]
    public void Above_a_million_rows_a_regression_is_measured_on_the_same_million_in_whatever_order_they_come()
    {
        var (forward, backward) = (Measured(Enumerable.Range(0, Rows)), Measured(Enumerable.Range(0, Rows).Reverse()));

        forward.Cell.Counts.Labelled.ShouldBe(Rows);
        forward.Value.Value!.Value.ShouldBe(0.25, 0.001);
        forward.Value.Note.ShouldNotBeNull().ShouldContain("1,000,000 of 1,050,000");
        forward.Cell.Fingerprint.ShouldBe(backward.Cell.Fingerprint);
        backward.Value.Value!.Value.ShouldBe(forward.Value.Value!.Value, 1e-12);

        static (RegressionCell Cell, MetricValue Value) Measured(IEnumerable<int> order)
        {
            var (cell, rows) = (new RegressionCell(), new DecodedRows());
            rows.Size(1);
            foreach (var i in order)
            {
                var error = (Core.Ingestion.XxHash64.Mix((ulong)i) >> 11) / (double)(1UL << 53);
                (rows.TruthValue[0], rows.PredictedValue[0]) = (0, error / 2);
                cell.Count(isMature: true);
                cell.Label(rows, 0, Core.Ingestion.XxHash64.Mix((ulong)i + 77), null);
            }

            return (cell, cell.Measure([PerformanceMetric.Mae])[0].Value);
        }
    }
}
