using System.Runtime.InteropServices;

namespace Vedetta.Storage.DuckDb.Events.Ids;

/// <summary>One known id: the hash of the id and of what its row says, as they lie in a run's file (little-endian).</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal readonly record struct IdEntry(ulong Id, ulong Row);
