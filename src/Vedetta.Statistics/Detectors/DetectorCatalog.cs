namespace Vedetta.Statistics.Detectors;

/// <summary>Every streaming detector: made by name, restored from bytes.</summary>
public static class DetectorCatalog
{
    /// <summary>All detectors; those recommended for most streams first.</summary>
    public static IReadOnlyList<DetectorDefinition> All { get; } = [.. ErrorDetectors.All, .. LevelDetectors.All, .. SequentialDetectors.All];

    /// <summary>The detector with this name; null when there is none.</summary>
    public static DetectorDefinition? Find(string name) => All.FirstOrDefault(d => string.Equals(d.Name, name, StringComparison.Ordinal));

    /// <summary>The detector with this name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static DetectorDefinition Get(string name) =>
        Find(name) ?? throw new ArgumentException($"no detector is named '{name}'; there are {string.Join(", ", All.Select(d => d.Name))}", nameof(name));

    /// <summary>A detector at its defaults.</summary>
    /// <exception cref="ArgumentException">There is none of this name.</exception>
    public static StreamDetector Create(string name) => Create(Get(name).Defaults);

    /// <summary>A detector with these parameters.</summary>
    public static StreamDetector Create(DetectorSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Definition.Make(settings);
    }

    /// <summary>A detector equal to the one whose <see cref="StreamDetector.Save"/> gave these bytes.</summary>
    /// <exception cref="FormatException">The bytes are damaged, or of another format.</exception>
    public static StreamDetector Restore(ReadOnlySpan<byte> state)
    {
        var reader = new StateReader(state);
        var detector = Create(DetectorSettings.Read(reader));
        detector.ExchangeAll(reader);
        reader.End();
        return detector;
    }
}
