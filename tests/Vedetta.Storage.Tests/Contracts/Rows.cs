using System.Globalization;
using System.Text;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Ingestion.Buffers;
using Vedetta.Core.Models;
using Vedetta.Core.Storage;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Storage.Tests.Contracts;

/// <summary>Makes batches whose every value follows from the number of the row, and reads them back as comparable texts.</summary>
internal static class Rows
{
    internal static readonly StoredColumn Income = new(0, ColumnFamily.Feature, "income", ValueKind.Number);
    internal static readonly StoredColumn Region = new(1, ColumnFamily.Feature, "region\"; DROP TABLE models; --", ValueKind.Category);
    internal static readonly StoredColumn Note = new(2, ColumnFamily.Tag, "примечание 🗒", ValueKind.Text);
    internal static readonly StoredColumn Late = new(3, ColumnFamily.Probability, "late", ValueKind.Number);
    internal static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Texts that break naive stores: quotes, zero bytes, other scripts, lengths around the engine's 12 bytes.</summary>
    private static readonly string[] HostileTexts =
        ["", "a", "twelve bytes", "thirteen byte", "Ысык-Көл", "'; DROP TABLE p1; --", "nul\0inside", "🏔️ 山", "line\nbreak\ttab", new string('x', 300), "\u202eright to left", "NULL"];

    private static readonly double[] HostileNumbers =
        [0, 1.5, -2.25, double.MaxValue, double.Epsilon, double.PositiveInfinity, double.NegativeInfinity, double.NaN, NumericValue.Missing, NumericValue.Invalid, 0.1 + 0.2];

    internal static PredictionBatch Batch(int first, int count, params StoredColumn[] columns)
    {
        var batch = new PredictionBatch();
        foreach (StoredColumn column in columns)
        {
            batch.AddColumn(column);
        }

        for (int i = first; i < first + count; i++)
        {
            string id = $"id-{i}";
            batch.Id.Add(id);
            batch.IdHash.Add(Hash(id));
            batch.RowHash.Add((ulong)i * 3);
            batch.At.Add(Micros(Start.AddMinutes(i)));
            batch.ReceivedAt.Add(Micros(Start.AddMinutes(i).AddSeconds(1)));
            batch.Version.Add(i % 4 == 0 ? null : $"v{i % 3}");
            batch.Score.Add(Number(i));
            batch.PredictedValue.Add(Number(i + 1));
            batch.Amount.Add(Number(i + 2));
            batch.LatencyMs.Add(Number(i + 3));
            Category(batch.Prediction, i);
            Category(batch.Decision, i + 1);
            Category(batch.Variant, i + 2);
            batch.Subject.Add(i % 5 == 0 ? null : Text(i));
            batch.Error.Add(i % 7 == 0 ? Text(i) : null);
            batch.Extra.Add(i % 11 == 0 ? """{"unknown":{"x":1}}""" : null);
            foreach (BatchColumn column in batch.Columns)
            {
                int seed = i + column.Stored.Ordinal;
                column.Numbers?.Add(Number(seed));
                if (column.Categories is { } categories)
                {
                    Category(categories, seed);
                }

                column.Texts?.Add(seed % 6 == 0 ? null : Text(seed));
            }

            batch.Count++;
        }

        return batch;
    }

    internal static OutcomeBatch Outcomes(int first, int count)
    {
        var batch = new OutcomeBatch();
        for (int i = first; i < first + count; i++)
        {
            string id = $"id-{i}";
            batch.Id.Add(id);
            batch.IdHash.Add(Hash(id));
            batch.Outcome.Add(i % 2 == 0 ? "label" : "revenue");
            Category(batch.Label, i);
            batch.Value.Add(Number(i));
            batch.At.Add(Micros(Start.AddDays(30).AddMinutes(i)));
            batch.ReceivedAt.Add(Micros(Start.AddDays(31).AddMinutes(i)));
            batch.Source.Add("system");
            batch.Count++;
        }

        return batch;
    }

    /// <summary>Any 64-bit hash serves the stores; this one is FNV-1a.</summary>
    internal static ulong Hash(string id)
    {
        ulong hash = 14695981039346656037;
        foreach (byte b in Encoding.UTF8.GetBytes(id))
        {
            hash = unchecked((hash ^ b) * 1099511628211);
        }

        return hash;
    }

    internal static long Micros(DateTimeOffset at) => (at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>Every row of a scan as one text, in the order given; columns by name.</summary>
    internal static async Task<List<string>> ReadAsync(IEventStore store, ModelId model, RowScan scan)
    {
        var rows = new List<string>();
        await foreach (PredictionBatch batch in store.ScanAsync(model, scan, TestContext.Current.CancellationToken))
        {
            rows.AddRange(Describe(batch));
        }

        return rows;
    }

    internal static IEnumerable<string> Describe(PredictionBatch batch)
    {
        for (int i = 0; i < batch.Count; i++)
        {
            var text = new StringBuilder();
            text.Append(CultureInfo.InvariantCulture, $"{batch.Id[i]}|{batch.IdHash[i]}|{batch.RowHash[i]}|{batch.At[i]}|{batch.ReceivedAt[i]}|{Show(batch.Version, i)}|");
            text.Append(CultureInfo.InvariantCulture, $"{Show(batch.Score, i)}|{Show(batch.Prediction, i)}|{Show(batch.PredictedValue, i)}|{Show(batch.Decision, i)}|{Show(batch.Variant, i)}|");
            text.Append(CultureInfo.InvariantCulture, $"{batch.Subject[i] ?? "(missing)"}|{Show(batch.Amount, i)}|{Show(batch.LatencyMs, i)}|{batch.Error[i] ?? "(missing)"}|{batch.Extra[i] ?? "(missing)"}");
            foreach (BatchColumn column in batch.Columns)
            {
                text.Append(CultureInfo.InvariantCulture, $"|{column.Stored.Name}=");
                text.Append(column.Numbers is { } numbers ? Show(numbers, i) : column.Categories is { } categories ? Show(categories, i) : column.Texts![i] ?? "(missing)");
            }

            yield return text.ToString();
        }
    }

    internal static IEnumerable<string> Describe(OutcomeBatch batch)
    {
        for (int i = 0; i < batch.Count; i++)
        {
            yield return $"{batch.Id[i]}|{batch.IdHash[i]}|{Show(batch.Outcome, i)}|{Show(batch.Label, i)}|{Show(batch.Value, i)}|{batch.At[i]}|{batch.ReceivedAt[i]}|{Show(batch.Source, i)}";
        }
    }

    private static double Number(int i) => i % 3 == 0 ? HostileNumbers[i / 3 % HostileNumbers.Length] : i * 0.37;

    private static string Text(int i) => i % 2 == 0 ? HostileTexts[i / 2 % HostileTexts.Length] : $"text {i}";

    private static void Category(CategoryBuffer buffer, int i)
    {
        switch (i % 13)
        {
            case 0: buffer.AddCode(CategoryBuffer.Missing); break;
            case 1: buffer.AddCode(CategoryBuffer.Invalid); break;
            default: buffer.Add(HostileTexts[i % HostileTexts.Length]); break;
        }
    }

    private static string Show(NumericBuffer buffer, int row)
        => NumericValue.IsMissing(buffer[row]) ? "(missing)" : NumericValue.IsInvalid(buffer[row]) ? "(invalid)" : buffer[row].ToString("R", CultureInfo.InvariantCulture);

    private static string Show(CategoryBuffer buffer, int row) => buffer.Codes[row] switch
    {
        CategoryBuffer.Missing => "(missing)",
        CategoryBuffer.Invalid => "(invalid)",
        var code => buffer.Dictionary[code],
    };
}
