using System.Globalization;
using System.Text;
using Vedetta.Cli.Tests.CommandLine;
using Vedetta.Server.Hosting;

namespace Vedetta.Cli.Tests.Backup;

public sealed class BackupCommandTests : IDisposable
{
    private const string Model = "scoring";
    private readonly TrialFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("copy.tar")]
    [InlineData("copy.tar.gz")]
    [InlineData("copy")]
    public async Task Backup_under_load_shows_one_moment_and_restore_brings_it_back(string name)
    {
        var (copy, restored) = (Path.Combine(_folder.Root, name), Path.Combine(_folder.Root, "restored"));
        int acknowledged;
        await using (var host = await ServeAsync("data"))
        {
            for (var batch = 0; batch < 10; batch++) await PostAsync(host.Address, batch);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
            var loading = LoadAsync(host.Address, 10, stop.Token);
            var answer = await CommandTrial.RunAsync("backup", copy, "--server", host.Address.ToString());
            await stop.CancelAsync();
            acknowledged = await loading;
            answer.Code.ShouldBe(0, answer.Error);
            answer.Out.ShouldContain("everything as of");
            var again = await CommandTrial.RunAsync("backup", copy, "--server", host.Address.ToString());
            again.Code.ShouldBe(2);
            again.Error.ShouldContain("is there already");
        }

        var back = await CommandTrial.RunAsync("restore", copy, "--data", restored);
        back.Code.ShouldBe(0, back.Error + back.Out);
        back.Out.ShouldContain("profiles equal the rows");
        await using (var host = await ServeAsync("restored"))
        {
            using var http = new HttpClient { BaseAddress = host.Address };
            var model = System.Text.Json.JsonElement.Parse(await http.GetStringAsync(new Uri($"/v1/models/{Model}", UriKind.Relative), Cancel));
            var rows = model.GetProperty("rows").GetProperty("predictions").GetInt64();
            (rows % 50).ShouldBe(0);
            rows.ShouldBeInRange(500, acknowledged);
            (await PostAsync(host.Address, 3)).ShouldBe(0, "ids of the backup are known");
            (await PostAsync(host.Address, 900)).ShouldBe(50);
        }

        var repeated = await CommandTrial.RunAsync("restore", copy, "--data", restored);
        repeated.Code.ShouldBe(2);
        repeated.Error.ShouldContain("is there already");
    }

    [Fact]
    public async Task Restore_a_damaged_shortened_or_foreign_backup_is_refused_and_leaves_nothing()
    {
        var copy = Path.Combine(_folder.Root, "copy.tar");
        await using (var host = await ServeAsync("data")) await PostAsync(host.Address, 0);
        (await CommandTrial.RunAsync("backup", copy, "--data", Path.Combine(_folder.Root, "data"))).Code.ShouldBe(0);
        var whole = await File.ReadAllBytesAsync(copy, Cancel);
        var flipped = (byte[])whole.Clone();
        flipped[whole.Length / 2] ^= 1;
        await RefusedAsync(flipped, "damaged");
        await RefusedAsync(whole[..(whole.Length / 2)], "whole backup|incomplete|damaged");
        await RefusedAsync(Encoding.ASCII.GetBytes(new string('x', 5_000)), "whole backup|no backup");
        await RefusedAsync([], "no backup|whole backup");
    }

    private async Task RefusedAsync(byte[] bytes, string words)
    {
        var (path, target) = (Path.Combine(_folder.Root, "bad.tar"), Path.Combine(_folder.Root, "bad"));
        await File.WriteAllBytesAsync(path, bytes, Cancel);
        var answer = await CommandTrial.RunAsync("restore", path, "--data", target);
        answer.Code.ShouldBe(2, answer.Out);
        answer.Error.ShouldMatch(words);
        answer.Error.TrimEnd().ShouldNotContain("\n");
        Directory.Exists(target).ShouldBeFalse();
    }

    private async Task<VedettaHost> ServeAsync(string folder) => await VedettaHost.StartAsync(
        new VedettaHostOptions { DataDirectory = Path.Combine(_folder.Root, folder), Urls = ["http://127.0.0.1:0"], Workers = false }, Cancel);

    private static async Task<int> LoadAsync(Uri server, int from, CancellationToken stop)
    {
        var batch = from;
        while (!stop.IsCancellationRequested) await PostAsync(server, batch++);
        return batch * 50;
    }

    private static async Task<long> PostAsync(Uri server, int batch)
    {
        using var http = new HttpClient { BaseAddress = server };
        var rows = string.Concat(Enumerable.Range(0, 50).Select(i => string.Create(CultureInfo.InvariantCulture, $"{{\"id\":\"b{batch}-{i}\",\"features\":{{\"age\":{i}}},\"score\":0.5}}\n")));
        using var content = new StringContent(rows, Encoding.UTF8, "application/x-ndjson");
        using var answer = await http.PostAsync(new Uri($"/v1/models/{Model}/predictions?create=true", UriKind.Relative), content, Cancel);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        answer.IsSuccessStatusCode.ShouldBeTrue(text);
        return System.Text.Json.JsonElement.Parse(text).GetProperty("accepted").GetInt64();
    }
}
