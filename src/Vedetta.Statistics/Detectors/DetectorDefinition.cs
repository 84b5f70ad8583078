namespace Vedetta.Statistics.Detectors;

/// <summary>The values a detector takes.</summary>
public enum DetectorInput
{
    /// <summary>Only 0 and 1: an error stream, where 1 is an error.</summary>
    Bits,

    /// <summary>Numbers from 0 to 1, bits among them: errors, scores, rates.</summary>
    UnitInterval,

    /// <summary>Any number.</summary>
    Numbers,
}

/// <summary>A streaming detector as the catalog knows it.</summary>
/// <param name="Name">Name in the contract: <c>adwin</c>.</param>
/// <param name="Title">Name in words.</param>
/// <param name="Input">What it takes.</param>
/// <param name="Parameters">Its parameters with their defaults.</param>
public sealed record DetectorDefinition(string Name, string Title, DetectorInput Input, IReadOnlyList<DetectorParameter> Parameters)
{
    /// <summary>The parameter that decides how rarely it alarms; null when it has none that can be calibrated.</summary>
    public string? Threshold { get; init; }

    /// <summary>Whether a larger <see cref="Threshold"/> means fewer alarms.</summary>
    public bool HigherIsRarer { get; init; }

    /// <summary>Whether it has a warning zone.</summary>
    public bool Warns { get; init; }

    /// <summary>What it did on the published streams with its defaults; null when it was not measured there.</summary>
    public OperatingPoint? Measured => OperatingPoints.Of(Name);

    /// <summary>Its parameters at their defaults.</summary>
    public DetectorSettings Defaults => new(this, [.. Parameters.Select(p => p.Default)]);

    /// <summary>Smallest and largest value it takes.</summary>
    public (double Low, double High) Domain => Input == DetectorInput.Numbers ? (-double.MaxValue, double.MaxValue) : (0, 1);

    /// <summary>How many times as long an update takes as that of the others; simulations are shorter by it.</summary>
    internal int Slowness { get; init; } = 1;

    internal Func<DetectorSettings, StreamDetector> Make { get; init; } = _ => throw new NotSupportedException("Only the definitions of the catalog make detectors.");

    internal int Place(string name)
    {
        for (var i = 0; i < Parameters.Count; i++)
        {
            if (Parameters[i].Name == name)
                return i;
        }

        throw new ArgumentException(Parameters.Count == 0
            ? $"{Name} has no parameters"
            : $"{Name} has no parameter '{name}'; it has {string.Join(", ", Parameters.Select(p => p.Name))}", nameof(name));
    }
}
