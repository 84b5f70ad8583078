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
    private const string Key = "version, segment_column, segment_value, level, start_at, column_name";
    private const string Columns = Key + ", payload";

    private static readonly DuckDbType[] Types =
    [
        DuckDbType.Varchar, DuckDbType.Varchar, DuckDbType.Varchar, DuckDbType.UTinyInt, DuckDbType.BigInt, DuckDbType.Varchar, DuckDbType.Blob,
    ];

    internal static void Append(Connection writer, ModelEntry entry, IReadOnlyList<ProfileFragment> fragments)
    {
        if (fragments.Count == 0)
        {
            return;
        }

        using Appender appender = writer.Append(entry.Profiles, Types);
        var chunk = new FragmentWriter(appender);
        foreach (ProfileFragment fragment in fragments)
        {
            chunk.Add(fragment.Key, fragment.Payload.Span);
        }

        chunk.Complete();
    }

    internal static List<ProfileFragment> Read(Connection connection, ModelEntry entry, ProfileQuery query, CancellationToken cancel)
    {
        var sql = new StringBuilder($"SELECT {Columns} FROM {entry.Profiles} WHERE level = $1");
        int parameters = 1;
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
        statement.Bind(1, (int)query.Level);
        parameters = 1;
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
        var reader = new FragmentReader(result);
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
        using Statement delete = writer.Prepare(
            $"DELETE FROM {entry.Profiles} WHERE ($1 < 0 OR level = $1) AND start_at >= $2 AND start_at < $3");
        delete.Bind(1, level is { } one ? (int)one : -1)
            .Bind(2, span is { } from ? Moments.FirstMicrosecond(from.From) : long.MinValue)
            .Bind(3, span is { } to ? Moments.FirstMicrosecond(to.To) : long.MaxValue);
        return delete.Execute();
    }

    /// <summary>
    /// Merges the fragments of every key that has several: the writer's transaction deletes them, while the reader still sees
    /// them in its own snapshot, sorted by key, and their whole is appended.
    /// </summary>
    internal static long Compact(
        Connection reader, Connection writer, ModelEntry entry, Func<IReadOnlyList<ReadOnlyMemory<byte>>, ProfileKey, ReadOnlyMemory<byte>> merge,
        CancellationToken cancel)
    {
        string several = $"SELECT {Key} FROM {entry.Profiles} GROUP BY ALL HAVING count(*) > 1";
        using Result result = reader.Query($"SELECT {Columns} FROM {entry.Profiles} SEMI JOIN ({several}) USING ({Key}) ORDER BY {Key}");
        writer.Execute($"DELETE FROM {entry.Profiles} WHERE rowid IN (SELECT f.rowid FROM {entry.Profiles} f SEMI JOIN ({several}) USING ({Key}))");

        long keys = 0;
        var rows = new FragmentReader(result);
        using Appender appender = writer.Append(entry.Profiles, Types);
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
