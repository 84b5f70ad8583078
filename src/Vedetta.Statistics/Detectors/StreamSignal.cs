namespace Vedetta.Statistics.Detectors;

/// <summary>What a streaming detector says after a value.</summary>
public enum StreamSignal
{
    /// <summary>Nothing has changed as far as it can tell.</summary>
    None,

    /// <summary>It has entered, or is still in, its warning zone. Only detectors with a warning zone say so.</summary>
    Warning,

    /// <summary>A change is found. The detector starts afresh with the next value.</summary>
    Drift,
}
