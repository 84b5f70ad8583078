using System.Text.Json;
using Vedetta.Cli.CommandLine;
using Vedetta.Cli.Tables;
using Vedetta.Core.Models;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Cli.Profiling;

/// <summary>A file that <c>vedetta profile</c> wrote, in the place of the file it was made from.</summary>
internal sealed class ProfileTableFile : ITableFile
{
    private const int Head = 256;
    private readonly Dictionary<string, TableColumn> _columns = new(StringComparer.Ordinal);

    private ProfileTableFile(string name, int rows) => (Name, Rows) = (name, rows);

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public int Rows { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns => [.. _columns.Keys];

    /// <inheritdoc/>
    public bool ReadsSingly => true;

    /// <summary>Whether a file is one, as far as its beginning tells.</summary>
    public static bool Is(string path)
    {
        if (!path.EndsWith(".json", StringComparison.OrdinalIgnoreCase)) return false;
        using var file = File.OpenRead(path);
        Span<byte> head = stackalloc byte[Head];
        var read = file.ReadAtLeast(head, Head, throwOnEndOfStream: false);
        return System.Text.Encoding.UTF8.GetString(head[..read]).Contains($"\"{FactsJson.Mark}\"", StringComparison.Ordinal);
    }

    /// <summary>Reads it.</summary>
    /// <exception cref="UsageException">It is damaged, or of a format that is not known.</exception>
    public static ProfileTableFile Open(string path, Func<string, bool> wants)
    {
        var name = Path.GetFileName(path);
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var root = document.RootElement;
            if (root.GetProperty(FactsJson.Mark).GetInt32() != FactsJson.Format) throw new UsageException($"{name} is a profile of a format this program does not know; it reads format {FactsJson.Format}");
            var file = new ProfileTableFile(name, root.GetProperty("rows").GetInt32());
            foreach (var column in root.GetProperty("columns").EnumerateArray())
            {
                var read = ReadColumn(column);
                if (wants(read.Name) && !file._columns.TryAdd(read.Name, read)) throw new UsageException($"{name} has two columns named '{read.Name}'");
            }

            return file;
        }
        catch (Exception damaged) when (damaged is JsonException or FormatException or InvalidOperationException or KeyNotFoundException or ArgumentException)
        {
            throw new UsageException($"{name} is not a whole profile: {damaged.Message}", damaged);
        }
    }

    /// <inheritdoc/>
    public Table Read(IReadOnlyList<string> columns, CancellationToken cancel) => new(Name, Rows, [.. columns.Where(_columns.ContainsKey).Select(c => _columns[c])]);

    /// <inheritdoc/>
    public void Dispose() => _columns.Clear();

    private static TableColumn ReadColumn(JsonElement column)
    {
        var name = column.GetProperty("column").GetString() ?? throw new FormatException("a column has no name");
        var type = Enum.TryParse<ColumnType>(column.GetProperty("type").GetString(), ignoreCase: true, out var told) ? told : throw new FormatException($"the type of '{name}' is not known");
        if (column.TryGetProperty("problem", out var problem)) return TableColumn.Unreadable(name, type, problem.GetString() ?? "could not be read");
        var grid = column.TryGetProperty("grid", out var edges) ? NumericGrid.Read(edges.GetBytesFromBase64()) : null;
        return TableColumn.Of(name, type, ColumnProfile.Read(column.GetProperty("profile").GetBytesFromBase64(), grid));
    }
}
