using Vedetta.Storage.DuckDb.Binding;

namespace Vedetta.Storage.DuckDb.Schema;

/// <summary>One step of the schema, run once, in its own transaction.</summary>
/// <param name="Version">The schema version it leads to; versions are 1, 2, 3 ... without a gap.</param>
/// <param name="Name">What it brings, for people.</param>
/// <param name="Run">The change; never edited once it was released.</param>
internal sealed record Migration(int Version, string Name, Action<Connection> Run);
