namespace Vedetta.Web.Charts;

/// <summary>Shares against shares as points, with a line and one point that is only foretold.</summary>
/// <param name="Dots">The points.</param>
/// <param name="Line">A straight line; null for none.</param>
/// <param name="Told">The foretold point with its interval; null for none.</param>
/// <param name="XName">What runs to the right.</param>
/// <param name="YName">What runs upwards.</param>
public sealed record LinkChart(IReadOnlyList<LinkDot> Dots, LinkLine? Line, LinkDot? Told, string XName, string YName) : ChartSpec;

/// <summary>A point.</summary>
/// <param name="X">To the right.</param>
/// <param name="Y">Upwards.</param>
/// <param name="Name">What it is.</param>
/// <param name="Low">Lower end of its interval; null for none.</param>
/// <param name="High">Upper end.</param>
public sealed record LinkDot(double X, double Y, string Name, double? Low = null, double? High = null);

/// <summary>y = intercept + slope x.</summary>
public sealed record LinkLine(double Slope, double Intercept);
