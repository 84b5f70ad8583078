namespace Vedetta.Storage.DuckDb.Events.Ids;

/// <summary>
/// The known ids of one model: sorted runs on disk, older ones larger, and the latest ids in memory. About 1.8 bytes of memory an
/// id in runs. Runs are a view of the rows: lost ones are made again. Thread-safe.
/// </summary>
internal sealed class ModelIds : IDisposable
{
    private readonly Lock _lock = new();
    private readonly string _folder;
    private readonly int _model;
    private readonly List<IdRun> _runs;
    private readonly IdTail _tail = new();
    private long _last;
    private Task _merging = Task.CompletedTask;
    private bool _isClosed;

    internal ModelIds(string folder, int model, IEnumerable<IdRun> runs)
    {
        (_folder, _model, _runs) = (folder, model, [.. runs]);
        _last = _runs.Count == 0 ? 0 : _runs[^1].Header.To;
    }

    /// <summary>The last commit whose ids are here.</summary>
    internal long Last
    {
        get
        {
            lock (_lock)
            {
                return _last;
            }
        }
    }

    /// <summary>Ids in memory.</summary>
    internal int TailCount
    {
        get
        {
            lock (_lock)
            {
                return _tail.Count;
            }
        }
    }

    /// <summary>Memory of filters, first ids and the tail.</summary>
    internal long Bytes
    {
        get
        {
            lock (_lock)
            {
                return _runs.Sum(run => run.Bytes) + _tail.Bytes;
            }
        }
    }

    /// <summary>Adds what is known of these ids to the answer.</summary>
    internal void Find(ReadOnlySpan<ulong> ids, Dictionary<ulong, ulong> found)
    {
        lock (_lock)
        {
            foreach (ulong id in ids)
            {
                if (_tail.TryGet(id, out ulong row))
                {
                    found.TryAdd(id, row);
                }
            }

            // Run by run: the reads of one filter do not wait for each other.
            foreach (IdRun run in _runs)
            {
                foreach (ulong id in ids)
                {
                    ulong known = IdTail.Known(id);
                    if (run.MayContain(known) && run.TryGet(known, out ulong row))
                    {
                        found.TryAdd(id, row);
                    }
                }
            }
        }
    }

    /// <summary>Takes the ids of a commit in, whose rows are durable.</summary>
    internal void Add(ReadOnlySpan<ulong> ids, ReadOnlySpan<ulong> rows, long sequence)
    {
        lock (_lock)
        {
            for (int i = 0; i < ids.Length; i++)
            {
                _tail.Add(ids[i], rows[i]);
            }

            _last = sequence;
        }
    }

    /// <summary>Moves the ids in memory into a run; with a full disk they stay in memory until the next time.</summary>
    internal void Save()
    {
        lock (_lock)
        {
            if (_tail.Count == 0 || _isClosed)
            {
                return;
            }

            try
            {
                Directory.CreateDirectory(_folder);
                long from = _runs.Count == 0 ? 0 : _runs[^1].Header.To;
                _runs.Add(IdRunWriter.Write(_folder, _model, from, _last, _tail.Sorted()));
                _tail.Clear();
                MergeNext();
            }
            catch (Exception full) when (full is IOException or UnauthorizedAccessException)
            {
                // The rows are stored and their ids known: only memory is spent until there is room again.
            }
        }
    }

    /// <summary>Forgets everything, on disk too.</summary>
    internal void Delete()
    {
        Dispose();
        foreach (string file in IdRunWriter.FilesOf(_folder, _model))
        {
            File.Delete(file);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _isClosed = true;
        }

        _merging.Wait();
        lock (_lock)
        {
            foreach (IdRun run in _runs)
            {
                run.Dispose();
            }

            _runs.Clear();
        }
    }

    /// <summary>Starts the merge of the last neighbours of which the newer is at least half as large; call under the lock.</summary>
    private void MergeNext()
    {
        if (!_merging.IsCompleted || _isClosed)
        {
            return;
        }

        for (int i = _runs.Count - 2; i >= 0; i--)
        {
            if (_runs[i + 1].Header.Count * 2 >= _runs[i].Header.Count)
            {
                (IdRun older, IdRun newer) = (_runs[i], _runs[i + 1]);
                _merging = Task.Run(() => Merge(older, newer));
                return;
            }
        }
    }

    private void Merge(IdRun older, IdRun newer)
    {
        try
        {
            IdRun whole = IdRunWriter.Merge(_folder, _model, older, newer);
            lock (_lock)
            {
                int at = _runs.IndexOf(older);
                _runs[at] = whole;
                _runs.RemoveAt(at + 1);
                older.Dispose();
                newer.Dispose();
                File.Delete(older.Path);
                File.Delete(newer.Path);
            }
        }
        catch (Exception full) when (full is IOException or UnauthorizedAccessException)
        {
            // Both runs stay as they are; the next one tries again.
        }
    }
}
