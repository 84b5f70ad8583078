using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Vedetta.Core.Models;
using Vedetta.Core.Profiles;
using Vedetta.Core.Storage;
using Vedetta.Server.Hosting;

namespace Vedetta.EndToEnd.Faults;

/// <summary>Posts batches one after another, remembers what was acknowledged, and looks afterwards whether it is there, once.</summary>
internal sealed class FaultLoad(int batchRows = 200)
{
    private static readonly ModelId Model = new("faults");
    private readonly HashSet<string> _acknowledged = new(StringComparer.Ordinal);
    private int _next;

    /// <summary>Ids the server said it has.</summary>
    public int Acknowledged => _acknowledged.Count;

    /// <summary>Posts the next batch; gives status, code of the problem if there is one, and the answer. A batch that was not taken is sent again.</summary>
    public async Task<(int Status, string? Code, string Text)> PostAsync(Uri server, CancellationToken cancel)
    {
        var (ids, body) = Batch(_next);
        using var http = new HttpClient { BaseAddress = server, Timeout = TimeSpan.FromMinutes(5) };
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        using var answer = await http.PostAsync("v1/models/faults/predictions?create=true", content, cancel);
        var text = await answer.Content.ReadAsStringAsync(cancel);
        using var json = JsonDocument.Parse(text);
        if (!answer.IsSuccessStatusCode) return ((int)answer.StatusCode, json.RootElement.GetProperty("code").GetString(), text);
        (json.RootElement.GetProperty("accepted").GetInt64() + json.RootElement.GetProperty("duplicates").GetInt64()).ShouldBe(batchRows, text);
        _acknowledged.UnionWith(ids);
        _next++;
        return (200, null, text);
    }

    /// <summary>Posts until something else than 200 comes, at most so many batches.</summary>
    public async Task<(int Status, string? Code, string Text)> PostUntilRefusedAsync(Uri server, int most, CancellationToken cancel)
    {
        for (var i = 0; i < most; i++)
            if (await PostAsync(server, cancel) is { Status: not 200 } refused) return refused;
        return (200, null, "");
    }

    /// <summary>Opens the directory and proves that every acknowledged row is there once and profiles equal the rows.</summary>
    public async Task CheckAsync(string data, CancellationToken cancel)
    {
        await using var engine = await VedettaEngine.OpenAsync(new VedettaHostOptions { DataDirectory = data, Workers = false }, cancel);
        var stored = new List<string>();
        await foreach (var batch in engine.Services.GetRequiredService<IEventStore>().ScanAsync(Model, new RowScan(Columns: []), cancel))
            for (var row = 0; row < batch.Count; row++) stored.Add(batch.Id[row]!);
        stored.Count.ShouldBe(stored.Distinct(StringComparer.Ordinal).Count(), "rows stored twice");
        _acknowledged.Except(stored, StringComparer.Ordinal).ShouldBeEmpty("acknowledged rows are gone");
        (await engine.Services.GetRequiredService<IProfileVerification>().VerifyAsync(Model, null, cancel)).Differences.ShouldBeEmpty();
    }

    private (string[] Ids, byte[] Body) Batch(int number)
    {
        var text = new StringBuilder();
        var ids = new string[batchRows];
        var random = new Random(number);
        for (var i = 0; i < batchRows; i++)
        {
            var row = (number * batchRows) + i;
            ids[i] = string.Create(CultureInfo.InvariantCulture, $"row-{row}");
            text.Append(CultureInfo.InvariantCulture, $"{{\"id\":\"{ids[i]}\",\"features\":{{\"age\":{20 + (row % 50)},\"income\":{random.NextDouble():R},\"note\":\"{random.NextInt64():x}{random.NextInt64():x}\"}},\"score\":{(row % 1000) / 1000.0}}}\n");
        }

        return (ids, Encoding.UTF8.GetBytes(text.ToString()));
    }
}
