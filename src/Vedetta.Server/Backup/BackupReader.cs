using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;

namespace Vedetta.Server.Backup;

/// <summary>Brings a backup into a new directory, checking every byte against its manifest.</summary>
public static class BackupReader
{
    private const int ManifestLimit = 1 << 20;
    private const long Margin = 64L << 20;

    /// <summary>Unpacks an archive (tar, also gzip), or copies a directory that holds one unpacked.</summary>
    /// <param name="source">A file or directory.</param>
    /// <param name="target">A directory that does not exist yet; removed again when the backup is damaged.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="BackupException">The backup is damaged, incomplete or newer than this program, or the disk lacks the room.</exception>
    public static Task<BackupManifest> UnpackAsync(string source, string target, CancellationToken cancel) =>
        IntoNewAsync(target, $"'{source}'", () => Directory.Exists(source) ? CopyAsync(source, target, cancel) : UnpackFileAsync(source, target, cancel));

    /// <summary>Unpacks an archive as it comes.</summary>
    /// <param name="archive">A tar archive.</param>
    /// <param name="target">As above.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="BackupException">As above.</exception>
    public static Task<BackupManifest> UnpackAsync(Stream archive, string target, CancellationToken cancel) =>
        IntoNewAsync(target, "the archive", () => UnpackStreamAsync(archive, target, cancel));

    /// <summary>Reads an archive to its end and checks every byte, without keeping anything.</summary>
    /// <exception cref="BackupException">The archive is damaged or incomplete.</exception>
    public static async Task<BackupManifest> CheckAsync(string source, CancellationToken cancel)
    {
        try
        {
            return await UnpackFileAsync(source, target: null, cancel);
        }
        catch (Exception failure) when (failure is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw new BackupException($"'{source}' is no whole backup: {failure.Message}", failure);
        }
    }

    private static async Task<BackupManifest> IntoNewAsync(string target, string source, Func<Task<BackupManifest>> unpack)
    {
        if (Path.Exists(target)) throw new BackupException($"'{target}' is there already; name a directory that does not exist");
        MakeOwn(target);
        try
        {
            return await unpack();
        }
        catch (Exception failure)
        {
            Directory.Delete(target, recursive: true);
            if (failure is InvalidDataException or EndOfStreamException or FormatException) throw new BackupException($"{source} is no whole backup: {failure.Message}", failure);
            throw;
        }
    }

    private static async Task<BackupManifest> UnpackStreamAsync(Stream archive, string? target, CancellationToken cancel)
    {
        await using var tar = new TarReader(archive, leaveOpen: true);
        var first = await tar.GetNextEntryAsync(copyData: false, cancel);
        if (first is not { Name: BackupManifest.FileName, DataStream: { } content } || content.Length > ManifestLimit) throw new BackupException("this is no backup of vedetta: it does not begin with a manifest");
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, cancel);
        var manifest = BackupManifest.Read(bytes.ToArray());
        if (target is not null)
        {
            CheckRoom(target, manifest);
            await File.WriteAllBytesAsync(Path.Combine(target, BackupManifest.FileName), bytes.ToArray(), cancel);
        }

        foreach (var file in manifest.Files)
        {
            var entry = await tar.GetNextEntryAsync(copyData: false, cancel);
            if (entry is null || entry.Name != file.Path || entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile)) throw new BackupException($"the backup ends before its file '{file.Path}': it is incomplete");
            await WriteAsync(entry.DataStream ?? Stream.Null, target, file, cancel);
        }

        return manifest;
    }

    private static async Task<BackupManifest> UnpackFileAsync(string source, string? target, CancellationToken cancel)
    {
        await using var file = new FileStream(source, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20, FileOptions.Asynchronous | FileOptions.SequentialScan);
        var head = new byte[2];
        var packed = await file.ReadAtLeastAsync(head, 2, throwOnEndOfStream: false, cancel) == 2 && head[0] == 0x1f && head[1] == 0x8b;
        file.Position = 0;
        await using var stream = packed ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
        return await UnpackStreamAsync(stream, target, cancel);
    }

    private static async Task<BackupManifest> CopyAsync(string source, string target, CancellationToken cancel)
    {
        var path = Path.Combine(source, BackupManifest.FileName);
        if (!File.Exists(path)) throw new BackupException($"'{source}' is no backup of vedetta: it has no {BackupManifest.FileName}");
        var manifest = BackupManifest.Read(await File.ReadAllBytesAsync(path, cancel));
        CheckRoom(target, manifest);
        foreach (var file in manifest.Files)
        {
            var from = Path.Combine(source, file.Path);
            if (!File.Exists(from)) throw new BackupException($"the backup lacks its file '{file.Path}': it is incomplete");
            await using var content = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20, FileOptions.Asynchronous | FileOptions.SequentialScan);
            await WriteAsync(content, target, file, cancel);
        }

        return manifest;
    }

    private static async Task WriteAsync(Stream content, string? target, BackupFile file, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var to = target is null ? null : NewFile(Path.Combine(target, file.Path));
        var buffer = new byte[1 << 20];
        long length = 0;
        int read;
        while ((read = await content.ReadAsync(buffer, cancel)) > 0)
        {
            hash.AppendData(buffer, 0, read);
            if (to is not null) await to.WriteAsync(buffer.AsMemory(0, read), cancel);
            length += read;
        }

        to?.Flush(flushToDisk: true);
        if (length != file.Bytes || Convert.ToHexStringLower(hash.GetHashAndReset()) != file.Sha256)
            throw new BackupException($"the file '{file.Path}' of the backup is damaged: its checksum differs from the manifest");
    }

    private static FileStream NewFile(string path)
    {
        MakeOwn(Path.GetDirectoryName(path)!);
        return new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
    }

    private static void CheckRoom(string target, BackupManifest manifest)
    {
        var free = new DriveInfo(Path.GetFullPath(target)).AvailableFreeSpace;
        if (free < manifest.Bytes + Margin)
            throw new BackupException(string.Create(CultureInfo.InvariantCulture, $"the disk of {target} has {free >> 20} MiB free and the backup needs {(manifest.Bytes + Margin) >> 20} MiB"));
    }

    private static void MakeOwn(string directory)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(directory);
        else Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
