using System.Globalization;
using System.Text;
using Vedetta.Core.Models;
using Vedetta.Core.Profiles;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;
using Vedetta.Storage.DuckDb.Binding;
using Vedetta.Storage.DuckDb.Events;
using Vedetta.Storage.DuckDb.Schema;

namespace Vedetta.Storage.DuckDb.Profiles;

/// <summary>The statements on a model's table of fragments.</summary>
internal static class FragmentTable
{
    internal static readonly ProfileLevel[] Levels = Enum.GetValues<ProfileLevel>();

    private const string Key = "version, segment_column, segment_value, start_at, column_name";
    private const string Columns = Key + ", payload";

    private static readonly DuckDbType[] Types =
    [
        DuckDbType.Varchar, DuckDbType.Varchar, DuckDbType.Varchar, DuckDbType.BigInt, DuckDbType.Varchar, DuckDbType.Blob,
    ];

    internal static string CreateSql(string table)
        => $"""
            CREATE TABLE {table}(version VARCHAR NOT NULL, segment_column VARCHAR NOT NULL, segment_value VARCHAR NOT NULL,
                start_at BIGINT NOT NULL, column_name VARCHAR NOT NULL, payload BLOB NOT NULL)
            """;

    internal static void Append(Connection writer, ModelEntry entry, IReadOnlyList<ProfileFragment> fragments)
    {
        foreach (IGrouping<ProfileLevel, ProfileFragment> level in fragments.GroupBy(f => f.Key.Level))
        {
            using Appender appender = writer.Append(entry.Profiles(level.Key), Types);
            var chunk = new FragmentWriter(appender);
            foreach (ProfileFragment fragment in level)
            {
                chunk.Add(fragment.Key, fragment.Payload.Span);
            }

            chunk.Complete();
        }
    }

    internal static List<ProfileFragment> Read(Connection connection, ModelEntry entry, ProfileQuery query, CancellationToken cancel)
    {
        var sql = new StringBuilder($"SELECT {Columns} FROM {entry.Profiles(query.Level)} WHERE true");
        int parameters = 0;
        bool hasSpan = query.Level is ProfileLevel.Hour or ProfileLevel.Day or ProfileLevel.Month;
        if (hasSpan)
        {
            sql.Append(CultureInfo.InvariantCulture, $" AND start_at >= ${++parameters} AND start_at < ${++parameters}");
        }

        AppendList(sql, "column_name", query.Columns, ref parameters);
        AppendList(sql, "version", query.Versions, ref parameters);
        if (query.Segment is not null)
        {
            sql.Append(CultureInfo.InvariantCulture, $" AND segment_column = ${++parameters} AND segment_value = ${++parameters}");
        }

        using Statement statement = connection.Prepare(sql.ToString());
        parameters = 0;
        if (hasSpan)
        {
            statement.Bind(++parameters, Moments.FirstMicrosecond(query.Span.From)).Bind(++parameters, Moments.FirstMicrosecond(query.Span.To));
        }

        foreach (string name in (query.Columns ?? []).Concat(query.Versions ?? []))
        {
            statement.Bind(++parameters, name);
        }

        if (query.Segment is { } segment)
        {
            statement.Bind(++parameters, segment.Column).Bind(++parameters, segment.Value);
        }

        using Result result = statement.Query();
        var reader = new FragmentReader(result, query.Level);
        var fragments = new List<ProfileFragment>();
        while (reader.Read())
        {
            cancel.ThrowIfCancellationRequested();
            fragments.Add(new ProfileFragment(reader.Key(), reader.Payload()));
        }

        return fragments;
    }

    internal static long Delete(Connection writer, ModelEntry entry, ProfileLevel? level, Window? span)
    {
        long deleted = 0;
        foreach (ProfileLevel one in level is { } only ? [only] : Levels)
        {
            using Statement delete = writer.Prepare($"DELETE FROM {entry.Profiles(one)} WHERE start_at >= $1 AND start_at < $2");
            deleted += delete.Bind(1, span is { } from ? Moments.FirstMicrosecond(from.From) : long.MinValue)
                .Bind(2, span is { } to ? Moments.FirstMicrosecond(to.To) : long.MaxValue)
                .Execute();
        }

        return deleted;
    }

    /// <summary>
    /// Merges the fragments of every key that has several: the writer's transaction deletes them, while the reader still sees
    /// them in its own snapshot, sorted by key, and their whole is appended.
    /// </summary>
    internal static long Compact(
        Connection reader, Connection writer, ModelEntry entry, ProfileLevel level, Func<IReadOnlyList<ReadOnlyMemory<byte>>, ProfileKey, ReadOnlyMemory<byte>> merge,
        CancellationToken cancel)
    {
        string table = entry.Profiles(level);
        string several = $"SELECT {Key} FROM {table} GROUP BY ALL HAVING count(*) > 1";
        using Result result = reader.Query($"SELECT {Columns} FROM {table} SEMI JOIN ({several}) USING ({Key}) ORDER BY {Key}");
        writer.Execute($"DELETE FROM {table} WHERE rowid IN (SELECT f.rowid FROM {table} f SEMI JOIN ({several}) USING ({Key}))");

        long keys = 0;
        var rows = new FragmentReader(result, level);
        using Appender appender = writer.Append(table, Types);
        var chunk = new FragmentWriter(appender);
        var parts = new List<ReadOnlyMemory<byte>>();
        ProfileKey current = default;
        while (rows.Read())
        {
            cancel.ThrowIfCancellationRequested();
            ProfileKey key = rows.Key();
            if (parts.Count > 0 && key != current)
            {
                chunk.Add(current, merge(parts, current).Span);
                parts.Clear();
                keys++;
            }

            current = key;
            parts.Add(rows.Payload());
        }

        if (parts.Count > 0)
        {
            chunk.Add(current, merge(parts, current).Span);
            keys++;
        }

        chunk.Complete();
        return keys;
    }

    private static void AppendList(StringBuilder sql, string column, IReadOnlyList<string>? values, ref int parameters)
    {
        if (values is null)
        {
            return;
        }

        if (values.Count == 0)
        {
            sql.Append(" AND false");
            return;
        }

        sql.Append(CultureInfo.InvariantCulture, $" AND {column} IN (");
        for (int i = 0; i < values.Count; i++)
        {
            sql.Append(i == 0 ? "" : ", ").Append('$').Append(++parameters);
        }

        sql.Append(')');
    }
}
