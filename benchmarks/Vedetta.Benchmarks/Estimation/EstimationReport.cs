using System.Globalization;
using System.Text;
using MathNet.Numerics.Distributions;
using Vedetta.Statistics.Estimation;

namespace Vedetta.Benchmarks.Estimation;

/// <summary>The tables of errors and coverage, and what they say of the acceptance.</summary>
internal sealed class EstimationReport
{
    private static readonly EstimatedMetric[] Judged = [EstimatedMetric.Accuracy, EstimatedMetric.F1, EstimatedMetric.RocAuc];
    private readonly StringBuilder _text = new();

    internal static IReadOnlyList<EstimatedMetric> JudgedMetrics => Judged;

    public override string ToString() => _text.ToString();

    internal void Line(string text = "") => _text.Append(text).Append('\n');

    internal void Errors(IReadOnlyList<Cell> cells)
    {
        Line("| set (windows) | metric | constant | CBPE | PAPE | residual | **auto** | auto / better of two (90 % range) |");
        Line("|---|---|---|---|---|---|---|---|");
        foreach (var cell in cells)
        {
            var errors = WindowLine.Methods.Select(m => Number(cell.Error(m.Value))).ToArray();
            var (low, high) = cell.RatioRange(1);
            Line(Text($"| {cell.Set} ({cell.Lines.Count}) | {EstimatedMetrics.Name(cell.Metric)} | {errors[0]} | {errors[1]} | {errors[2]} | {errors[3]} | **{errors[4]}** | {cell.Ratio:0.00} ({low:0.00}-{high:0.00}) |"));
        }
    }

    internal void Coverage(IReadOnlyList<Cell> cells)
    {
        Line("| set (windows) | metric | constant | CBPE | PAPE | auto | mean half width | factor of the back-test | trusted before labels | trust lost with labelled window |");
        Line("|---|---|---|---|---|---|---|---|---|---|");
        foreach (var cell in cells)
        {
            string Share(int m) => Text($"{100.0 * cell.Covered(WindowLine.Methods[m].Value, WindowLine.Methods[m].Half) / cell.Lines.Count:0}");
            Line(Text($"| {cell.Set} ({cell.Lines.Count}) | {EstimatedMetrics.Name(cell.Metric)} | {Share(0)} | {Share(1)} | {Share(2)} | {Share(4)} | {Number(cell.Lines.Average(l => l.Half))} | {cell.Factor?.ToString("0.0", CultureInfo.InvariantCulture) ?? "-"} | {(cell.TrustedBefore ? "yes" : "**no**")} | {cell.Trust.LostAt?.ToString(CultureInfo.InvariantCulture) ?? "-"} |"));
        }
    }

    /// <summary>Errors and coverage of sets that are not of binary models.</summary>
    internal void Others(IEnumerable<OtherCell> cells)
    {
        string[] methods = ["constant", "cbpe", "pape", "residual", "dle", "auto"];
        Line($"| set (windows) | metric | {string.Join(" | ", methods)} | trusted before labels | trust lost with labelled window |");
        Line("|---|---|---|---|---|---|---|---|---|---|");
        foreach (var cell in cells)
        {
            string Of(string method) => cell.Methods.TryGetValue(method, out var of) ? Text($"{of.Error:G3} ({100.0 * of.Covered / cell.Windows:0} %)") : "-";
            Line(Text($"| {cell.Set} ({cell.Windows}) | {EstimatedMetrics.Name(cell.Metric)} | {string.Join(" | ", methods.Select(Of))} | {(cell.TrustedBefore ? "yes" : "**no**")} | {cell.Trust.LostAt?.ToString(CultureInfo.InvariantCulture) ?? "-"} |"));
        }
    }

    /// <summary>Geometric means and shares over the cells; true when all hold.</summary>
    internal bool Ratios(IReadOnlyList<Cell> cells)
    {
        double Mean(Func<WindowLine, double> other) => Math.Exp(cells.Average(c => Math.Log(c.Error(w => w.Auto) / c.Error(other))));
        var (cbpe, pape) = (Mean(w => w.Cbpe), Mean(w => w.Pape));
        var near = cells.Count(c => c.Ratio <= 1.10) / (double)cells.Count;
        var worst = cells.MaxBy(c => c.Ratio)!;
        var calm = cells.Where(c => c.Calm).ToArray();
        Line("| acceptance | measured | |");
        Line("|---|---|---|");
        return Rule("auto below CBPE, geometric mean of the ratio over set and metric", Text($"{cbpe:0.000}"), cbpe < 1)
            & Rule("auto below PAPE", Text($"{pape:0.000}"), pape < 1)
            & Rule("within 10 % of the better of the two in at least 85 % of the cells", Text($"{near:P0} of {cells.Count}"), near >= 0.85)
            & Rule("never above 1.5 times the better", Text($"worst {worst.Ratio:0.00} ({worst.Set}, {EstimatedMetrics.Name(worst.Metric)}; sets without concept drift {calm.Max(c => c.Ratio):0.00})"), worst.Ratio <= 1.5);
    }

    /// <summary>Coverage pooled over the calm sets.</summary>
    internal bool Pooled(IReadOnlyList<Cell> cells)
    {
        bool holds = true;
        Line("| metric | windows | constant | CBPE | PAPE | auto | CBPE 93-98 %, no set significantly below 95 % (one-sided p > 0.01) |");
        Line("|---|---|---|---|---|---|---|");
        foreach (var metric in Judged)
        {
            var calm = cells.Where(c => c.Calm && c.Metric == metric).ToArray();
            int windows = calm.Sum(c => c.Lines.Count);
            double Share(int m) => 100.0 * calm.Sum(c => c.Covered(WindowLine.Methods[m].Value, WindowLine.Methods[m].Half)) / windows;
            var low = calm.Min(c => c.Covered(w => w.Cbpe, w => w.Half) is var k && k == c.Lines.Count ? 1 : Binomial.CDF(0.95, c.Lines.Count, k));
            bool good = Share(1) is >= 93 and <= 98 && low > 0.01;
            holds &= good;
            Line(Text($"| {EstimatedMetrics.Name(metric)} | {windows} | {Share(0):0.0} | **{Share(1):0.0}** | {Share(2):0.0} | {Share(4):0.0} | {(good ? "holds" : "**falls short**")}; smallest p {low:0.00} |"));
        }

        return holds;
    }

    internal bool Trust(IReadOnlyList<Cell> cells)
    {
        var calm = cells.Where(c => c.Calm).ToArray();
        var wild = cells.Where(c => c.Set == "elec2" || (c.Set == "california" && c.Metric == EstimatedMetric.Accuracy)).ToArray();
        Line("| trust | measured | |");
        Line("|---|---|---|");
        return Rule("elec2 and California accuracy marked before any label", Text($"{wild.Count(c => !c.TrustedBefore)} of {wild.Length}"), wild.All(c => !c.TrustedBefore))
            & Rule("and by labels within 12 labelled windows", string.Join(", ", wild.Select(c => c.Trust.LostAt?.ToString(CultureInfo.InvariantCulture) ?? "never")), wild.All(c => c.Trust.LostAt <= 12))
            & Rule("the other five never", Text($"{calm.Count(c => !c.TrustedBefore)} before labels, {calm.Count(c => !c.Trust.Trusted)} by labels"), calm.All(c => c.TrustedBefore && c.Trust.Trusted));
    }

    internal bool Rule(string rule, string measured, bool holds)
    {
        Line($"| {rule} | {measured} | {(holds ? "holds" : "**falls short**")} |");
        return holds;
    }

    internal static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Number(double value) => Text($"{value:0.0000}");
}
