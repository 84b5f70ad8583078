using System.Globalization;
using System.Security.Cryptography;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Storage;
using Vedetta.Server.Hosting;

namespace Vedetta.Server.Backup;

/// <summary>
/// Takes a copy of the data directory as of one moment while rows come in: commits pause only for the checkpoint and the copy of
/// the metadata; the large file is copied while they go on. One backup at a time.
/// </summary>
internal sealed class BackupService(DataFolder folder, IngestionService ingestion, TimeProvider clock) : IDisposable
{
    private const string Unfinished = "backup-";
    private const long Margin = 64L << 20;
    private const int FoldAttempts = 50;
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMilliseconds(100);
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Takes it; the caller disposes it, which removes the files.</summary>
    /// <exception cref="BackupException">Another backup runs, or the disk lacks the room.</exception>
    public async Task<BackupSnapshot> TakeAsync(CancellationToken cancel)
    {
        if (!await _one.WaitAsync(0, cancel)) throw new BackupException("another backup is being taken; wait for its end");
        string? copy = null;
        try
        {
            RemoveLeftovers();
            CheckRoom();
            copy = Path.Combine(folder.Directory, Unfinished + Guid.NewGuid().ToString("N"));
            Directory.CreateDirectory(copy);
            var manifest = await CopyAsync(copy, cancel);
            return new BackupSnapshot(copy, manifest, () => _one.Release());
        }
        catch
        {
            if (copy is not null) Directory.Delete(copy, recursive: true);
            _one.Release();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private async Task<BackupManifest> CopyAsync(string copy, CancellationToken cancel)
    {
        Storage.DuckDb.FrozenFile? frozen = null;
        var taken = clock.GetUtcNow();
        try
        {
            await ingestion.PauseAsync(
                async stop =>
                {
                    frozen = await FreezeAsync(stop);
                    taken = clock.GetUtcNow();
                    await folder.Metadata.CopyToAsync(Path.Combine(copy, OpenStores.MetadataFile), stop);
                },
                cancel);
            var rows = await frozen!.CopyToAsync(Path.Combine(copy, Storage.DuckDb.DuckDbStorage.FileName), cancel);
            var files = new List<BackupFile>
            {
                new(Storage.DuckDb.DuckDbStorage.FileName, frozen.Length, Convert.ToHexStringLower(rows)),
                await FileAsync(copy, OpenStores.MetadataFile, cancel),
            };
            files.AddRange(await KeysAsync(copy, cancel));
            var manifest = new BackupManifest(BackupManifest.CurrentFormat, typeof(BackupService).Assembly.GetName().Version?.ToString(3) ?? "", taken, files);
            await File.WriteAllBytesAsync(Path.Combine(copy, BackupManifest.FileName), manifest.Write(), cancel);
            return manifest;
        }
        finally
        {
            frozen?.Dispose();
        }
    }

    /// <summary>A flush of profiles may be in the middle of its transaction: the log is folded in once it is through.</summary>
    private async Task<Storage.DuckDb.FrozenFile> FreezeAsync(CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return folder.Rows.Freeze();
            }
            catch (StorageException busy) when (busy.Passing && attempt < FoldAttempts)
            {
                await Task.Delay(BetweenAttempts, clock, cancel);
            }
        }
    }

    private async Task<IReadOnlyList<BackupFile>> KeysAsync(string copy, CancellationToken cancel)
    {
        var keys = Path.Combine(folder.Directory, DataFolder.KeyFolder);
        if (!Directory.Exists(keys)) return [];
        Directory.CreateDirectory(Path.Combine(copy, DataFolder.KeyFolder));
        var files = new List<BackupFile>();
        foreach (var key in Directory.EnumerateFiles(keys, "*.xml").Order(StringComparer.Ordinal))
        {
            var name = $"{DataFolder.KeyFolder}/{Path.GetFileName(key)}";
            File.Copy(key, Path.Combine(copy, name));
            files.Add(await FileAsync(copy, name, cancel));
        }

        return files;
    }

    private static async Task<BackupFile> FileAsync(string copy, string name, CancellationToken cancel)
    {
        await using var stream = File.OpenRead(Path.Combine(copy, name));
        return new BackupFile(name, stream.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancel)));
    }

    private void CheckRoom()
    {
        var needed = Margin + new DirectoryInfo(folder.Directory).EnumerateFiles().Sum(file => file.Length);
        var free = new DriveInfo(Path.GetFullPath(folder.Directory)).AvailableFreeSpace;
        if (free < needed)
            throw new BackupException(string.Create(CultureInfo.InvariantCulture, $"the disk of {folder.Directory} has {free >> 20} MiB free and a backup needs {needed >> 20} MiB there while it is taken"));
    }

    // What a process left that was killed while it took a backup.
    private void RemoveLeftovers()
    {
        foreach (var left in Directory.EnumerateDirectories(folder.Directory, Unfinished + "*")) Directory.Delete(left, recursive: true);
    }
}
