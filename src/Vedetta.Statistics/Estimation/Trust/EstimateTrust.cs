namespace Vedetta.Statistics.Estimation.Trust;

/// <summary>
/// Whether labels that arrive later bear out the intervals given before: a betting process whose wealth grows eightfold
/// with every realized value outside its 95 % interval and shrinks to 0.632 with every one inside. It is a test
/// martingale for a miss rate of 5 %: where intervals hold, wealth ever reaches 20 in at most one history of twenty.
/// </summary>
/// <remarks>Source: Ville 1939; Shafer 2021; likelihood ratio of a miss rate of 0.4 against 0.05.</remarks>
public sealed record EstimateTrust
{
    private const double MissFactor = 0.4 / 0.05;
    private const double HitFactor = 0.6 / 0.95;

    /// <summary>Wealth from which estimates are no longer to be trusted.</summary>
    public const double Limit = 20;

    /// <summary>Before any label.</summary>
    public static EstimateTrust Start { get; } = new();

    /// <summary>Evidence against the intervals.</summary>
    public double Wealth { get; private init; } = 1;

    /// <summary>Labelled windows seen.</summary>
    public int Windows { get; private init; }

    /// <summary>Windows whose realized value lay outside the interval.</summary>
    public int Misses { get; private init; }

    /// <summary>Number of the window, from 1, with which trust was lost; null while it holds. It is not regained by itself.</summary>
    public int? LostAt { get; private init; }

    /// <summary>True while the labels do not contradict the intervals.</summary>
    public bool Trusted => LostAt is null;

    /// <summary>After another labelled window; one without an interval or a realized value says nothing.</summary>
    public EstimateTrust After(MetricEstimate estimate, double? realized)
    {
        ArgumentNullException.ThrowIfNull(estimate);
        return estimate is { Low: { } low, High: { } high } && realized is { } value && double.IsFinite(value) ? After(value < low || value > high) : this;
    }

    private EstimateTrust After(bool miss)
    {
        var wealth = Wealth * (miss ? MissFactor : HitFactor);
        return this with
        {
            Wealth = wealth,
            Windows = Windows + 1,
            Misses = Misses + (miss ? 1 : 0),
            LostAt = LostAt ?? (wealth >= Limit ? Windows + 1 : null),
        };
    }
}
