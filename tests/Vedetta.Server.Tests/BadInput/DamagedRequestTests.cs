using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace Vedetta.Server.Tests.BadInput;

/// <summary>Whole requests with random damage for a few seconds; <c>./soak fuzz</c> gives them minutes. None is answered with 5xx.</summary>
public sealed class DamagedRequestTests
{
    private const double UsualSeconds = 3;

    private static readonly (string Method, string Path, string Type, string Body)[] Whole =
    [
        ("POST", "/v1/models/known/predictions", "application/x-ndjson", "{\"id\":\"a\",\"at\":\"2026-02-28T10:00:00Z\",\"features\":{\"age\":41,\"region\":\"\\u043e\\ud83d\\ude00\"},\"score\":0.183,\"shadow\":{\"2\":{\"score\":0.2}},\"tags\":{\"channel\":\"web\"}}\n{\"score\":1e-3}\n"),
        ("POST", "/v1/models/known/predictions", "application/json", "[{\"id\":\"a\",\"features\":{\"age\":41,\"member\":true},\"probabilities\":{\"a\":0.2},\"score\":0.5,\"contributions\":{\"age\":-0.1},\"latency_ms\":12.5,\"error\":null}]"),
        ("POST", "/v1/models/known/predictions", "text/csv", "id,ts,age,region,score,label,label_ts\na,2026-02-28T10:00:00Z,41,\"osh, \"\"city\"\"\",0.5,1,2026-02-28\nb,,,,0.25,,\n"),
        ("POST", "/v1/models/known/outcomes", "application/x-ndjson", "{\"id\":\"a\",\"outcome\":\"label\",\"value\":1,\"at\":\"2026-02-28T00:00:00Z\",\"source\":\"review\"}\n"),
        ("POST", "/v1/models/known/outcomes", "text/csv", "id,outcome,value,at,source\na,label,1,2026-02-28,import\n"),
        ("POST", "/v1/models/known/reference?version=7", "text/csv", "id,ts,age,region,score\na,2026-01-01,41,osh,0.5\n"),
        ("PUT", "/v1/models/known", "application/json", "{\"task\":\"binary\",\"threshold\":0.5,\"time_zone\":\"Asia/Bishkek\",\"score\":{\"kind\":\"probability\",\"min\":0,\"max\":1},\"schema\":{\"columns\":[{\"name\":\"age\",\"type\":\"numeric\",\"min\":0}]},\"outcomes\":[{\"name\":\"label\",\"kind\":\"class\",\"maturity\":\"P30D\"}]}"),
        ("POST", "/v1/models/known/monitors", "application/json", "{\"name\":\"m\",\"metric\":\"drift\",\"column\":\"age\",\"method\":\"psi\",\"window\":\"day\",\"warning\":0.1,\"critical\":0.25}"),
        ("PUT", "/v1/channels/c", "application/json", "{\"kind\":\"webhook\",\"url\":\"http://127.0.0.1:9/x\",\"secret\":\"0123456789abcdef\"}"),
        ("GET", "/v1/models/known/drift?from=2026-01-01T00:00:00Z&to=2026-03-01T00:00:00Z&every=day&column=age&method=psi&segment=region:osh", "", ""),
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Damaged_request_is_the_callers_fault_or_none()
    {
        await using var server = await BadRowsTests.StartAsync();
        var seconds = double.TryParse(Environment.GetEnvironmentVariable("VEDETTA_FUZZ_SECONDS"), CultureInfo.InvariantCulture, out var told) ? told : UsualSeconds;
        var seed = int.TryParse(Environment.GetEnvironmentVariable("VEDETTA_FUZZ_SEED"), CultureInfo.InvariantCulture, out var given) ? given : 1;
        var clock = Stopwatch.StartNew();
        var trial = 0;
        for (; clock.Elapsed.TotalSeconds < seconds; trial++)
        {
            var random = new Random(HashCode.Combine(seed, trial) & int.MaxValue);
            var (method, path, type, body) = Whole[trial % Whole.Length];
            var isQuery = body.Length == 0;
            using var request = new HttpRequestMessage(new HttpMethod(method), isQuery ? Query(path, random) : path);
            if (!isQuery)
            {
                request.Content = new ByteArrayContent(Damaged(Encoding.UTF8.GetBytes(body), random));
                request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
                if (random.Next(20) == 0) request.Content.Headers.ContentEncoding.Add("gzip");
            }

            using var answer = await server.Http.SendAsync(request, Cancel);
            var text = await answer.Content.ReadAsStringAsync(Cancel);
            if ((int)answer.StatusCode >= 500)
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"seed {seed}, trial {trial}: {method} {request.RequestUri} answered {(int)answer.StatusCode}: {text}"));
        }

        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{trial} damaged requests, seed {seed}"));
    }

    private static string Query(string path, Random random)
    {
        var at = path.IndexOf('?', StringComparison.Ordinal) + 1;
        return path[..at] + string.Join('&', path[at..].Split('&').Select(pair => random.Next(3) == 0 ? pair.Split('=')[0] + "=" + Uri.EscapeDataString(Encoding.Latin1.GetString(Damaged(Encoding.UTF8.GetBytes(pair.Split('=')[1]), random))) : pair));
    }

    private static byte[] Damaged(byte[] whole, Random random)
    {
        var bytes = new List<byte>(whole);
        for (var wounds = random.Next(0, 5); wounds > 0 && bytes.Count > 0; wounds--)
        {
            var at = random.Next(bytes.Count);
            var length = Math.Min(random.Next(1, 20), bytes.Count - at);
            switch (random.Next(7))
            {
                case 0: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: bytes[at] = (byte)random.Next(256); break;
                case 2: bytes.RemoveRange(at, length); break;
                case 3: bytes.InsertRange(at, bytes.GetRange(at, length)); break;
                case 4: bytes.InsertRange(at, "\\ud800"u8.ToArray()); break;
                case 5: bytes.InsertRange(at, "\"\n,{}[]:-9e999\0'<>"u8.ToArray().OrderBy(_ => random.Next()).Take(4)); break;
                default: bytes.RemoveRange(at, bytes.Count - at); break;
            }
        }

        return [.. bytes];
    }
}
