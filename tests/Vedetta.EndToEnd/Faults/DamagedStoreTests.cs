using System.Globalization;
using Vedetta.Core.Storage;
using Vedetta.EndToEnd.Programs;

namespace Vedetta.EndToEnd.Faults;

/// <summary>Flipped bytes in every file of the data directory: the program refuses in words, or every acknowledged row is there.</summary>
public sealed class DamagedStoreTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("vedetta-damage-");

    private static int Rounds => int.TryParse(Environment.GetEnvironmentVariable("VEDETTA_FAULT_ROUNDS"), CultureInfo.InvariantCulture, out var told) ? told : 1;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Flipped_bytes_in_any_file_are_refused_in_words_or_harm_nothing()
    {
        var whole = Path.Combine(_folder.FullName, "whole");
        var load = new FaultLoad(2_000);
        await using (var server = await VedettaProgram.ServeAsync(whole, Cancel))
        {
            (await load.PostUntilRefusedAsync(server.Address, 10, Cancel)).Status.ShouldBe(200);
            await server.KillAsync();
        }

        // Folded once, so that the large file has blocks; then killed, so that there is a log as well.
        await load.CheckAsync(whole, Cancel);
        await using (var server = await VedettaProgram.ServeAsync(whole, Cancel))
        {
            (await load.PostUntilRefusedAsync(server.Address, 3, Cancel)).Status.ShouldBe(200);
            await server.KillAsync();
        }

        var random = new Random(7);
        var refused = 0;
        foreach (var file in Directory.EnumerateFiles(whole, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var name = Path.GetRelativePath(whole, file);
            if (name is "vedetta.lock" or "vedetta.pid" || new FileInfo(file).Length == 0) continue;
            for (var round = 0; round < 2 * Rounds; round++)
            {
                var copy = Path.Combine(_folder.FullName, "copy");
                Copy(whole, copy);
                Damage(Path.Combine(copy, name), random, atStart: round == 0);
                if (!await OpensAsync(load, copy, $"{name}, round {round}")) refused++;
                Directory.Delete(copy, recursive: true);
            }
        }

        refused.ShouldBeGreaterThan(0);
    }

    /// <summary>False when it was refused in words that name the file or the damage.</summary>
    private static async Task<bool> OpensAsync(FaultLoad load, string data, string what)
    {
        try
        {
            await load.CheckAsync(data, Cancel);
            return true;
        }
        catch (StorageException refused)
        {
            refused.Message.ShouldMatch("damaged|could not be read|fatal error|corrupt", what + ": " + refused.Message);
            refused.Message.Split('\n').Length.ShouldBeLessThan(4, what);
            return false;
        }
        catch (Exception wrong) when (wrong is not ShouldAssertException and not OperationCanceledException)
        {
            throw new InvalidOperationException($"{what}: {wrong.GetType().Name} instead of words", wrong);
        }
    }

    private static void Damage(string file, Random random, bool atStart)
    {
        var bytes = File.ReadAllBytes(file);
        for (var flips = 0; flips < 8; flips++)
        {
            var at = atStart ? random.Next(Math.Min(bytes.Length, 4_096)) : random.Next(bytes.Length);
            bytes[at] ^= (byte)(1 << random.Next(8));
        }

        File.WriteAllBytes(file, bytes);
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
