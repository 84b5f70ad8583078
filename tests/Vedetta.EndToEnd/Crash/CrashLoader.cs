using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Vedetta.EndToEnd.Crash;

/// <summary>
/// Posts batches of predictions without a pause and remembers which ids were acknowledged. A batch that was not
/// acknowledged is posted again, as a careful client does.
/// </summary>
internal sealed class CrashLoader(int lane, DateTimeOffset from)
{
    private const int BatchRows = 40;
    private readonly List<string> _acknowledged = [];
    private int _next;
    private volatile int _batches;

    /// <summary>Ids the server said it has.</summary>
    public IReadOnlyList<string> Acknowledged => _acknowledged;

    /// <summary>How many batches were acknowledged; may be read while it posts.</summary>
    public int Batches => _batches;

    /// <summary>Posts until the server is gone or the token ends it.</summary>
    public async Task PostAsync(Uri address, CancellationToken cancel)
    {
        using var http = new HttpClient { BaseAddress = address };
        try
        {
            while (!cancel.IsCancellationRequested)
            {
                var (ids, body) = Batch(_next);
                using var content = new ByteArrayContent(body);
                content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
                using var answer = await http.PostAsync("v1/models/crash/predictions?create=true", content, cancel);
                if ((int)answer.StatusCode == 429) continue;
                var text = await answer.Content.ReadAsStringAsync(cancel);
                if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{(int)answer.StatusCode}: {text}");
                using var json = JsonDocument.Parse(text);
                var taken = json.RootElement.GetProperty("accepted").GetInt64() + json.RootElement.GetProperty("duplicates").GetInt64();
                if (taken != BatchRows) throw new InvalidOperationException($"{taken} of {BatchRows} rows were taken: {text}");
                _acknowledged.AddRange(ids);
                _next++;
                _batches = _next;
            }
        }
        catch (Exception gone) when (gone is HttpRequestException or OperationCanceledException or IOException)
        {
            // The server was killed while it answered: this batch is not acknowledged and comes again.
        }
    }

    private (string[] Ids, byte[] Body) Batch(int number)
    {
        var text = new StringBuilder();
        var ids = new string[BatchRows];
        for (var i = 0; i < BatchRows; i++)
        {
            var row = (number * BatchRows) + i;
            ids[i] = string.Create(CultureInfo.InvariantCulture, $"lane{lane}-{row}");
            var at = from.AddSeconds(row % 86_400);
            text.Append(CultureInfo.InvariantCulture, $$$"""{"id":"{{{ids[i]}}}","at":"{{{at:yyyy-MM-dd'T'HH:mm:ss'Z'}}}","version":"1","features":{"age":{{{20 + (row % 50)}}},"region":"{{{(row % 3 == 0 ? "osh" : "bishkek")}}}"},"score":{{{(row % 1000) / 1000.0}}}}""");
            text.Append('\n');
        }

        return (ids, Encoding.UTF8.GetBytes(text.ToString()));
    }
}
