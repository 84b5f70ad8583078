namespace Vedetta.Statistics.Experiments;

/// <summary>An effect with what was known of the units before taken out.</summary>
/// <param name="Adjusted">The effect on the adjusted metric.</param>
/// <param name="Raw">The effect without adjustment.</param>
/// <param name="Theta">Slope of the metric on the covariate.</param>
/// <param name="VarianceRemoved">Share of the metric's variance the covariate explains, r^2.</param>
public sealed record CupedEffect(ArmEffect Adjusted, ArmEffect Raw, double Theta, double VarianceRemoved);
