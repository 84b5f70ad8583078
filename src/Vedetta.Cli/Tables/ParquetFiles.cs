using Vedetta.Core.Ingestion.Files;
using Vedetta.Storage.DuckDb.Files;

namespace Vedetta.Cli.Tables;

/// <summary>Makes the reader of Parquet files when the first one is opened, so that other commands never load its library.</summary>
internal static class ParquetFiles
{
    /// <summary>The reader.</summary>
    public static ITabularFileReader Reader() => new ParquetFileReader();
}
