namespace Vedetta.Core.Quality;

/// <summary>What re-weighting made of the labelled rows of a window.</summary>
/// <param name="Effective">Rows of equal weight that would say as much (Kish 1965): the square of the summed weights over their summed squares.</param>
/// <param name="Weight">Summed weights: how many rows of the whole population the labelled ones stand for.</param>
/// <param name="Certain">Labelled rows without a logged probability: they came in for certain and weigh 1.</param>
/// <param name="Impossible">Labelled rows whose logged probability does not lie above 0 and up to 1; they do not count.</param>
public readonly record struct InclusionCounts(double Effective, double Weight, long Certain, long Impossible);
