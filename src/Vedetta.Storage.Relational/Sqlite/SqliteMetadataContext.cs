using Microsoft.EntityFrameworkCore;

namespace Vedetta.Storage.Relational.Sqlite;

/// <summary>The metadata in one SQLite file.</summary>
internal sealed class SqliteMetadataContext(DbContextOptions<SqliteMetadataContext> options) : MetadataContext(options);
