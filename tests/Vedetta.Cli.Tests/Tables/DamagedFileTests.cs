using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Vedetta.Cli.Tests.CommandLine;

namespace Vedetta.Cli.Tests.Tables;

/// <summary>Files with random damage, for a few seconds; <c>./soak fuzz</c> gives them ten minutes.</summary>
public sealed class DamagedFileTests : IDisposable
{
    private const double UsualSeconds = 3;
    private const long MostMemory = 3L << 30;
    private readonly TrialFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Damaged_file_is_judged_or_refused_in_one_line()
    {
        var seconds = Setting("VEDETTA_FUZZ_SECONDS") ?? UsualSeconds;
        var seed = (int)(Setting("VEDETTA_FUZZ_SEED") ?? 1);
        var files = await FilesAsync();
        var clock = Stopwatch.StartNew();
        var trials = 0;
        for (; clock.Elapsed.TotalSeconds < seconds; trials++)
        {
            var random = new Random(unchecked((seed * 1_000_003) + trials) & int.MaxValue);
            var whole = files[trials % files.Count];
            var path = Path.Combine(_folder.Root, "damaged" + whole.Name);
            await File.WriteAllBytesAsync(path, Damaged(whole.Bytes, random), TestContext.Current.CancellationToken);
            foreach (var args in Commands(whole.Name, path, random)) await TryAsync(args, seed, trials);
        }

        Process.GetCurrentProcess().PeakWorkingSet64.ShouldBeLessThan(MostMemory);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{trials} damaged files, seed {seed}"));
    }

    private static async Task TryAsync(string[] args, int seed, int trial)
    {
        var what = string.Create(CultureInfo.InvariantCulture, $"seed {seed}, trial {trial}: {string.Join(' ', args)}");
        try
        {
            var answer = await CommandTrial.RunAsync(args);
            answer.Code.ShouldBeInRange(0, 2, what);
            if (answer.Code == 2 && args[0] != "validate") answer.Error.TrimEnd().ShouldNotContain("\n", Case.Sensitive, what);
        }
        catch (Exception escaped) when (escaped is not ShouldAssertException)
        {
            throw new InvalidOperationException(what, escaped);
        }
    }

    private IEnumerable<string[]> Commands(string name, string path, Random random)
    {
        var reference = Path.Combine(_folder.Root, "whole.csv");
        if (name == ".yml") return [["validate", reference, "--schema", path, "--json"]];
        if (name == ".json") return [["drift", path, reference, "--json"]];
        return random.Next(4) switch
        {
            0 => [["profile", path, "--json"]],
            1 => [["validate", path, "--schema", Path.Combine(_folder.Root, "whole.yml"), "--json"]],
            2 => [["report", reference, path, "-o", Path.Combine(_folder.Root, "report.html")]],
            _ => [["drift", reference, path, "--json"]],
        };
    }

    private async Task<List<(string Name, byte[] Bytes)>> FilesAsync()
    {
        var random = new Random(5);
        var csv = new StringBuilder("income,age,region,score\n");
        var json = new StringBuilder();
        for (var i = 0; i < 200; i++)
        {
            var (income, age, region, score) = (Math.Round(random.NextDouble() * 1e5, 2), random.Next(18, 80), random.Next(3) == 0 ? "\"osh, city\"" : "bishkek", random.NextDouble());
            csv.Append(CultureInfo.InvariantCulture, $"{(i % 9 == 0 ? "" : income)},{age},{region},{score}\n");
            json.Append(CultureInfo.InvariantCulture, $"{{\"features\":{{\"income\":{income},\"age\":{age},\"region\":\"\\u043e{region.Trim('"')}\"}},\"score\":{score}}}\n");
        }

        var whole = _folder.Write("whole.csv", csv.ToString());
        using var gz = new MemoryStream();
        await using (var packed = new GZipStream(gz, CompressionLevel.Fastest, leaveOpen: true)) packed.Write(Encoding.UTF8.GetBytes(csv.ToString()));
        var parquet = _folder.Root.Parquet("whole.parquet", $"SELECT * FROM read_csv('{whole}')");
        (await CommandTrial.RunAsync("profile", whole, "-o", Path.Combine(_folder.Root, "whole.json"), "--schema", Path.Combine(_folder.Root, "whole.yml"))).Code.ShouldBe(0);
        return
        [
            (".csv", Encoding.UTF8.GetBytes(csv.ToString())),
            (".ndjson", Encoding.UTF8.GetBytes(json.ToString())),
            (".csv.gz", gz.ToArray()),
            (".parquet", await File.ReadAllBytesAsync(parquet)),
            (".json", await File.ReadAllBytesAsync(Path.Combine(_folder.Root, "whole.json"))),
            (".yml", await File.ReadAllBytesAsync(Path.Combine(_folder.Root, "whole.yml"))),
        ];
    }

    private static byte[] Damaged(byte[] whole, Random random)
    {
        var bytes = new List<byte>(whole);
        for (var wounds = random.Next(1, 6); wounds > 0 && bytes.Count > 0; wounds--)
        {
            var at = random.Next(bytes.Count);
            var length = Math.Min(random.Next(1, 40), bytes.Count - at);
            switch (random.Next(7))
            {
                case 0: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: bytes[at] = (byte)random.Next(256); break;
                case 2: bytes.RemoveRange(at, length); break;
                case 3: bytes.InsertRange(at, bytes.GetRange(at, length)); break;
                case 4: bytes.InsertRange(at, Enumerable.Range(0, length).Select(_ => (byte)random.Next(256))); break;
                case 5: bytes.InsertRange(at, "\"\n,{}[]:-9e999\0"u8.ToArray().OrderBy(_ => random.Next()).Take(3)); break;
                default: if (random.Next(4) == 0) bytes.RemoveRange(at, bytes.Count - at); break;
            }
        }

        return [.. bytes];
    }

    private static double? Setting(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? double.Parse(text, CultureInfo.InvariantCulture) : null;
}
