namespace Vedetta.Cli.Tables;

/// <summary>
/// Plans how the columns of two files are read so that the ones in memory together stay within a budget: files of columns
/// by as many workers as the budget allows, each reading and comparing one column, so that reading and computing overlap;
/// files of rows by groups as large as the budget allows, since every group costs a pass.
/// </summary>
internal sealed class ColumnGroups
{
    private const long Budget = 1L << 30;

    private readonly IReadOnlyList<string> _names;
    private readonly ITableFile _reference;
    private readonly ITableFile _current;
    private readonly int _atOnce;

    private ColumnGroups(IReadOnlyList<string> names, ITableFile reference, ITableFile current, int atOnce) =>
        (_names, _reference, _current, _atOnce) = (names, reference, current, atOnce);

    /// <summary>Makes the plan.</summary>
    public static ColumnGroups Of(IReadOnlyList<string> names, ITableFile reference, ITableFile current) =>
        new(names, reference, current, AtOnce((long)reference.Rows + current.Rows + Math.Max(reference.Rows, current.Rows)));

    /// <summary>Reads every column of one file and hands it over, several at a time.</summary>
    public static async Task ForEachAsync(ITableFile file, IReadOnlyList<string> names, Action<int, TableColumn> take, CancellationToken cancel)
    {
        var size = file.ReadsSingly ? 1 : Math.Min(names.Count, AtOnce(2L * file.Rows));
        var groups = names.Chunk(Math.Max(1, size)).ToArray();
        await Parallel.ForAsync(0, groups.Length, Workers(file.ReadsSingly ? AtOnce(2L * file.Rows) : 1, cancel), (at, stop) =>
        {
            var table = file.Read(groups[at], stop);
            for (var i = 0; i < groups[at].Length; i++) take((at * size) + i, table.Find(groups[at][i])!);
            return ValueTask.CompletedTask;
        });
    }

    // Columns that fit into the budget together; the values of one include what sorting takes.
    private static int AtOnce(long values) =>
        (int)Math.Clamp(Math.Min(Budget, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2) / Math.Max(1, sizeof(double) * values), 1, int.MaxValue);

    /// <summary>Reads every column and hands both sides over, several at a time.</summary>
    public async Task ForEachAsync(Action<int, Table, Table> take, CancellationToken cancel)
    {
        if (_reference.ReadsSingly && _current.ReadsSingly)
        {
            await Parallel.ForAsync(0, _names.Count, Workers(_atOnce, cancel), (at, stop) =>
            {
                string[] name = [_names[at]];
                take(at, _reference.Read(name, stop), _current.Read(name, stop));
                return ValueTask.CompletedTask;
            });
            return;
        }

        for (var from = 0; from < _names.Count; from += _atOnce)
        {
            var group = _names.Skip(from).Take(_atOnce).ToArray();
            var (reference, current) = (Task.Run(() => _reference.Read(group, cancel), cancel), Task.Run(() => _current.Read(group, cancel), cancel));
            await Task.WhenAll(reference, current);
            var first = from;
            await Parallel.ForAsync(0, group.Length, Workers(group.Length, cancel), async (at, _) => take(first + at, await reference, await current));
        }
    }

    private static ParallelOptions Workers(int most, CancellationToken cancel) => new() { MaxDegreeOfParallelism = Math.Min(most, Environment.ProcessorCount), CancellationToken = cancel };
}
