namespace Vedetta.Core.Monitors.Files;

/// <summary>Something wrong in a file of monitors.</summary>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column, from 1.</param>
/// <param name="Where">The monitor and key concerned; empty for the file itself.</param>
/// <param name="Message">What is wrong and what is allowed.</param>
public sealed record MonitorsFileProblem(long Line, long Column, string Where, string Message)
{
    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"line {Line}, column {Column}: {(Where.Length == 0 ? "" : Where + ": ")}{Message}");
}

/// <summary>Monitors of one model in a file.</summary>
/// <param name="Model">The model.</param>
/// <param name="Line">Line of its name.</param>
/// <param name="Monitors">Its monitors, in the order of the file.</param>
/// <param name="Business">Its business metrics; null when the document has none.</param>
public sealed record MonitorsDocument(Vedetta.Core.Models.ModelId Model, long Line, IReadOnlyList<MonitorEntry> Monitors, Vedetta.Core.Business.Files.BusinessEntry? Business = null);

/// <summary>A monitor and where its parts stand.</summary>
/// <param name="Monitor">The monitor.</param>
/// <param name="Line">Line it begins on.</param>
/// <param name="Places">Line and column of each key's value.</param>
public sealed record MonitorEntry(MonitorDefinition Monitor, long Line, IReadOnlyDictionary<string, (long Line, long Column)> Places);
