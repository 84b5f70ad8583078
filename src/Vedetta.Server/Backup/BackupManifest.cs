using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vedetta.Server.Backup;

/// <summary>What a backup holds: the first file of the archive.</summary>
/// <param name="Format">Version of this form.</param>
/// <param name="Program">Version of the program that made it.</param>
/// <param name="TakenAt">The moment it shows.</param>
/// <param name="Files">Every other file, in the order of the archive.</param>
public sealed record BackupManifest(int Format, string Program, DateTimeOffset TakenAt, IReadOnlyList<BackupFile> Files)
{
    /// <summary>Name of the manifest.</summary>
    public const string FileName = "manifest.json";

    /// <summary>The form this program writes and reads.</summary>
    public const int CurrentFormat = 1;

    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip };

    /// <summary>Bytes of all files.</summary>
    [JsonIgnore]
    public long Bytes => Files.Sum(file => file.Bytes);

    /// <summary>As stored.</summary>
    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <summary>Reads a manifest and refuses what this program cannot restore.</summary>
    /// <exception cref="BackupException">It is damaged or of a newer program.</exception>
    public static BackupManifest Read(ReadOnlySpan<byte> bytes)
    {
        BackupManifest? manifest;
        try
        {
            manifest = JsonSerializer.Deserialize<BackupManifest>(bytes, Json);
        }
        catch (JsonException damaged)
        {
            throw new BackupException("the manifest of the backup cannot be read: it is damaged", damaged);
        }

        if (manifest?.Files is null) throw new BackupException("the manifest of the backup names no files: it is damaged");
        if (manifest.Format > CurrentFormat) throw new BackupException($"the backup was made by a newer vedetta ({manifest.Program}); restore it with that one");
        if (manifest.Files.FirstOrDefault(file => !BackupFile.IsAllowed(file.Path)) is { } strange) throw new BackupException($"the backup names a file '{strange.Path}' that is no part of a data directory");
        return manifest;
    }
}

/// <summary>One file of a backup.</summary>
/// <param name="Path">Place below the data directory, with forward slashes.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Its SHA-256 in lower-case hexadecimal digits.</param>
public sealed record BackupFile(string Path, long Bytes, string Sha256)
{
    /// <summary>Whether a data directory has such a file; everything else is refused, whatever an archive says.</summary>
    public static bool IsAllowed(string path) =>
        path is Storage.DuckDb.DuckDbStorage.FileName or Hosting.OpenStores.MetadataFile
        || (path.StartsWith(DataFolder.KeyFolder + "/", StringComparison.Ordinal) && path.EndsWith(".xml", StringComparison.Ordinal)
            && path.AsSpan(DataFolder.KeyFolder.Length + 1).IndexOfAny("/\\:") < 0 && !path.Contains("..", StringComparison.Ordinal));
}

/// <summary>A backup cannot be made or restored; the message says why and what to do.</summary>
public sealed class BackupException(string message, Exception? inner = null) : Exception(message, inner);
