using System.Globalization;
using System.Text;

namespace Vedetta.Benchmarks.Ingest;

/// <summary>
/// The rows of the measurement, the same for server and bare appender: 20 numbers (counts, amounts, ratios) and 5 categories,
/// with score, prediction and decision. Ids are put in where rows are used.
/// </summary>
internal sealed class IngestRows
{
    /// <summary>Columns of numbers.</summary>
    public const int Numbers = 20;

    /// <summary>Columns of categories.</summary>
    public const int Categories = 5;

    /// <summary>Digits of an id, behind its prefix.</summary>
    public const int IdDigits = 12;

    /// <summary>What every id begins with.</summary>
    public const string IdPrefix = "request-";

    private static readonly string[] Regions = ["bishkek", "osh", "naryn", "talas", "batken", "chuy", "jalal-abad region", "issyk-kul region"];

    private IngestRows(int count)
    {
        Count = count;
        Values = [.. Enumerable.Range(0, Numbers).Select(_ => new double[count])];
        Texts = [.. Enumerable.Range(0, Categories).Select(_ => new string[count])];
        Score = new double[count];
    }

    /// <summary>How many rows.</summary>
    public int Count { get; }

    /// <summary>Numbers by column and row.</summary>
    public double[][] Values { get; }

    /// <summary>Categories by column and row.</summary>
    public string[][] Texts { get; }

    /// <summary>Scores by row.</summary>
    public double[] Score { get; }

    /// <summary>Rows of a seed.</summary>
    public static IngestRows Make(int count, int seed)
    {
        var random = new Random(seed);
        var rows = new IngestRows(count);
        for (var row = 0; row < count; row++)
        {
            for (var column = 0; column < Numbers; column++)
            {
                rows.Values[column][row] = (column % 4) switch
                {
                    0 => random.Next(18, 80),
                    1 => Math.Round(20_000 * Math.Exp(random.NextDouble() + random.NextDouble() - 1), 2),
                    2 => Math.Round(random.NextDouble(), 4),
                    _ => Math.Round(random.NextDouble() * 1_000, 3),
                };
            }

            for (var column = 0; column < Categories; column++) rows.Texts[column][row] = Regions[random.Next(Regions.Length)];
            rows.Score[row] = Math.Round(random.NextDouble(), 6);
        }

        return rows;
    }

    /// <summary>The prediction of a row.</summary>
    public string Prediction(int row) => Score[row] > 0.5 ? "1" : "0";

    /// <summary>The decision of a row.</summary>
    public string Decision(int row) => Score[row] > 0.5 ? "reject" : "approve";

    /// <summary>The rows as NDJSON, and where the digits of each id stand in it.</summary>
    public (byte[] Body, int[] Ids) ToNdJson(DateTimeOffset from)
    {
        var text = new StringBuilder();
        var ids = new int[Count];
        for (var row = 0; row < Count; row++)
        {
            text.Append("{\"id\":\"").Append(IdPrefix);
            ids[row] = text.Length;
            text.Append('0', IdDigits);
            text.Append(CultureInfo.InvariantCulture, $"\",\"at\":\"{from.AddMilliseconds(row * 37):yyyy-MM-dd'T'HH:mm:ss.fff'Z'}\",\"version\":\"3\",\"features\":{{");
            for (var column = 0; column < Numbers; column++) text.Append(CultureInfo.InvariantCulture, $"\"number_{column}\":{Values[column][row]:R},");
            for (var column = 0; column < Categories; column++) text.Append(CultureInfo.InvariantCulture, $"\"category_{column}\":\"{Texts[column][row]}\"{(column == Categories - 1 ? "" : ",")}");
            text.Append(CultureInfo.InvariantCulture, $"}},\"score\":{Score[row]:R},\"prediction\":{Prediction(row)},\"decision\":\"{Decision(row)}\"}}\n");
        }

        return (Encoding.ASCII.GetBytes(text.ToString()), ids);
    }

    /// <summary>What the server is told about the model.</summary>
    public static string Description()
    {
        var columns = Enumerable.Range(0, Numbers).Select(i => string.Create(CultureInfo.InvariantCulture, $"{{\"name\":\"number_{i}\",\"type\":\"numeric\"}}"))
            .Concat(Enumerable.Range(0, Categories).Select(i => string.Create(CultureInfo.InvariantCulture, $"{{\"name\":\"category_{i}\",\"type\":\"categorical\"}}")));
        return "{\"task\":\"binary\",\"schema\":{\"columns\":[" + string.Join(',', columns) + "]}}";
    }
}
