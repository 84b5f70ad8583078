using System.Globalization;
using System.Text;

namespace Vedetta.Cli.Reporting;

/// <summary>Draws a column: the reference as a grey area, the current side as a line over it; categories as bars beside their names.</summary>
internal static class PictureSvg
{
    private const int Width = 232;
    private const int Height = 60;
    private const int Row = 15;
    private const int Names = 86;
    private const int Values = 42;

    /// <summary>The picture as inline SVG with a description for those who do not see it.</summary>
    public static string Draw(string column, ColumnPicture picture)
    {
        if (picture.Bars.Count == 0) return "";
        return picture.Continuous ? Area(column, picture) : Bars(column, picture);
    }

    private static string Area(string column, ColumnPicture picture)
    {
        var highest = picture.Bars.Max(bar => Math.Max(bar.Reference, bar.Current));
        var svg = Open(column, picture, Height);
        svg.Append("<path class=ref d=\"").Append(Steps(picture.Bars.Select(bar => bar.Reference / highest).ToArray())).Append("\"/>");
        svg.Append("<path class=cur d=\"").Append(Steps(picture.Bars.Select(bar => bar.Current / highest).ToArray())).Append("\"/>");
        return svg.Append(CultureInfo.InvariantCulture, $"<path class=axis d=\"M0 {Height - 0.5}H{Width}\"/></svg>").ToString();
    }

    private static string Steps(double[] heights)
    {
        var path = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"M0 {Height - 1}"));
        for (var i = 0; i < heights.Length; i++)
            path.Append(CultureInfo.InvariantCulture, $"V{Height - 1 - ((Height - 4) * heights[i]):0.#}H{(i + 1) * (double)Width / heights.Length:0.#}");
        return path.Append(CultureInfo.InvariantCulture, $"V{Height - 1}").ToString();
    }

    private static string Bars(string column, ColumnPicture picture)
    {
        var highest = Math.Max(1e-12, picture.Bars.Max(bar => Math.Max(bar.Reference, bar.Current)));
        var svg = Open(column, picture, (picture.Bars.Count * Row) + 2);
        double room = Width - Names - Values;
        for (var i = 0; i < picture.Bars.Count; i++)
        {
            var bar = picture.Bars[i];
            var top = i * Row;
            svg.Append(CultureInfo.InvariantCulture, $"<text x=0 y={top + 11}>{Html.Text(Clip(bar.Label))}</text>");
            svg.Append(CultureInfo.InvariantCulture, $"<rect class=ref x={Names} y={top + 2} width={room * bar.Reference / highest:0.#} height=11 />");
            svg.Append(CultureInfo.InvariantCulture, $"<rect class=now x={Names} y={top + 5} width={room * bar.Current / highest:0.#} height=5 />");
            svg.Append(CultureInfo.InvariantCulture, $"<text class=n x={Width} y={top + 11}>{100 * bar.Current:0.0} %</text>");
        }

        return svg.Append("</svg>").ToString();
    }

    private static StringBuilder Open(string column, ColumnPicture picture, int height) => new StringBuilder().Append(
        CultureInfo.InvariantCulture,
        $"<svg class=pic role=img viewBox=\"0 0 {Width} {height}\" width={Width} height={height}><title>{Html.Text(column)}: reference {Html.Text(picture.Reference)}; current {Html.Text(picture.Current)}</title>");

    private static string Clip(string label) => label.Length <= 14 ? label : label[..13] + "…";
}
