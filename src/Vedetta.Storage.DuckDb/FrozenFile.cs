using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using Vedetta.Storage.DuckDb.Binding;

namespace Vedetta.Storage.DuckDb;

/// <summary>
/// The data file as it was at a checkpoint: while it is frozen, commits go to the write-ahead log and to blocks the frozen state
/// does not use, so that the file can be copied while rows come in. Disposing lets the log be folded in again.
/// </summary>
public sealed class FrozenFile : IDisposable
{
    private const int BufferBytes = 1 << 20;
    private readonly Database _database;
    private readonly SafeFileHandle _file;
    private readonly long _threshold;

    internal FrozenFile(Database database, SafeFileHandle file, long threshold)
    {
        (_database, _file, _threshold) = (database, file, threshold);
        Length = RandomAccess.GetLength(file);
    }

    /// <summary>Bytes of the file.</summary>
    public long Length { get; }

    /// <summary>Copies the file and gives the SHA-256 of what was copied.</summary>
    public async Task<byte[]> CopyToAsync(string path, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var target = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
        byte[] buffer = new byte[BufferBytes];
        for (long at = 0; at < Length;)
        {
            int read = await RandomAccess.ReadAsync(_file, buffer.AsMemory(0, (int)Math.Min(BufferBytes, Length - at)), at, cancel);
            if (read == 0)
            {
                throw new EndOfStreamException($"{path}: the data file became shorter while it was copied.");
            }

            hash.AppendData(buffer.AsSpan(0, read));
            await target.WriteAsync(buffer.AsMemory(0, read), cancel);
            at += read;
        }

        return hash.GetHashAndReset();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        using Connection connection = _database.Connect();
        connection.Execute(DuckDbStorage.ThresholdSql(_threshold));
    }
}
