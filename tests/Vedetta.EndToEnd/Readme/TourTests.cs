using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using Vedetta.EndToEnd.Programs;

namespace Vedetta.EndToEnd.Readme;

/// <summary>What the README tells a newcomer to type, typed: on a port of the test's own, in a folder of its own.</summary>
public sealed partial class TourTests
{
    [Fact]
    public async Task Sixty_second_tour_ends_with_the_drift_it_promises()
    {
        var cancel = TestContext.Current.CancellationToken;
        var commands = Tour.Commands();
        commands.Count.ShouldBe(7);
        commands[0].ShouldBe("./vedetta serve");

        var folder = Directory.CreateTempSubdirectory("vedetta-tour-");
        try
        {
            await using var server = await VedettaProgram.ServeAsync(folder.FullName, cancel);
            foreach (var command in commands.Skip(1))
            {
                if (command.StartsWith("./vedetta ", StringComparison.Ordinal)) await TypeAsync(command, server.Address, cancel);
                else await PostAsync(command, server.Address, cancel);
            }

            using var http = new HttpClient { BaseAddress = server.Address };
            var drift = JsonDocument.Parse(await http.GetStringAsync("v1/models/scoring/drift?method=auto&every=all&column=income&column=region", cancel));
            foreach (var column in drift.RootElement.GetProperty("columns").EnumerateArray())
                column.GetProperty("points")[0].GetProperty("verdict").GetString().ShouldBeOneOf("warning", "critical");
            (await http.GetStringAsync("v1/incidents?model=scoring", cancel)).ShouldContain("income");
            (await http.GetStringAsync("/", cancel)).ShouldContain("scoring");
            await StatusStaysCriticalAsync(http, cancel);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // A row of another month makes a window nobody can judge; that heals nothing.
    private static async Task StatusStaysCriticalAsync(HttpClient http, CancellationToken cancel)
    {
        using var row = new StringContent("""{"id":"far-1","at":"2026-05-01T12:00:00Z","version":"1","features":{"age":41},"score":0.18}""", MediaTypeHeaderValue.Parse("application/json"));
        (await http.PostAsync("v1/models/scoring/predictions", row, cancel)).EnsureSuccessStatusCode();
        (await http.PostAsync("v1/models/scoring/evaluate", null, cancel)).EnsureSuccessStatusCode();
        using var status = JsonDocument.Parse(await http.GetStringAsync("v1/models/scoring/status", cancel));
        status.RootElement.GetProperty("verdict").GetString().ShouldBe("critical");
        status.RootElement.GetProperty("reasons").GetArrayLength().ShouldBeGreaterThan(0);
    }

    // Files are named from the root of the repository; only commands that talk to a server are told where this one is.
    private static async Task TypeAsync(string command, Uri server, CancellationToken cancel)
    {
        var words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(word => word.StartsWith("samples/", StringComparison.Ordinal) ? Path.Combine(Tour.Root, word) : word).ToList();
        if (words[0] is "import" or "status") words.AddRange(["--server", server.ToString()]);
        var (code, output) = await VedettaProgram.RunAsync(cancel, [.. words]);
        code.ShouldBe(0, string.Create(CultureInfo.InvariantCulture, $"{command}:\n{output}"));
    }

    private static async Task PostAsync(string command, Uri server, CancellationToken cancel)
    {
        var sent = Curl().Match(command);
        sent.Success.ShouldBeTrue($"the tour has a line this test cannot type: {command}");
        using var http = new HttpClient { BaseAddress = server };
        using var body = new StringContent(sent.Groups["body"].Value, MediaTypeHeaderValue.Parse(sent.Groups["type"].Value));
        using var answer = await http.PostAsync(sent.Groups["path"].Value, body, cancel);
        var text = await answer.Content.ReadAsStringAsync(cancel);
        answer.IsSuccessStatusCode.ShouldBeTrue(text);
        JsonDocument.Parse(text).RootElement.GetProperty("accepted").GetInt64().ShouldBe(1);
    }

    [GeneratedRegex(@"^curl -s http://127\.0\.0\.1:8420(?<path>\S+) -H 'Content-Type: (?<type>[^']+)'\s+-d '(?<body>[^']+)'$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Curl();
}
