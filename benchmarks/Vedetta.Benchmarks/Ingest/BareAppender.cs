using System.Diagnostics;
using System.Globalization;
using System.Text;
using Vedetta.Storage.DuckDb.Binding;

namespace Vedetta.Benchmarks.Ingest;

/// <summary>The least such rows can cost: DuckDB's data-chunk appender on the columns of the server's table, then a checkpoint.</summary>
internal static class BareAppender
{
    private const string Fixed =
        """
        seq BIGINT NOT NULL, id VARCHAR, id_hash UBIGINT NOT NULL, row_hash UBIGINT NOT NULL, event_at BIGINT NOT NULL,
        received_at BIGINT NOT NULL, version VARCHAR, score DOUBLE, prediction VARCHAR, predicted_value DOUBLE, decision VARCHAR,
        variant VARCHAR, subject VARCHAR, amount DOUBLE, latency_ms DOUBLE, error VARCHAR, extra VARCHAR, invalid BLOB
        """;

    private static readonly DuckDbType[] FixedTypes =
    [
        DuckDbType.BigInt, DuckDbType.Varchar, DuckDbType.UBigInt, DuckDbType.UBigInt, DuckDbType.BigInt, DuckDbType.BigInt,
        DuckDbType.Varchar, DuckDbType.Double, DuckDbType.Varchar, DuckDbType.Double, DuckDbType.Varchar, DuckDbType.Varchar,
        DuckDbType.Varchar, DuckDbType.Double, DuckDbType.Double, DuckDbType.Varchar, DuckDbType.Varchar, DuckDbType.Blob,
    ];

    private static readonly int[] Empty = [9, 11, 12, 13, 14, 15, 16, 17];

    /// <summary>Processor seconds of so many rows, committed in groups.</summary>
    public static double Measure(int rows, int group)
    {
        var folder = Directory.CreateTempSubdirectory("vedetta-bare-");
        try
        {
            var source = IngestRows.Make(group, 1);
            var texts = source.Texts.Select(column => column.Select(Encoding.UTF8.GetBytes).ToArray()).ToArray();
            using var database = Database.Open(Path.Combine(folder.FullName, "bare.duckdb"), new DatabaseOptions { Threads = Math.Max(1, Environment.ProcessorCount / 2), CheckpointThreshold = 192 << 20 });
            using var connection = database.Connect();
            var columns = string.Join(", ", Enumerable.Range(0, IngestRows.Numbers).Select(i => $"n{i.ToString(CultureInfo.InvariantCulture)} DOUBLE")
                .Concat(Enumerable.Range(0, IngestRows.Categories).Select(i => $"t{i.ToString(CultureInfo.InvariantCulture)} VARCHAR")));
            connection.Execute($"CREATE TABLE rows({Fixed}, {columns})");
            DuckDbType[] types = [.. FixedTypes, .. Enumerable.Repeat(DuckDbType.Double, IngestRows.Numbers), .. Enumerable.Repeat(DuckDbType.Varchar, IngestRows.Categories)];
            using var self = Process.GetCurrentProcess();
            var before = self.TotalProcessorTime;
            for (var done = 0; done < rows; done += group) Commit(connection, types, source, texts, done);
            connection.Execute("CHECKPOINT");
            self.Refresh();
            return (self.TotalProcessorTime - before).TotalSeconds;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Commit(Connection connection, DuckDbType[] types, IngestRows source, byte[][][] texts, long first)
    {
        connection.Begin();
        using (var appender = connection.Append("rows", types))
        {
            for (var start = 0; start < source.Count; start += Appender.Capacity)
            {
                var count = Math.Min(Appender.Capacity, source.Count - start);
                Fill(appender, source, texts, start, count, first);
                appender.Append(count);
            }

            appender.Complete();
        }

        connection.Commit();
    }

    private static void Fill(Appender appender, IngestRows source, byte[][][] texts, int start, int count, long first)
    {
        appender.Column<long>(0)[..count].Fill(first);
        Span<byte> id = stackalloc byte[IngestRows.IdPrefix.Length + IngestRows.IdDigits];
        Encoding.ASCII.GetBytes(IngestRows.IdPrefix, id);
        for (var row = 0; row < count; row++)
        {
            var number = first + start + row;
            System.Buffers.Text.Utf8Formatter.TryFormat(number, id[IngestRows.IdPrefix.Length..], out _, new System.Buffers.StandardFormat('D', IngestRows.IdDigits));
            appender.SetBytes(1, row, id);
            appender.Column<ulong>(2)[row] = (ulong)number * 0x9E3779B97F4A7C15;
            appender.Column<ulong>(3)[row] = (ulong)number * 0xC2B2AE3D27D4EB4F;
            appender.Column<long>(4)[row] = 1_767_225_600_000_000 + (number * 37_000);
            appender.SetBytes(6, row, "3"u8);
            appender.SetBytes(8, row, source.Score[start + row] > 0.5 ? "1"u8 : "0"u8);
            appender.SetBytes(10, row, source.Score[start + row] > 0.5 ? "reject"u8 : "approve"u8);
        }

        appender.Column<long>(5)[..count].Fill(1_767_225_600_000_000 + first);
        source.Score.AsSpan(start, count).CopyTo(appender.Column<double>(7));
        foreach (var column in Empty) appender.Validity(column)[..((count + 63) / 64)].Clear();
        for (var column = 0; column < IngestRows.Numbers; column++)
            source.Values[column].AsSpan(start, count).CopyTo(appender.Column<double>(FixedTypes.Length + column));
        for (var column = 0; column < IngestRows.Categories; column++)
            for (var row = 0; row < count; row++) appender.SetBytes(FixedTypes.Length + IngestRows.Numbers + column, row, texts[column][start + row]);
    }
}
