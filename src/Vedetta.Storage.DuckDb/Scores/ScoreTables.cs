using System.Globalization;
using System.Text;
using Vedetta.Core.Profiles;
using Vedetta.Core.Quality.Scores;
using Vedetta.Storage.DuckDb.Binding;
using Vedetta.Storage.DuckDb.Events;
using Vedetta.Storage.DuckDb.Schema;

namespace Vedetta.Storage.DuckDb.Scores;

/// <summary>The statements on a model's tables of score profiles.</summary>
internal static class ScoreTables
{
    internal static readonly ScoreLevel[] Levels = Enum.GetValues<ScoreLevel>();

    private const long ChunkBytes = 8 << 20;
    private const string Columns = "version, segment_column, segment_value, start_at, outcome, row_count, matures_at, payload";

    private static readonly DuckDbType[] Types =
    [
        DuckDbType.Varchar, DuckDbType.Varchar, DuckDbType.Varchar, DuckDbType.BigInt, DuckDbType.Varchar, DuckDbType.BigInt, DuckDbType.BigInt, DuckDbType.Blob,
    ];

    internal static string CreateSql(ModelEntry entry)
        => string.Join('\n', Levels.Select(level =>
            $"""
            CREATE TABLE {entry.Scores(level)}(version VARCHAR NOT NULL, segment_column VARCHAR NOT NULL, segment_value VARCHAR NOT NULL,
                start_at BIGINT NOT NULL, outcome VARCHAR NOT NULL, row_count BIGINT NOT NULL, matures_at BIGINT NOT NULL, payload BLOB NOT NULL);
            """).Append($"CREATE TABLE {entry.ScoreMark}(seq BIGINT NOT NULL, rules VARCHAR NOT NULL, refs VARCHAR NOT NULL);"));

    internal static string DropSql(ModelEntry entry)
        => string.Join('\n', Levels.Select(level => $"DROP TABLE {entry.Scores(level)};").Append($"DROP TABLE {entry.ScoreMark};"));

    internal static void Delete(Connection writer, ModelEntry entry, ScoreLevel level, IEnumerable<DateTimeOffset> starts)
    {
        using Statement delete = writer.Prepare($"DELETE FROM {entry.Scores(level)} WHERE start_at = $1");
        foreach (DateTimeOffset start in starts)
        {
            delete.Bind(1, Moments.FirstMicrosecond(start)).Execute();
        }
    }

    internal static void Append(Connection writer, ModelEntry entry, ScoreLevel level, IEnumerable<ScoreFragment> fragments)
    {
        using Appender appender = writer.Append(entry.Scores(level), Types);
        int row = 0;
        long bytes = 0;
        foreach (ScoreFragment fragment in fragments)
        {
            SetText(appender, 0, row, fragment.Key.Version);
            SetText(appender, 1, row, fragment.Key.Segment.Column);
            SetText(appender, 2, row, fragment.Key.Segment.Value);
            appender.Column<long>(3)[row] = Moments.FirstMicrosecond(fragment.Key.Start);
            SetText(appender, 4, row, fragment.Key.Outcome);
            appender.Column<long>(5)[row] = fragment.Rows;
            appender.Column<long>(6)[row] = fragment.MaturesAt is { } at ? Moments.FirstMicrosecond(at) : long.MaxValue;
            appender.SetBytes(7, row, fragment.Payload.Span);
            bytes += fragment.Payload.Length;
            if (++row == Appender.Capacity || bytes > ChunkBytes)
            {
                appender.Append(row);
                (row, bytes) = (0, 0);
            }
        }

        if (row > 0)
        {
            appender.Append(row);
        }

        appender.Complete();
    }

    internal static void Mark(Connection writer, ModelEntry entry, ScoreMark mark)
    {
        writer.Execute($"DELETE FROM {entry.ScoreMark}");
        using Statement insert = writer.Prepare($"INSERT INTO {entry.ScoreMark} VALUES ($1, $2, $3)");
        insert.Bind(1, mark.Sequence).Bind(2, mark.Rules).Bind(3, mark.References).Execute();
    }

    internal static ScoreMark? ReadMark(Connection connection, ModelEntry entry)
    {
        using Result result = connection.Query($"SELECT seq, rules, refs FROM {entry.ScoreMark}");
        return result.Read() ? new ScoreMark(result.Column<long>(0)[0], result.Text(1, 0)!, result.Text(2, 0)!) : null;
    }

    internal static List<ScoreFragment> Read(Connection connection, ModelEntry entry, ScoreProfileQuery query, CancellationToken cancel)
    {
        var sql = new StringBuilder($"SELECT {Columns} FROM {entry.Scores(query.Level)} WHERE true");
        int parameters = 0;
        bool hasSpan = query.Level != ScoreLevel.Reference;
        if (hasSpan)
        {
            sql.Append(CultureInfo.InvariantCulture, $" AND start_at >= ${++parameters} AND start_at < ${++parameters}");
        }

        if (query.Outcomes is { } outcomes)
        {
            sql.Append(" AND outcome IN (").AppendJoin(", ", outcomes.Select(_ => string.Create(CultureInfo.InvariantCulture, $"${++parameters}"))).Append(')');
        }

        if (query.Version is not null)
        {
            sql.Append(CultureInfo.InvariantCulture, $" AND version = ${++parameters}");
        }

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

        foreach (string outcome in query.Outcomes ?? [])
        {
            statement.Bind(++parameters, outcome);
        }

        if (query.Version is { } version)
        {
            statement.Bind(++parameters, version);
        }

        if (query.Segment is { } segment)
        {
            statement.Bind(++parameters, segment.Column).Bind(++parameters, segment.Value);
        }

        return Fragments(statement, query.Level, cancel);
    }

    internal static List<ScoreDay> ReadDays(Connection connection, ModelEntry entry)
    {
        using Result result = connection.Query(
            $"""
            SELECT start_at, coalesce(sum(row_count) FILTER (outcome = ''), 0)::BIGINT, min(matures_at)
            FROM {entry.Scores(ScoreLevel.Day)} WHERE segment_column = '' GROUP BY start_at ORDER BY start_at
            """);
        var days = new List<ScoreDay>();
        while (result.Read())
        {
            for (int i = 0; i < result.RowCount; i++)
            {
                long matures = result.Column<long>(2)[i];
                days.Add(new ScoreDay(
                    Moments.FromMicroseconds(result.Column<long>(0)[i]), result.Column<long>(1)[i], matures == long.MaxValue ? null : Moments.FromMicroseconds(matures)));
            }
        }

        return days;
    }

    internal static List<SegmentKey> ReadSegments(Connection connection, ModelEntry entry)
    {
        using Result result = connection.Query(string.Join(
            " UNION ", Levels.Select(level => $"SELECT segment_column, segment_value FROM {entry.Scores(level)} WHERE segment_column <> ''")) + " ORDER BY ALL");
        var segments = new List<SegmentKey>();
        while (result.Read())
        {
            for (int i = 0; i < result.RowCount; i++)
            {
                segments.Add(new SegmentKey(result.Text(0, i)!, result.Text(1, i)!));
            }
        }

        return segments;
    }

    private static List<ScoreFragment> Fragments(Statement statement, ScoreLevel level, CancellationToken cancel)
    {
        using Result result = statement.Query();
        var fragments = new List<ScoreFragment>();
        while (result.Read())
        {
            cancel.ThrowIfCancellationRequested();
            for (int i = 0; i < result.RowCount; i++)
            {
                var key = new ScoreProfileKey(
                    level, Moments.FromMicroseconds(result.Column<long>(3)[i]), result.Text(0, i)!, new SegmentKey(result.Text(1, i)!, result.Text(2, i)!), result.Text(4, i)!);
                long matures = result.Column<long>(6)[i];
                fragments.Add(new ScoreFragment(
                    key, result.Column<long>(5)[i], matures == long.MaxValue ? null : Moments.FromMicroseconds(matures), result.Bytes(7, i).ToArray()));
            }
        }

        return fragments;
    }

    private static void SetText(Appender appender, int column, int row, string text) => appender.SetBytes(column, row, Encoding.UTF8.GetBytes(text));
}
