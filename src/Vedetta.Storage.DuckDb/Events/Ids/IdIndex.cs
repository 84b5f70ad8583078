using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Vedetta.Core.Ingestion;
using Vedetta.Storage.DuckDb.Binding;
using Vedetta.Storage.DuckDb.Schema;

namespace Vedetta.Storage.DuckDb.Events.Ids;

/// <summary>
/// The known ids of every model, each found again at its first use: runs that fit the rows are kept, the rest is read from the
/// rows. Callers see to it that nothing is appended to a model while it is loaded.
/// </summary>
internal sealed class IdIndex(Database database, string folder) : IDisposable
{
    /// <summary>Ids of one model in memory, from which they become a run.</summary>
    private const int TailIds = 131_072;

    /// <summary>Ids of all models in memory, from which the largest tail becomes a run.</summary>
    private const int AllTailIds = 524_288;

    private readonly ConcurrentDictionary<int, Lazy<ModelIds>> _models = new();

    /// <summary>Memory it takes.</summary>
    internal long Bytes => Loaded().Sum(model => model.Bytes);

    /// <summary>Which of these id hashes are stored, with the hash of their rows.</summary>
    internal Dictionary<ulong, ulong> Find(ModelEntry model, ReadOnlySpan<ulong> hashes)
    {
        var found = new Dictionary<ulong, ulong>();
        _models.GetOrAdd(model.Number, _ => new Lazy<ModelIds>(() => Load(model), LazyThreadSafetyMode.PublicationOnly)).Value.Find(hashes, found);
        return found;
    }

    /// <summary>Takes the ids of a commit in; a model nobody asked for yet is read from its rows when somebody does.</summary>
    internal void Add(ModelEntry model, PredictionBatch rows, long sequence)
    {
        if (!_models.TryGetValue(model.Number, out Lazy<ModelIds>? known) || !known.IsValueCreated)
        {
            return;
        }

        known.Value.Add(CollectionsMarshal.AsSpan(rows.IdHash), CollectionsMarshal.AsSpan(rows.RowHash), sequence);
        if (known.Value.TailCount >= TailIds)
        {
            known.Value.Save();
        }
        else if (Loaded().Sum(one => one.TailCount) > AllTailIds)
        {
            Loaded().MaxBy(one => one.TailCount)!.Save();
        }
    }

    /// <summary>Forgets a model whose rows were deleted, or some of them.</summary>
    internal void Forget(ModelEntry model)
    {
        if (_models.TryRemove(model.Number, out Lazy<ModelIds>? known) && known.IsValueCreated)
        {
            known.Value.Delete();
            return;
        }

        foreach (string file in IdRunWriter.FilesOf(folder, model.Number))
        {
            File.Delete(file);
        }
    }

    /// <summary>Closes the runs; ids in memory are read from the rows at the next start.</summary>
    public void Dispose()
    {
        foreach (ModelIds model in Loaded())
        {
            model.Dispose();
        }
    }

    private IEnumerable<ModelIds> Loaded() => _models.Values.Where(model => model.IsValueCreated).Select(model => model.Value);

    private ModelIds Load(ModelEntry model)
    {
        using Connection connection = database.Connect();
        var ids = new ModelIds(folder, model.Number, Runs(connection, model));
        using Statement statement = connection.Prepare($"SELECT id_hash, row_hash, seq FROM {model.Predictions} WHERE seq > $1");
        using Result result = statement.Bind(1, ids.Last).Query();
        while (result.Read())
        {
            ReadOnlySpan<long> commits = result.Column<long>(2);
            for (int start = 0, end; start < commits.Length; start = end)
            {
                end = start + 1;
                while (end < commits.Length && commits[end] == commits[start])
                {
                    end++;
                }

                // A run ends with a commit, so the ids are put aside when the next one begins.
                if (commits[start] != ids.Last && ids.TailCount >= TailIds)
                {
                    ids.Save();
                }

                ids.Add(result.Column<ulong>(0)[start..end], result.Column<ulong>(1)[start..end], commits[start]);
            }
        }

        return ids;
    }

    /// <summary>The runs that follow each other from the first row on and hold as many ids as there are rows; other files are deleted.</summary>
    private List<IdRun> Runs(Connection connection, ModelEntry model)
    {
        var opened = new List<IdRun>();
        var files = IdRunWriter.FilesOf(folder, model.Number).ToList();
        foreach (string file in files)
        {
            if (IdRun.TryOpen(file) is { } run)
            {
                opened.Add(run);
            }
        }

        var chain = new List<IdRun>();
        long last = 0;
        while (opened.Where(run => run.Header.From == last).MaxBy(run => run.Header.To) is { } next)
        {
            chain.Add(next);
            last = next.Header.To;
        }

        using Statement count = connection.Prepare($"SELECT count(*) FROM {model.Predictions} WHERE seq <= $1");
        if (count.Bind(1, last).QueryInt64() != chain.Sum(run => run.Header.Count))
        {
            chain.Clear();
        }

        foreach (IdRun run in opened.Except(chain))
        {
            run.Dispose();
        }

        foreach (string file in files.Except(chain.Select(run => run.Path), StringComparer.Ordinal))
        {
            File.Delete(file);
        }

        return chain;
    }
}
