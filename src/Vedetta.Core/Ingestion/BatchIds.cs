using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text;
using Vedetta.Core.Ingestion.Buffers;
using Vedetta.Core.Ingestion.Parsing;

namespace Vedetta.Core.Ingestion;

/// <summary>Fills ids, their hashes and times of batches built elsewhere.</summary>
internal static class BatchIds
{
    /// <summary>Makes ids for rows without one and hashes for all; answers the ids made.</summary>
    public static IReadOnlyList<string> Fill(PredictionBatch rows, DateTimeOffset now, Func<DateTimeOffset, Guid> newId)
    {
        var made = new List<string>();
        var lacking = false;
        for (var i = 0; i < rows.Count; i++) lacking |= !rows.Id.Has(i);
        if (lacking) Make(rows, now, newId, made);
        CollectionsMarshal.SetCount(rows.IdHash, rows.Count);
        for (var i = 0; i < rows.Count; i++) rows.IdHash[i] = XxHash64.Of(rows.Id.Utf8(i));
        for (var i = rows.At.Count; i < rows.Count; i++) rows.At.Add(EventTime.Micros(now));
        for (var i = rows.ReceivedAt.Count; i < rows.Count; i++) rows.ReceivedAt.Add(EventTime.Micros(now));
        return made;
    }

    private static void Make(PredictionBatch rows, DateTimeOffset now, Func<DateTimeOffset, Guid> newId, List<string> made)
    {
        var ids = new TextBuffer();
        Span<byte> text = stackalloc byte[32];
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows.Id.Has(i))
            {
                ids.Add(rows.Id.Utf8(i));
                continue;
            }

            Utf8Formatter.TryFormat(newId(now), text, out _, 'N');
            ids.Add(text);
            if (made.Count < PredictionWriter.IdsAnswered) made.Add(Encoding.UTF8.GetString(text));
        }

        rows.Id.Clear();
        for (var i = 0; i < rows.Count; i++) rows.Id.Add(ids.Utf8(i));
    }
}
