using System.Globalization;
using System.IO.Compression;
using Vedetta.Cli.CommandLine;
using Vedetta.Cli.Targets;
using Vedetta.Server.Backup;

namespace Vedetta.Cli.Backup;

/// <summary>Fetches a backup from a server and keeps it as a file or a directory; what was not fetched whole is removed.</summary>
internal static class BackupDownload
{
    private const string Unfinished = ".part";

    /// <summary>Fetches it and reads it once more, so that what is kept is known to be whole.</summary>
    public static async Task<BackupManifest> RunAsync(ServerApi api, string path, Terminal terminal, CancellationToken cancel)
    {
        var isFile = IsArchive(path);
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (!Directory.Exists(folder)) throw new UsageException($"there is no directory '{folder}'");
        using var answer = await api.DownloadAsync("v1/backup", cancel);
        long? bytes = answer.Headers.TryGetValues("Vedetta-Backup-Bytes", out var told) && long.TryParse(told.First(), CultureInfo.InvariantCulture, out var said) ? said : null;
        var free = new DriveInfo(folder).AvailableFreeSpace;
        if (bytes > free) throw new UsageException($"the disk of '{folder}' has {Numbers.Count(free >> 20)} MiB free and the backup needs {Numbers.Count(bytes.Value >> 20)} MiB");
        await using var body = await answer.Content.ReadAsStreamAsync(cancel);
        using var progress = new ProgressLine(terminal, "backing up", bytes);
        await using var counted = new CountedStream(body, progress);
        try
        {
            return isFile ? await ToFileAsync(counted, path, cancel) : await BackupReader.UnpackAsync(counted, path, cancel);
        }
        catch (HttpIOException broken)
        {
            throw new UsageException($"the server ended the backup before it was whole ({broken.Message}); nothing was kept", broken);
        }
    }

    private static bool IsArchive(string path) =>
        path.EndsWith(".tar", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".tar.gz", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".tgz", StringComparison.OrdinalIgnoreCase);

    private static async Task<BackupManifest> ToFileAsync(Stream body, string path, CancellationToken cancel)
    {
        var part = path + Unfinished;
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous, BufferSize = 1 << 20 };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            await using (var file = new FileStream(part, options))
            {
                await using (var packed = path.EndsWith(".tar", StringComparison.OrdinalIgnoreCase) ? (Stream)new BufferedStream(file) : new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true))
                    await body.CopyToAsync(packed, 1 << 20, cancel);
                if (file.CanWrite) file.Flush(flushToDisk: true);
            }

            var manifest = await BackupReader.CheckAsync(part, cancel);
            File.Move(part, path);
            return manifest;
        }
        catch
        {
            File.Delete(part);
            throw;
        }
    }
}
