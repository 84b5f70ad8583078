using Vedetta.Core.Models;
using Vedetta.Core.Storage;

namespace Vedetta.Core.Quality.Outcomes;

/// <summary>What came of one outcome of a model.</summary>
/// <param name="Definition">What the outcome is.</param>
/// <param name="Counts">How many came; null when none did.</param>
/// <param name="Link">How well it stands for what it is a proxy of; null for outcomes that are none.</param>
public sealed record OutcomeAnswer(OutcomeDefinition Definition, OutcomeCounts? Counts, ProxyLink? Link);

/// <summary>How well a proxy foretells what it stands for, over predictions of which both are known.</summary>
/// <param name="Target">What it stands for.</param>
/// <param name="N">Predictions of which both are known.</param>
/// <param name="Correlation">Pearson correlation of the two as numbers (phi, for two classes); null where it cannot be computed.</param>
/// <param name="Low">Lower limit of its 95 % interval.</param>
/// <param name="High">Upper limit of its 95 % interval.</param>
/// <param name="Agreement">Share of predictions of which both say the same class; null for numbers.</param>
/// <param name="RateIfPositive">Share of positive targets where the proxy is positive; null for numbers and where it never is.</param>
/// <param name="RateIfNegative">Share of positive targets where the proxy is negative; null for numbers and where it never is.</param>
public sealed record ProxyLink(string Target, long N, double? Correlation, double? Low, double? High, double? Agreement, double? RateIfPositive, double? RateIfNegative);
