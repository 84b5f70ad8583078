using System.Globalization;
using Vedetta.Core.Storage;

namespace Vedetta.Storage.DuckDb;

/// <summary>
/// Keeps a second process (or a second opening in this one) out of a data folder while it is held. The operating system frees
/// it when the process ends, however it ends.
/// </summary>
internal sealed class DataFolderLock : IDisposable
{
    private const string LockName = "vedetta.lock";

    // Beside the lock, as a locked file cannot be read.
    private const string HolderName = "vedetta.pid";
    private readonly FileStream _file;

    private DataFolderLock(FileStream file) => _file = file;

    internal static DataFolderLock Take(string folder)
    {
        string path = Path.Combine(folder, LockName);
        try
        {
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
            File.WriteAllText(Path.Combine(folder, HolderName), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return new DataFolderLock(file);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new StorageException($"The data folder {folder} cannot be written: {error.Message} Give this user the right to write there.", error);
        }
        catch (IOException error) when (File.Exists(path) && HolderOf(folder) is var holder)
        {
            throw new StorageException(
                $"The data folder {folder} is in use by another vedetta{holder}. Stop it, or choose another folder with --data.", error)
            { Passing = true };
        }
    }

    public void Dispose() => _file.Dispose();

    private static string HolderOf(string folder)
    {
        try
        {
            return int.TryParse(File.ReadAllText(Path.Combine(folder, HolderName)), CultureInfo.InvariantCulture, out int process)
                ? string.Create(CultureInfo.InvariantCulture, $" (process {process})")
                : "";
        }
        catch (IOException)
        {
            return ""; // only the message is poorer for it
        }
    }
}
