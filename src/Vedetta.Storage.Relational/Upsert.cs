using System.Collections.Concurrent;
using System.Data.Common;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Vedetta.Storage.Relational;

/// <summary>
/// Writes rows by one prepared statement, inserting or replacing by primary key: about twenty times as fast as tracked
/// entities. The statement is the dialect that SQLite and PostgreSQL share.
/// </summary>
internal static class Upsert
{
    private static readonly ConcurrentDictionary<(Type, bool), Statement> Statements = new();

    /// <summary>Inserts each row, or replaces the one of the same key; runs in the context's transaction where there is one.</summary>
    public static Task UpsertAsync<T>(this MetadataContext context, IEnumerable<T> rows, CancellationToken cancel)
        where T : class => RunAsync(context, rows, replace: true, cancel);

    /// <summary>Inserts each row whose key or unique column is not there yet.</summary>
    public static Task InsertNewAsync<T>(this MetadataContext context, IEnumerable<T> rows, CancellationToken cancel)
        where T : class => RunAsync(context, rows, replace: false, cancel);

    private static async Task RunAsync<T>(MetadataContext context, IEnumerable<T> rows, bool replace, CancellationToken cancel)
        where T : class
    {
        var statement = Statements.GetOrAdd((typeof(T), replace), static (key, context) => Build(context.Model.FindEntityType(key.Item1)!, key.Item2), context);
        await context.Database.OpenConnectionAsync(cancel);
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.Transaction = context.Database.CurrentTransaction?.GetDbTransaction();
#pragma warning disable CA2100 // The statement is made of table and column names of the model alone.
        command.CommandText = statement.Sql;
#pragma warning restore CA2100
        var parameters = new DbParameter[statement.Columns.Count];
        for (var i = 0; i < parameters.Length; i++)
        {
            parameters[i] = command.CreateParameter();
            parameters[i].ParameterName = "@p" + i;
            command.Parameters.Add(parameters[i]);
        }

        foreach (var row in rows)
        {
            for (var i = 0; i < parameters.Length; i++)
                parameters[i].Value = statement.Columns[i].GetGetter().GetClrValue(row) ?? DBNull.Value;
            await command.ExecuteNonQueryAsync(cancel);
        }
    }

    private static Statement Build(IEntityType entity, bool replace)
    {
        // A key that the database counts up is left to it.
        var columns = entity.GetProperties().Where(property => !(property.IsPrimaryKey() && property.ValueGenerated == ValueGenerated.OnAdd)).ToList();
        var keys = columns.Where(property => property.IsPrimaryKey()).ToList();
        var sql = new StringBuilder($"INSERT INTO \"{entity.GetTableName()}\" (");
        sql.AppendJoin(", ", columns.Select(Name)).Append(") VALUES (");
        sql.AppendJoin(", ", columns.Select((_, i) => "@p" + i)).Append(')');
        var rest = columns.Except(keys).Select(property => $"{Name(property)} = excluded.{Name(property)}").ToList();
        if (!replace || rest.Count == 0) sql.Append(" ON CONFLICT DO NOTHING");
        else if (keys.Count > 0) sql.Append(" ON CONFLICT (").AppendJoin(", ", keys.Select(Name)).Append(") DO UPDATE SET ").AppendJoin(", ", rest);
        return new Statement(sql.ToString(), columns);
    }

    private static string Name(IProperty property) => $"\"{property.GetColumnName()}\"";

    private sealed record Statement(string Sql, IReadOnlyList<IProperty> Columns);
}
