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
    public static void ForEach(ITableFile file, IReadOnlyList<string> names, Action<int, TableColumn> take, CancellationToken cancel)
    {
        var size = file.ReadsSingly ? 1 : Math.Min(names.Count, AtOnce(2L * file.Rows));
        var groups = names.Chunk(Math.Max(1, size)).ToArray();
        Workers.ForEach(groups.Length, file.ReadsSingly ? AtOnce(2L * file.Rows) : 1, (at, stop) =>
        {
            var table = file.Read(groups[at], stop);
            for (var i = 0; i < groups[at].Length; i++) take((at * size) + i, table.Find(groups[at][i])!);
        }, cancel);
    }

    // Columns that fit into the budget together; the values of one include what sorting takes.
    private static int AtOnce(long values) =>
        (int)Math.Clamp(Math.Min(Budget, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2) / Math.Max(1, sizeof(double) * values), 1, int.MaxValue);

    /// <summary>Reads every column and hands both sides over, several at a time; what is handed over may not be kept.</summary>
    public void ForEach(Action<int, Table, Table> take, CancellationToken cancel)
    {
        if (_reference.ReadsSingly && _current.ReadsSingly)
        {
            Workers.ForEach(_names.Count, _atOnce, (at, stop) =>
            {
                string[] name = [_names[at]];
                var (reference, current) = (_reference.Read(name, stop), _current.Read(name, stop));
                take(at, reference, current);
                _reference.TakeBack(reference);
                _current.TakeBack(current);
            }, cancel);
            return;
        }

        for (var from = 0; from < _names.Count; from += _atOnce)
        {
            var group = _names.Skip(from).Take(_atOnce).ToArray();
            var sides = new Table[2];
            Workers.ForEach(2, 2, (side, stop) => sides[side] = (side == 0 ? _reference : _current).Read(group, stop), cancel);
            var first = from;
            Workers.ForEach(group.Length, group.Length, (at, _) => take(first + at, sides[0], sides[1]), cancel);
        }
    }
}
