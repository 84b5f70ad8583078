using System.Runtime.InteropServices;
using Vedetta.Core.Ingestion.Buffers;
using Vedetta.Core.Models;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Ingestion.Parsing;

/// <summary>
/// Hashes of what rows say: the sum over their values of a hash of value and name, so that neither the order of columns
/// nor columns without a value matter. Id, receive time and a time that was made here are no part of it.
/// </summary>
internal static class RowHashes
{
    /// <summary>Fills the row hashes of a batch.</summary>
    /// <param name="batch">Every buffer as long as the batch.</param>
    /// <param name="atGiven">Whether each row named its time; null when all did.</param>
    public static void Fill(PredictionBatch batch, IReadOnlyList<bool>? atGiven)
    {
        CollectionsMarshal.SetCount(batch.RowHash, batch.Count);
        var hashes = CollectionsMarshal.AsSpan(batch.RowHash);
        hashes.Clear();
        var at = Salt(100, "");
        for (var i = 0; i < hashes.Length; i++)
            if (atGiven is null || atGiven[i]) hashes[i] += XxHash64.Mix(at ^ (ulong)batch.At[i]);
        Add(hashes, batch.Version, Salt(101, ""));
        Add(hashes, batch.Score, Salt(102, ""));
        Add(hashes, batch.Prediction, Salt(103, ""));
        Add(hashes, batch.PredictedValue, Salt(104, ""));
        Add(hashes, batch.Decision, Salt(105, ""));
        Add(hashes, batch.Variant, Salt(106, ""));
        Add(hashes, batch.Subject, Salt(107, ""));
        Add(hashes, batch.Amount, Salt(108, ""));
        Add(hashes, batch.LatencyMs, Salt(109, ""));
        Add(hashes, batch.Error, Salt(110, ""));
        Add(hashes, batch.Extra, Salt(111, ""));
        foreach (var column in batch.Columns)
        {
            var salt = Salt((int)column.Stored.Family, column.Stored.Name);
            if (column.Numbers is { } numbers) Add(hashes, numbers, salt);
            else if (column.Categories is { } categories) Add(hashes, categories, salt);
            else Add(hashes, column.Texts!, salt);
        }
    }

    private static ulong Salt(int family, string name) =>
        XxHash64.Mix(((ulong)family << 32) ^ XxHash64.Of(System.Text.Encoding.UTF8.GetBytes(name)));

    private static void Add(Span<ulong> hashes, NumericBuffer column, ulong salt)
    {
        var values = column.Values;
        for (var i = 0; i < values.Length && i < hashes.Length; i++)
            if (!NumericValue.IsMissing(values[i])) hashes[i] += XxHash64.Mix(salt ^ BitConverter.DoubleToUInt64Bits(values[i]));
    }

    private static void Add(Span<ulong> hashes, CategoryBuffer column, ulong salt)
    {
        var codes = column.Codes;
        if (codes.IsEmpty) return;
        var byCode = new ulong[column.Dictionary.Count];
        for (var c = 0; c < byCode.Length; c++) byCode[c] = XxHash64.Mix(salt ^ XxHash64.Of(System.Text.Encoding.UTF8.GetBytes(column.Dictionary[c])));
        var invalid = XxHash64.Mix(salt ^ 1);
        for (var i = 0; i < codes.Length && i < hashes.Length; i++)
        {
            if (codes[i] >= 0) hashes[i] += byCode[codes[i]];
            else if (codes[i] == CategoryBuffer.Invalid) hashes[i] += invalid;
        }
    }

    private static void Add(Span<ulong> hashes, TextBuffer column, ulong salt)
    {
        for (var i = 0; i < column.Count && i < hashes.Length; i++)
            if (column.Has(i)) hashes[i] += XxHash64.Mix(salt ^ XxHash64.Of(column.Utf8(i)));
    }
}
