namespace Vedetta.Web.Charts;

/// <summary>The lanes of the overview on one time axis; their heights come from the page itself.</summary>
/// <param name="X">Name of each window.</param>
/// <param name="Ticks">Indices of the windows named on the axis.</param>
/// <param name="Marks">Events that cut every lane, lettered.</param>
/// <param name="Versions">Bars of the version lane.</param>
/// <param name="Traffic">Rows per window.</param>
/// <param name="Drift">Excess per column and window.</param>
/// <param name="Score">The score's median and its quartile-like band; null where the model has none.</param>
/// <param name="ScoreUnit">Unit of the score.</param>
/// <param name="ScoreLine">Cut-off or reference median; null for none.</param>
/// <param name="Quality">Realized and estimated quality; empty where neither is known.</param>
/// <param name="QualityUnit">Unit of the quality.</param>
/// <param name="Incidents">Bars of the incident lane.</param>
/// <param name="TrafficName">Name of the traffic in the tooltip.</param>
/// <param name="NotJudged">Word for cells without a verdict.</param>
public sealed record LanesChart(
    IReadOnlyList<string> X,
    IReadOnlyList<int> Ticks,
    IReadOnlyList<ChartMark> Marks,
    IReadOnlyList<LaneBar> Versions,
    IReadOnlyList<double?> Traffic,
    IReadOnlyList<LaneRow> Drift,
    IReadOnlyList<ChartSeries> Score,
    Unit ScoreUnit,
    ChartLine? ScoreLine,
    IReadOnlyList<ChartSeries> Quality,
    Unit QualityUnit,
    IReadOnlyList<LaneBar> Incidents,
    string TrafficName,
    string NotJudged) : ChartSpec;

/// <summary>A labelled bar over windows, both ends inside.</summary>
/// <param name="From">First window.</param>
/// <param name="To">Last window.</param>
/// <param name="Row">Row inside the lane, from 0.</param>
/// <param name="Label">Its text.</param>
/// <param name="Tone">Name of a colour token.</param>
/// <param name="Dash">How its edge is drawn.</param>
/// <param name="Address">Where a click leads; null for nowhere.</param>
public sealed record LaneBar(int From, int To, int Row, string Label, string Tone, Dash Dash = Dash.Solid, string? Address = null);

/// <summary>Excess of one column per window; null where undecided.</summary>
public sealed record LaneRow(string Column, IReadOnlyList<double?> Excess);
