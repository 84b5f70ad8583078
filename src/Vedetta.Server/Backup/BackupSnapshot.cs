using System.Formats.Tar;

namespace Vedetta.Server.Backup;

/// <summary>A copy of a data directory as of one moment; disposing removes it.</summary>
internal sealed class BackupSnapshot(string folder, BackupManifest manifest, Action release) : IDisposable
{
    /// <summary>What it holds.</summary>
    public BackupManifest Manifest { get; } = manifest;

    /// <summary>Writes it as a tar archive, the manifest first.</summary>
    public async Task WriteAsync(Stream target, CancellationToken cancel)
    {
        await using var tar = new TarWriter(target, TarEntryFormat.Pax, leaveOpen: true);
        foreach (var name in (string[])[BackupManifest.FileName, .. Manifest.Files.Select(file => file.Path)])
        {
            await using var content = new FileStream(Path.Combine(folder, name), FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20, FileOptions.Asynchronous | FileOptions.SequentialScan);
            var entry = new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = content, Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite, ModificationTime = Manifest.TakenAt };
            await tar.WriteEntryAsync(entry, cancel);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        finally
        {
            release();
        }
    }
}
