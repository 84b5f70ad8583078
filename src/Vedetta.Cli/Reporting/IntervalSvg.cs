using System.Globalization;
using System.Text;

namespace Vedetta.Cli.Reporting;

/// <summary>A value with its interval at one place of the axis.</summary>
/// <param name="Label">Name of the place.</param>
/// <param name="Value">The value; null for a gap.</param>
/// <param name="Low">Lower end of the interval; null without one.</param>
/// <param name="High">Upper end.</param>
internal readonly record struct IntervalMark(string Label, double? Value, double? Low, double? High);

/// <summary>Draws values over periods: a bar for each interval, a point for each value, dashed lines for thresholds; gaps stay empty.</summary>
/// <param name="Name">What is drawn.</param>
/// <param name="Write">How a value is written.</param>
/// <param name="Lower">Lower threshold; null for none.</param>
/// <param name="Upper">Upper threshold; null for none.</param>
internal sealed record IntervalSvg(string Name, Func<double, string> Write, double? Lower = null, double? Upper = null)
{
    /// <summary>Looks of the parts that the report itself does not have.</summary>
    public const string Css = ".pic .iv{stroke:var(--ref);stroke-width:4}.pic .pt{fill:var(--accent)}.pic .lim{stroke:var(--warning);stroke-dasharray:4 3}";

    private const int Width = 340;
    private const int Height = 130;
    private const int Left = 46;
    private const int Bottom = 18;
    private const int Top = 8;

    /// <summary>The picture as inline SVG with a description for those who do not see it.</summary>
    public string Draw(IReadOnlyList<IntervalMark> marks)
    {
        var known = marks.Where(m => m.Value is not null).ToArray();
        var told = known.Length == 0 ? "no value" : $"{Told(known[0])} first, {Told(known[^1])} last";
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg class=pic role=img viewBox=\"0 0 {Width} {Height}\" width={Width} height={Height}><title>{Name} over {marks.Count} periods: {told}</title>");
        if (known.Length > 0) Values(svg, marks, known);
        svg.Append(CultureInfo.InvariantCulture, $"<path class=axis d=\"M{Left} {Height - Bottom}H{Width}\"/>");
        svg.Append(CultureInfo.InvariantCulture, $"<text x={Left} y={Height - 4}>{Html.Text(marks[0].Label)}</text><text class=n x={Width} y={Height - 4}>{Html.Text(marks[^1].Label)}</text>");
        return svg.Append("</svg>").ToString();
    }

    private string Told(IntervalMark mark) => mark is { Low: { } low, High: { } high } ? $"{Write(mark.Value!.Value)} [{Write(low)}, {Write(high)}]" : Write(mark.Value!.Value);

    private void Values(StringBuilder svg, IReadOnlyList<IntervalMark> marks, IntervalMark[] known)
    {
        var (low, high) = (known.Min(m => m.Low ?? m.Value!.Value), known.Max(m => m.High ?? m.Value!.Value));
        (low, high) = (Math.Min(low, Lower ?? low), Math.Max(high, Upper ?? high));
        var span = high > low ? high - low : 1;
        svg.Append(CultureInfo.InvariantCulture, $"<text class=n x={Left - 6} y={Top + 6}>{Write(high)}</text><text class=n x={Left - 6} y={Height - Bottom - 2}>{Write(low)}</text>");
        foreach (var limit in ((double?[])[Lower, Upper]).OfType<double>()) svg.Append(CultureInfo.InvariantCulture, $"<path class=lim d=\"M{Left} {Y(limit):0.#}H{Width}\"/>");
        var step = (Width - Left - 8.0) / marks.Count;
        for (var i = 0; i < marks.Count; i++)
        {
            if (marks[i].Value is not { } value) continue;
            var x = Left + 4 + (step * (i + 0.5));
            if (marks[i] is { Low: { } from, High: { } to }) svg.Append(CultureInfo.InvariantCulture, $"<path class=iv d=\"M{x:0.#} {Y(from):0.#}V{Y(to):0.#}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<circle class=pt cx={x:0.#} cy={Y(value):0.#} r=2.5 />");
        }

        double Y(double value) => Height - Bottom - 2 - ((Height - Bottom - Top - 4) * (value - low) / span);
    }
}
