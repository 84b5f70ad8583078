using Vedetta.Core.Models;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;
using Vedetta.Storage.DuckDb.Binding;
using Vedetta.Storage.DuckDb.Schema;

namespace Vedetta.Storage.DuckDb.Events;

/// <summary>Counts that rows cannot tell, appended per commit and summed per hour when read.</summary>
internal static class TrafficLog
{
    internal static void Write(Connection connection, ModelTables tables, IReadOnlyList<TrafficCount> counts, long sequence)
    {
        if (counts.Count == 0)
        {
            return;
        }

        using Statement insert = connection.Prepare("INSERT INTO traffic VALUES ($1, $2, $3, $4, $5, $6)");
        foreach (TrafficCount count in counts)
        {
            insert.Bind(1, sequence).Bind(2, tables.Find(count.Model)!.Number).Bind(3, Moments.FirstMicrosecond(count.Hour))
                .Bind(4, count.Duplicates).Bind(5, count.Rejected).Bind(6, count.Late).Execute();
        }
    }

    internal static IReadOnlyList<TrafficCount> Read(Database database, ModelEntry entry, ModelId model, Window span)
    {
        using Connection connection = database.Connect();
        using Statement select = connection.Prepare(
            """
            SELECT hour_at, sum(duplicates)::BIGINT, sum(rejected)::BIGINT, sum(late)::BIGINT FROM traffic
            WHERE model = $1 AND hour_at >= $2 AND hour_at < $3 GROUP BY hour_at ORDER BY hour_at
            """);
        select.Bind(1, entry.Number).Bind(2, Moments.FirstMicrosecond(span.From)).Bind(3, Moments.FirstMicrosecond(span.To));
        using Result result = select.Query();
        var counts = new List<TrafficCount>();
        while (result.Read())
        {
            for (int i = 0; i < result.RowCount; i++)
            {
                counts.Add(new TrafficCount(
                    model, Moments.FromMicroseconds(result.Column<long>(0)[i]), result.Column<long>(1)[i], result.Column<long>(2)[i], result.Column<long>(3)[i]));
            }
        }

        return counts;
    }
}
