using System.Diagnostics;
using System.Globalization;
using Vedetta.EndToEnd.Programs;

namespace Vedetta.EndToEnd.Faults;

/// <summary>
/// The real program while the machine fails it. Each fault: a clear message, nothing acknowledged lost, nothing twice, and it
/// goes on by itself where it can. <c>./soak faults</c> runs each of them longer (<c>VEDETTA_FAULT_ROUNDS</c>).
/// </summary>
public sealed class FaultTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("vedetta-faults-");

    private static int Rounds => int.TryParse(Environment.GetEnvironmentVariable("VEDETTA_FAULT_ROUNDS"), CultureInfo.InvariantCulture, out var told) ? told : 1;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Data => Path.Combine(_folder.FullName, "data");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Disk_full_refuses_with_503_and_goes_on_by_itself_once_there_is_room()
    {
        var load = new FaultLoad(2_000);
        for (var round = 0; round < Rounds; round++)
        {
            // A file that may not grow is what a full disk looks like to the program; the signal that comes with it is ignored.
            // The limit begins when it listens, as the runtime keeps its code in a large file of memory.
            await using var server = VedettaProgram.StartInShell($"trap '' XFSZ; exec $VEDETTA serve --data '{Data}' --urls http://127.0.0.1:0");
            await server.ListensAsync(Cancel);
            (await ShellAsync($"prlimit --pid {server.Id} --fsize={(round + 1) << 22}:unlimited")).ShouldBe(0);
            var refused = await load.PostUntilRefusedAsync(server.Address, 400, Cancel);
            refused.Status.ShouldBe(503, refused.Text);
            refused.Code.ShouldBe("storage");
            using (var http = new HttpClient { BaseAddress = server.Address })
            {
                (await http.GetStringAsync(new Uri("/healthz", UriKind.Relative), Cancel)).ShouldBe("ok\n");
                (await http.GetAsync(new Uri("/v1/fleet", UriKind.Relative), Cancel)).IsSuccessStatusCode.ShouldBeTrue();
            }

            (await ShellAsync($"prlimit --pid {server.Id} --fsize=unlimited:unlimited")).ShouldBe(0);
            await EventuallyTakenAsync(load, server.Address);
            server.HasExited.ShouldBeFalse(server.Output);
            await server.KillAsync();
            await load.CheckAsync(Data, Cancel);
        }
    }

    [Fact]
    public async Task Read_only_directory_is_refused_in_one_line()
    {
        Directory.CreateDirectory(Data);
        (await ShellAsync($"chmod 555 '{_folder.FullName}' '{Data}'")).ShouldBe(0);
        var user = Environment.IsPrivilegedProcess ? "setpriv --reuid=65534 --regid=65534 --clear-groups " : "";
        await using var server = VedettaProgram.StartInShell($"HOME=/nonexistent exec {user}$VEDETTA serve --data '{Data}' --urls http://127.0.0.1:0");
        (await server.EndAsync(Cancel)).ShouldBe(2, server.Output);
        OneLine(server.Output).ShouldContain("cannot be written");
        (await ShellAsync($"chmod 755 '{_folder.FullName}' '{Data}'")).ShouldBe(0);
    }

    [Fact]
    public async Task Second_process_is_refused_and_told_who_holds_the_directory_and_the_first_goes_on()
    {
        var load = new FaultLoad();
        await using var first = await VedettaProgram.ServeAsync(Data, Cancel);
        (await load.PostAsync(first.Address, Cancel)).Status.ShouldBe(200);
        var (code, output) = await VedettaProgram.RunAsync(Cancel, "serve", "--data", Data, "--urls", "http://127.0.0.1:0");
        code.ShouldBe(2, output);
        OneLine(output).ShouldContain(string.Create(CultureInfo.InvariantCulture, $"in use by another vedetta (process {first.Id})"));
        (await load.PostAsync(first.Address, Cancel)).Status.ShouldBe(200);
        await first.KillAsync();
        await load.CheckAsync(Data, Cancel);
    }

    [Fact]
    public async Task A_pause_of_the_whole_process_loses_nothing()
    {
        var load = new FaultLoad();
        await using var server = await VedettaProgram.ServeAsync(Data, Cancel);
        for (var round = 0; round < Rounds; round++)
        {
            (await load.PostUntilRefusedAsync(server.Address, 5, Cancel)).Status.ShouldBe(200);
            var posting = load.PostUntilRefusedAsync(server.Address, 10, Cancel);
            await ShellAsync($"kill -STOP {server.Id}");
            await Task.Delay(TimeSpan.FromSeconds(Rounds > 1 ? 35 : 1), TimeProvider.System, Cancel);
            await ShellAsync($"kill -CONT {server.Id}");
            (await posting).Status.ShouldBe(200);
        }

        await server.KillAsync();
        await load.CheckAsync(Data, Cancel);
    }

    [Fact]
    public async Task Little_memory_refuses_what_does_not_fit_and_goes_on()
    {
        var load = new FaultLoad(20_000);
        await using var server = VedettaProgram.StartInShell(
            $"exec $VEDETTA serve --data '{Data}' --urls http://127.0.0.1:0", new Dictionary<string, string>(StringComparer.Ordinal) { ["DOTNET_GCHeapHardLimit"] = "0xC000000" });
        await server.ListensAsync(Cancel);
        for (var round = 0; round < 3 * Rounds; round++)
        {
            var statuses = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => LargeAsync(server.Address)));
            statuses.ShouldAllBe(status => status == 200 || status == 413 || status == 429 || status == 503);
        }

        await EventuallyTakenAsync(load, server.Address);
        server.HasExited.ShouldBeFalse(server.Output);
        await server.KillAsync();
        await load.CheckAsync(Data, Cancel);
    }

    [Fact]
    public async Task Every_acknowledgement_comes_after_a_sync_of_its_own_commit()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/strace"), "strace is not installed");
        const int Batches = 12;
        var log = Path.Combine(_folder.FullName, "syncs");
        var load = new FaultLoad(50);
        await using (var server = VedettaProgram.StartInShell($"exec strace -f -qq --seccomp-bpf -y -e trace=fsync,fdatasync -o '{log}' $VEDETTA serve --data '{Data}' --urls http://127.0.0.1:0"))
        {
            await server.ListensAsync(Cancel);
            (await load.PostAsync(server.Address, Cancel)).Status.ShouldBe(200);
            for (var batch = 0; batch < Batches; batch++)
            {
                var before = Syncs(log);
                (await load.PostAsync(server.Address, Cancel)).Status.ShouldBe(200);
                Syncs(log).ShouldBeGreaterThan(before, "an acknowledgement without a sync of the log");
            }

            await ShellAsync($"pkill -KILL -P {server.Id}");
            await server.EndAsync(Cancel);
        }

        await load.CheckAsync(Data, Cancel);
    }

    private static int Syncs(string log) => File.Exists(log) ? File.ReadLines(log).Count(line => line.Contains("vedetta.duckdb", StringComparison.Ordinal)) : 0;

    private static async Task<int> LargeAsync(Uri server)
    {
        using var http = new HttpClient { BaseAddress = server, Timeout = TimeSpan.FromMinutes(5) };
        var row = "{\"features\":{" + string.Join(',', Enumerable.Range(0, 300).Select(i => $"\"c{i}\":{i}.5")) + "},\"score\":0.5}\n";
        using var content = new ByteArrayContent(System.Text.Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(row, 3_000))));
        content.Headers.ContentType = new("application/x-ndjson");
        using var answer = await http.PostAsync("v1/models/wide/predictions?create=true", content, Cancel);
        return (int)answer.StatusCode;
    }

    private static async Task EventuallyTakenAsync(FaultLoad load, Uri server)
    {
        var last = "";
        for (var attempt = 0; attempt < 60; attempt++)
        {
            var (status, _, text) = await load.PostAsync(server, Cancel);
            if (status == 200) return;
            last = text;
            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, Cancel);
        }

        throw new InvalidOperationException($"the server never took rows again: {last}");
    }

    private static async Task<int> ShellAsync(string line)
    {
        using var process = Process.Start("bash", ["-c", line]);
        await process.WaitForExitAsync(Cancel);
        return process.ExitCode;
    }

    private static string OneLine(string output)
    {
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(1, output);
        return lines[0];
    }
}
