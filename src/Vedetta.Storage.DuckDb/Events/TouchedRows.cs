using Vedetta.Storage.DuckDb.Binding;
using Vedetta.Storage.DuckDb.Schema;

namespace Vedetta.Storage.DuckDb.Events;

/// <summary>Finds the quarters of an hour whose predictions, or their outcomes, are new since a commit.</summary>
internal static class TouchedRows
{
    private const long Quarter = 900_000_000;

    internal static List<DateTimeOffset> Read(Database database, ModelEntry model, long afterSequence)
    {
        using Connection connection = database.Connect();
        using Statement statement = connection.Prepare(
            $"""
            SELECT event_at // {Quarter} AS quarter FROM {model.Predictions} WHERE seq > $1
            UNION
            SELECT event_at // {Quarter} FROM {model.Predictions} WHERE id_hash IN (SELECT id_hash FROM {model.Outcomes} WHERE seq > $1)
            ORDER BY quarter
            """);
        using Result result = statement.Bind(1, afterSequence).Query();
        var touched = new List<DateTimeOffset>();
        while (result.Read())
        {
            foreach (long quarter in result.Column<long>(0))
            {
                touched.Add(Moments.FromMicroseconds(quarter * Quarter));
            }
        }

        return touched;
    }
}
