using Vedetta.Statistics.Estimation;
using Vedetta.Statistics.Estimation.Binary;
using Vedetta.Statistics.Estimation.Trust;

namespace Vedetta.Benchmarks.Estimation;

/// <summary>What each method said of one metric in one labelled window.</summary>
/// <param name="Realized">What the labels show.</param>
/// <param name="Constant">The value of the reference.</param>
/// <param name="Cbpe">By CBPE.</param>
/// <param name="Pape">By PAPE.</param>
/// <param name="Residual">By the residual model.</param>
/// <param name="Auto">By auto.</param>
/// <param name="ConstantHalf">Half width of the constant's interval: 1.96 deviations of the windows of the reference.</param>
/// <param name="Half">Half width of the other intervals.</param>
internal sealed record WindowLine(double Realized, double Constant, double Cbpe, double Pape, double Residual, double Auto, double ConstantHalf, double Half)
{
    /// <summary>The methods of the tables.</summary>
    internal static IReadOnlyList<(string Name, Func<WindowLine, double> Value, Func<WindowLine, double> Half)> Methods { get; } =
    [
        ("constant", w => w.Constant, w => w.ConstantHalf),
        ("cbpe", w => w.Cbpe, w => w.Half),
        ("pape", w => w.Pape, w => w.Half),
        ("residual", w => w.Residual, w => w.Half),
        ("auto", w => w.Auto, w => w.Half),
    ];
}

/// <summary>One set and one metric: all its windows, and what is said of trust.</summary>
/// <param name="Set">The set.</param>
/// <param name="Calm">Whether coverage can be asked for.</param>
/// <param name="Metric">The metric.</param>
/// <param name="Lines">The labelled windows in which estimate and realized value are defined.</param>
/// <param name="Factor">Factor of the back-test.</param>
/// <param name="TrustedBefore">Whether the back-test on the reference trusts the estimate.</param>
/// <param name="Trust">What the labels of the windows say.</param>
internal sealed record Cell(string Set, bool Calm, EstimatedMetric Metric, IReadOnlyList<WindowLine> Lines, double? Factor, bool TrustedBefore, EstimateTrust Trust)
{
    /// <summary>Estimates every window of a set by every method.</summary>
    internal static IReadOnlyList<Cell> Of(LabelledSet set, IReadOnlyList<EstimatedMetric> metrics)
    {
        var estimator = BinaryEstimator.Fit(set.Reference, new EstimationOptions { Metrics = metrics, WindowRows = set.WindowRows });
        var lines = metrics.Select(_ => new List<WindowLine>()).ToArray();
        var trust = metrics.Select(_ => EstimateTrust.Start).ToArray();
        foreach (var window in set.Windows())
        {
            var estimate = estimator.Estimate(window);
            var realized = estimator.Realized(window);
            for (int m = 0; m < metrics.Count; m++)
            {
                var (said, about) = (estimate.Metrics[m], estimator.Reference[m]);
                if (said.Value is not { } value || realized[m] is not { } truth) continue;
                trust[m] = trust[m].After(said, truth);
                double Of(string method) => said.Candidates.First(c => c.Method == method).Value;
                double half = Math.Max(1.96, about.Factor ?? 0) * said.StandardError!.Value;
                double spread = about.Thresholds is { } t ? 1.96 * (t.Upper - t.Lower) / 6 : double.NaN;
                lines[m].Add(new WindowLine(truth, about.Value!.Value, Of("cbpe"), Of("pape"), Of("residual"), value, spread, half));
            }
        }

        return [.. metrics.Select((metric, m) => new Cell(set.Name, set.Calm, metric, lines[m], estimator.Reference[m].Factor, estimator.Reference[m].Trusted, trust[m]))];
    }

    /// <summary>Mean absolute error of a method.</summary>
    internal double Error(Func<WindowLine, double> value) => Lines.Average(w => Math.Abs(value(w) - w.Realized));

    /// <summary>Windows whose realized value lies inside the interval of a method.</summary>
    internal int Covered(Func<WindowLine, double> value, Func<WindowLine, double> half) => Lines.Count(w => Math.Abs(value(w) - w.Realized) <= half(w));

    /// <summary>Error of auto over the smaller error of CBPE and PAPE.</summary>
    internal double Ratio => Error(w => w.Auto) / Math.Min(Error(w => w.Cbpe), Error(w => w.Pape));

    /// <summary>90 % range of that ratio over windows drawn anew.</summary>
    internal (double Low, double High) RatioRange(int seed)
    {
        var random = new Random(seed);
        var ratios = new double[1000];
        for (int draw = 0; draw < ratios.Length; draw++)
        {
            var (auto, cbpe, pape) = (0.0, 0.0, 0.0);
            for (int i = 0; i < Lines.Count; i++)
            {
                var line = Lines[random.Next(Lines.Count)];
                auto += Math.Abs(line.Auto - line.Realized);
                cbpe += Math.Abs(line.Cbpe - line.Realized);
                pape += Math.Abs(line.Pape - line.Realized);
            }

            ratios[draw] = auto / Math.Min(cbpe, pape);
        }

        Array.Sort(ratios);
        return (ratios[50], ratios[949]);
    }
}
