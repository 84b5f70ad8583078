using System.Collections.Concurrent;
using Vedetta.Core.Models;
using Vedetta.Core.Profiles;
using Vedetta.Storage.DuckDb.Binding;
using Vedetta.Storage.DuckDb.Events;
using Vedetta.Storage.DuckDb.Profiles;
using Vedetta.Storage.DuckDb.Scores;

namespace Vedetta.Storage.DuckDb.Schema;

/// <summary>
/// Which models have which tables and columns. Changes are transactions of their own, before the rows that need them: an empty
/// table or column says nothing. Thread-safe.
/// </summary>
internal sealed class ModelTables : IDisposable
{
    private readonly Connection _connection;
    private readonly ConcurrentDictionary<string, ModelEntry> _entries = new(StringComparer.Ordinal);
    private readonly Lock _changes = new();

    private ModelTables(Connection connection) => _connection = connection;

    /// <summary>Reads what the file holds.</summary>
    internal static ModelTables Load(Database database)
    {
        var tables = new ModelTables(database.Connect());
        Dictionary<int, List<StoredColumn>> columns = tables.LoadColumns();
        HashSet<string> names = tables.LoadTableNames();
        using Result result = tables._connection.Query("SELECT number, name FROM models");
        while (result.Read())
        {
            for (int i = 0; i < result.RowCount; i++)
            {
                int number = result.Column<int>(0)[i];
                tables._entries[result.Text(1, i)!] = new ModelEntry(
                    number, names.Contains($"p{number}"), names.Contains($"f{number}_0"), names.Contains($"s{number}_mark"), columns.GetValueOrDefault(number) ?? []);
            }
        }

        return tables;
    }

    internal ModelEntry? Find(ModelId model) => _entries.GetValueOrDefault(model.Value);

    /// <summary>The model with tables for rows and at least these columns.</summary>
    /// <exception cref="ArgumentException">An ordinal is taken by another column.</exception>
    internal ModelEntry EnsureRows(ModelId model, IEnumerable<StoredColumn> columns)
    {
        ModelEntry? known = Find(model);
        List<StoredColumn>? missing = null;
        foreach (StoredColumn column in columns)
        {
            StoredColumn? stored = known?.FindColumn(column.Ordinal);
            if (stored is null)
            {
                (missing ??= []).Add(column);
            }
            else if (stored != column)
            {
                throw new ArgumentException($"Ordinal {column.Ordinal} of model {model} is stored as another column.", nameof(columns));
            }
        }

        return known is { HasRows: true } && missing is null ? known : ChangeRows(model, missing ?? []);
    }

    /// <summary>The model with a table for profiles.</summary>
    internal ModelEntry EnsureProfiles(ModelId model)
    {
        if (Find(model) is { HasProfiles: true } known)
        {
            return known;
        }

        lock (_changes)
        {
            return Change(model, entry =>
            {
                foreach (ProfileLevel level in FragmentTable.Levels)
                {
                    _connection.Execute(FragmentTable.CreateSql(entry.Profiles(level)));
                }

                return new ModelEntry(entry.Number, entry.HasRows, hasProfiles: true, entry.HasScores, entry.Columns);
            });
        }
    }

    /// <summary>The model with tables for score profiles.</summary>
    internal ModelEntry EnsureScores(ModelId model)
    {
        if (Find(model) is { HasScores: true } known)
        {
            return known;
        }

        lock (_changes)
        {
            return Change(model, entry =>
            {
                _connection.Execute(ScoreTables.CreateSql(entry));
                return new ModelEntry(entry.Number, entry.HasRows, entry.HasProfiles, hasScores: true, entry.Columns);
            });
        }
    }

    /// <summary>Drops the score profiles of a model.</summary>
    internal void DropScores(ModelId model)
    {
        lock (_changes)
        {
            if (Find(model) is not { HasScores: true })
            {
                return;
            }

            _ = Change(model, entry =>
            {
                _connection.Execute(ScoreTables.DropSql(entry));
                return new ModelEntry(entry.Number, entry.HasRows, entry.HasProfiles, hasScores: false, entry.Columns);
            });
        }
    }

    /// <summary>Drops the rows of a model, their columns and traffic.</summary>
    internal void DropRows(ModelId model)
    {
        lock (_changes)
        {
            if (Find(model) is not { HasRows: true })
            {
                return;
            }

            _ = Change(model, entry =>
            {
                _connection.Execute(
                    $"""
                    DROP TABLE {entry.Predictions};
                    DROP TABLE {entry.References};
                    DROP TABLE {entry.Outcomes};
                    DELETE FROM stored_columns WHERE model = {entry.Number};
                    DELETE FROM traffic WHERE model = {entry.Number};
                    """);
                return new ModelEntry(entry.Number, hasRows: false, entry.HasProfiles, entry.HasScores, []);
            });
        }
    }

    /// <summary>Drops the profiles of a model and its checkpoint.</summary>
    internal void DropProfiles(ModelId model)
    {
        lock (_changes)
        {
            if (Find(model) is not { HasProfiles: true })
            {
                return;
            }

            _ = Change(model, entry =>
            {
                foreach (ProfileLevel level in FragmentTable.Levels)
                {
                    _connection.Execute($"DROP TABLE {entry.Profiles(level)}");
                }

                _connection.Execute($"DELETE FROM profile_checkpoints WHERE model = {entry.Number}");
                return new ModelEntry(entry.Number, entry.HasRows, hasProfiles: false, entry.HasScores, entry.Columns);
            });
        }
    }

    public void Dispose() => _connection.Dispose();

    private ModelEntry ChangeRows(ModelId model, IReadOnlyList<StoredColumn> added)
    {
        lock (_changes)
        {
            return Change(model, entry =>
            {
                if (!entry.HasRows)
                {
                    _connection.Execute(RowTables.CreateSql(entry));
                }

                List<StoredColumn> columns = [.. entry.Columns];
                foreach (StoredColumn column in added)
                {
                    if (columns.Contains(column))
                    {
                        continue;
                    }

                    AddColumn(entry, column);
                    columns.Add(column);
                }

                return new ModelEntry(entry.Number, hasRows: true, entry.HasProfiles, entry.HasScores, columns);
            });
        }
    }

    private void AddColumn(ModelEntry entry, StoredColumn column)
    {
        string type = column.Kind == ValueKind.Number ? "DOUBLE" : "VARCHAR";
        _connection.Execute($"ALTER TABLE {entry.Predictions} ADD COLUMN {ModelEntry.ColumnName(column.Ordinal)} {type}");
        _connection.Execute($"ALTER TABLE {entry.References} ADD COLUMN {ModelEntry.ColumnName(column.Ordinal)} {type}");
        using Statement insert = _connection.Prepare("INSERT INTO stored_columns VALUES ($1, $2, $3, $4, $5)");
        insert.Bind(1, entry.Number).Bind(2, column.Ordinal).Bind(3, (int)column.Family).Bind(4, column.Name).Bind(5, (int)column.Kind).Execute();
    }

    /// <summary>Runs a change in a transaction and remembers its outcome once it is durable; a model without tables is forgotten.</summary>
    private ModelEntry Change(ModelId model, Func<ModelEntry, ModelEntry> change)
    {
        _connection.Begin();
        try
        {
            ModelEntry changed = change(Find(model) ?? Create(model));
            bool isEmpty = changed is { HasRows: false, HasProfiles: false, HasScores: false };
            if (isEmpty)
            {
                _connection.Execute($"DELETE FROM models WHERE number = {changed.Number}");
            }

            _connection.Commit();
            if (isEmpty)
            {
                _entries.TryRemove(model.Value, out _);
            }
            else
            {
                _entries[model.Value] = changed;
            }

            return changed;
        }
        catch (DuckDbException error)
        {
            _connection.TryRollback();
            throw StorageFailures.WhileWorking(error);
        }
    }

    private ModelEntry Create(ModelId model)
    {
        int number = checked((int)_connection.QueryInt64("SELECT nextval('model_number')"));
        using Statement insert = _connection.Prepare("INSERT INTO models VALUES ($1, $2)");
        insert.Bind(1, number).Bind(2, model.Value).Execute();
        return new ModelEntry(number, hasRows: false, hasProfiles: false, hasScores: false, []);
    }

    private Dictionary<int, List<StoredColumn>> LoadColumns()
    {
        var columns = new Dictionary<int, List<StoredColumn>>();
        using Result result = _connection.Query("SELECT model, ordinal, family, name, kind FROM stored_columns ORDER BY model, rowid");
        while (result.Read())
        {
            for (int i = 0; i < result.RowCount; i++)
            {
                int model = result.Column<int>(0)[i];
                if (!columns.TryGetValue(model, out List<StoredColumn>? list))
                {
                    columns[model] = list = [];
                }

                list.Add(new StoredColumn(
                    result.Column<int>(1)[i], (ColumnFamily)result.Column<byte>(2)[i], result.Text(3, i)!, (ValueKind)result.Column<byte>(4)[i]));
            }
        }

        return columns;
    }

    private HashSet<string> LoadTableNames()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        using Result result = _connection.Query("SELECT table_name FROM duckdb_tables() WHERE NOT temporary");
        while (result.Read())
        {
            for (int i = 0; i < result.RowCount; i++)
            {
                names.Add(result.Text(0, i)!);
            }
        }

        return names;
    }
}
