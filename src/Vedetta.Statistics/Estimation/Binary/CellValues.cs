namespace Vedetta.Statistics.Estimation.Binary;

/// <summary>What one row of each cell of the confusion matrix is worth.</summary>
/// <param name="TrueNegative">A negative predicted negative.</param>
/// <param name="FalsePositive">A negative predicted positive.</param>
/// <param name="FalseNegative">A positive predicted negative.</param>
/// <param name="TruePositive">A positive predicted positive.</param>
public sealed record CellValues(double TrueNegative, double FalsePositive, double FalseNegative, double TruePositive);
