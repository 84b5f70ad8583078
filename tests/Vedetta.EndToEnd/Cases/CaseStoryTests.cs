using System.Text.Json;
using Vedetta.EndToEnd.Programs;
using Vedetta.Server.Hosting;

namespace Vedetta.EndToEnd.Cases;

/// <summary>A real history with a known day of change, imported with weekly windows and read over HTTP.</summary>
public sealed class CaseStoryTests
{
    private const string Change = "1997-05-05T00:00:00Z";
    private static readonly string[] Changed = ["transfer", "vicdemand", "vicprice"];

    [Fact]
    public async Task Elec2_by_week_is_calm_until_the_change_and_critical_in_its_week()
    {
        var folder = CaseFolder.Open("elec2");
        var data = Directory.CreateTempSubdirectory("vedetta-case-");
        try
        {
            var cancel = TestContext.Current.CancellationToken;
            await RunAsync(cancel, "import", "reference", Path.Combine(folder.Path, "reference.csv.gz"), "--model", "elec2", "--create", "--schema", Path.Combine(folder.Path, "case.json"), "--data", data.FullName);
            await RunAsync(cancel, "import", "predictions", Path.Combine(folder.Path, "production.csv.gz"), "--model", "elec2", "--window", "week", "--data", data.FullName);

            await using var host = await VedettaHost.StartAsync(new VedettaHostOptions { DataDirectory = data.FullName, Urls = ["http://127.0.0.1:0"], Workers = false }, cancel);
            using var http = new HttpClient { BaseAddress = host.Address };
            using var drift = JsonDocument.Parse(await http.GetStringAsync("v1/models/elec2/drift?method=auto&every=week&column=vicprice&column=vicdemand&column=transfer", cancel));
            foreach (var column in drift.RootElement.GetProperty("columns").EnumerateArray())
            {
                foreach (var point in column.GetProperty("points").EnumerateArray())
                {
                    var (from, verdict) = (point.GetProperty("from").GetString()!, point.GetProperty("verdict").GetString());
                    if (string.CompareOrdinal(from, Change) < 0) verdict.ShouldBe("healthy", from);
                    if (from == Change) verdict.ShouldBe("critical");
                }
            }

            using var incidents = JsonDocument.Parse(await http.GetStringAsync("v1/incidents?model=elec2", cancel));
            var named = incidents.RootElement.EnumerateArray()
                .Where(incident => incident.GetProperty("state").GetString() != "resolved")
                .SelectMany(incident => incident.GetProperty("members").EnumerateArray())
                .Where(member => member.GetProperty("window").GetProperty("from").GetString() == Change)
                .Select(member => member.GetProperty("column").GetString())
                .Distinct(StringComparer.Ordinal);
            named.Intersect(Changed, StringComparer.Ordinal).Order(StringComparer.Ordinal).ShouldBe(Changed);
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private static async Task RunAsync(CancellationToken cancel, params string[] args)
    {
        var (code, output) = await VedettaProgram.RunAsync(cancel, args);
        code.ShouldBe(0, output);
    }
}
