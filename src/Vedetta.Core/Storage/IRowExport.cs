using Vedetta.Core.Models;
using Vedetta.Core.Time;

namespace Vedetta.Core.Storage;

/// <summary>Which rows are written to a file.</summary>
/// <param name="Outcomes">Outcomes beside the predictions, each as the latest value that is known; the first is named <c>label</c>.</param>
/// <param name="Span">Event times; null for all.</param>
/// <param name="Version">Only this version; null for all.</param>
public sealed record RowExport(IReadOnlyList<OutcomeDefinition> Outcomes, Window? Span = null, string? Version = null);

/// <summary>Writes predictions beside their outcomes to a file that <c>vedetta import</c> and the file commands read again.</summary>
public interface IRowExport
{
    /// <summary>
    /// A Parquet file: the flat columns of the import with their usual names; a feature whose name is taken is named
    /// <c>feature_</c> and its name. Rows are in the order of their event times. The file goes with the stream.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="export">What is written.</param>
    /// <param name="cancel">Stops the writing.</param>
    /// <exception cref="StorageException">The disk is full, or the store failed.</exception>
    ValueTask<Stream> OpenParquetAsync(ModelId model, RowExport export, CancellationToken cancel);
}
