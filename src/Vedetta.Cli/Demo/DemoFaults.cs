using System.Globalization;
using System.Text;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;

namespace Vedetta.Cli.Demo;

/// <summary>What goes wrong on the way in every real world: rows that cannot be read, clocks that are wrong, rows sent twice.</summary>
internal static class DemoFaults
{
    private const int SentTwice = 12;

    /// <summary>Rows that are turned away, as a sender would send them today.</summary>
    public static IngestSource Rejected(DateTimeOffset now)
    {
        var lines = new StringBuilder();
        void Line(FormattableString line) => lines.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
        var (today, ahead) = (now.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture), now.AddYears(1).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        for (var i = 0; i < 27; i++) Line($$"""{"id":"X{{i:000}}","at":"{{ahead}}","version":"v2","subject":"k-{{i}}","score":0.0{{i + 11}},"features":{"age":{{21 + i}},"income":{{31_000 + (i * 700)}} } }""");
        for (var i = 0; i < 14; i++) Line($$"""{"id":"Y{{i:000}}","at":"{{today}}","version":"v2","score":0.0{{i + 11}},"features":{"age":{{24 + i}},"income":NaN} }""");
        for (var i = 0; i < 9; i++) Line($$"""{"id":"Z{{i:000}}","at":"28.09.2026 10:0{{i}}","version":"v2","score":0.0{{i + 11}}}""");
        for (var i = 0; i < 6; i++) Line($$"""{"id":"W{{i:000}}","at":"{{today}}","version":"v2","tags":{"channel":"web"} }""");
        return new IngestSource(new MemoryStream(Encoding.UTF8.GetBytes(lines.ToString())), IngestFormat.NdJson);
    }

    /// <summary>Sends the first rows of a batch a second time.</summary>
    public static async ValueTask RepeatAsync(IIngestion ingestion, ModelId model, PredictionBatch rows, CancellationToken cancel)
    {
        rows.Truncate(SentTwice);
        await ingestion.IngestAsync(model, rows, outcomes: null, backfill: false, cancel);
    }

    /// <summary>Whether the service failed on an application: one in fifteen hundred, the same ones on every run.</summary>
    public static bool Strikes(string id) => id.Aggregate(17u, (hash, c) => unchecked((hash * 31) + c)) % 1_500 == 3;
}
