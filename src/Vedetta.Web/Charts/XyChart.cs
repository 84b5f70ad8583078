namespace Vedetta.Web.Charts;

/// <summary>Lines over a value axis: curves, paths, points with their limits.</summary>
/// <param name="XUnit">Unit of the horizontal axis.</param>
/// <param name="YUnit">Unit of the vertical axis.</param>
/// <param name="XName">What the horizontal axis is; empty for nothing.</param>
/// <param name="Series">Lines, the lowest first.</param>
/// <param name="Marks">Labelled values on the horizontal axis.</param>
/// <param name="Points">Labelled points.</param>
/// <param name="XMin">Least value of the horizontal axis; null to fit.</param>
/// <param name="XMax">Greatest value of it; null to fit.</param>
/// <param name="YMin">Least value of the vertical axis; null to fit.</param>
/// <param name="YMax">Greatest value of it; null to fit.</param>
public sealed record XyChart(
    Unit XUnit,
    Unit YUnit,
    string XName,
    IReadOnlyList<XySeries> Series,
    IReadOnlyList<ChartValue> Marks,
    IReadOnlyList<XyPoint> Points,
    double? XMin = null,
    double? XMax = null,
    double? YMin = null,
    double? YMax = null) : ChartSpec;

/// <summary>One line.</summary>
/// <param name="Name">What it is; empty for a guide that the tooltip leaves out.</param>
/// <param name="X">Horizontal values, in order.</param>
/// <param name="Y">Vertical values.</param>
/// <param name="Tone">Name of a colour token.</param>
/// <param name="Low">Lower limits, drawn as whiskers; null for none.</param>
/// <param name="High">Upper limits.</param>
/// <param name="Dash">How it is drawn.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Step">Whether it goes in steps: up, then right.</param>
/// <param name="Area">Whether the area under it is shaded.</param>
/// <param name="Dots">Whether each value is a dot.</param>
public sealed record XySeries(
    string Name,
    IReadOnlyList<double> X,
    IReadOnlyList<double> Y,
    string Tone,
    IReadOnlyList<double>? Low = null,
    IReadOnlyList<double>? High = null,
    Dash Dash = Dash.Solid,
    double Width = 1.75,
    bool Step = false,
    bool Area = false,
    bool Dots = false);

/// <summary>A point, named.</summary>
public sealed record XyPoint(double X, double Y, string Label, string Tone);
