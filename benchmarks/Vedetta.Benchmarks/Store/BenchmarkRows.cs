using System.Globalization;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;

namespace Vedetta.Benchmarks.Store;

/// <summary>Makes rows with 20 numbers and 5 categories, the same for the same seed.</summary>
internal sealed class BenchmarkRows(int seed)
{
    private static readonly string[] Regions = ["bishkek", "osh", "naryn", "talas", "batken", "chuy", "jalal-abad region", "issyk-kul region"];
    private readonly Random _random = new(seed);
    private long _next;

    internal PredictionBatch Next(int rows)
    {
        var batch = new PredictionBatch();
        for (int i = 0; i < 25; i++)
        {
            batch.AddColumn(new StoredColumn(i, ColumnFamily.Feature, string.Create(CultureInfo.InvariantCulture, $"f{i}"), i < 20 ? ValueKind.Number : ValueKind.Category));
        }

        for (int row = 0; row < rows; row++)
        {
            long number = _next++;
            batch.Id.Add(string.Create(CultureInfo.InvariantCulture, $"request-{number:D12}"));
            batch.IdHash.Add((ulong)_random.NextInt64());
            batch.RowHash.Add((ulong)_random.NextInt64());
            batch.At.Add(1_767_225_600_000_000 + (number * 1_000_000));
            batch.ReceivedAt.Add(1_767_225_600_500_000 + (number * 1_000_000));
            batch.Version.Add("3");
            batch.Score.Add(_random.NextDouble());
            batch.Prediction.Add(_random.Next(10) == 0 ? "1" : "0");
            batch.Decision.Add(_random.Next(3) == 0 ? "reject" : "approve");
            foreach (BatchColumn column in batch.Columns)
            {
                column.Numbers?.Add(_random.NextDouble() * 1000);
                column.Categories?.Add(Regions[_random.Next(Regions.Length)]);
            }

            batch.Count++;
        }

        batch.PredictedValue.PadTo(rows, Statistics.Profiles.NumericValue.Missing);
        batch.Amount.PadTo(rows, Statistics.Profiles.NumericValue.Missing);
        batch.LatencyMs.PadTo(rows, 12.5);
        batch.Variant.PadTo(rows);
        batch.Subject.PadTo(rows);
        batch.Error.PadTo(rows);
        batch.Extra.PadTo(rows);
        return batch;
    }
}
