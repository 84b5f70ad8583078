namespace Vedetta.Core.Quality.Scores;

/// <summary>
/// Mean value of a row by group of neighbouring scores, so that cells with few known values borrow from their neighbours:
/// about fifty groups of equally many known values. The value of rows is rows times the mean of their group; its variance is
/// that of the means. Immutable.
/// </summary>
internal sealed class ValueGroups
{
    private const int Groups = 50;
    private readonly int[] _groupOf;
    private readonly double[] _means;
    private readonly double[] _variances;
    private readonly double[] _rowsBefore; // rows of the cell's group before the cell, in the order given

    private ValueGroups(int[] groupOf, double[] means, double[] variances, double[] rowsBefore) =>
        (_groupOf, _means, _variances, _rowsBefore) = (groupOf, means, variances, rowsBefore);

    /// <summary>Groups of cells in the order they are given.</summary>
    public static ValueGroups Of(IReadOnlyList<ScoreCell> cells)
    {
        var known = cells.Sum(c => c.Values.Known);
        var (groupOf, means, variances) = (new int[cells.Count], new List<double>(), new List<double>());
        var open = default(ValueCounts);
        var lastKnown = cells.Count - 1;
        while (lastKnown > 0 && cells[lastKnown].Values.Known == 0) lastKnown--;
        for (var i = 0; i < cells.Count; i++)
        {
            groupOf[i] = means.Count;
            open += cells[i].Values;
            if (i < lastKnown && open.Known < Math.Max(2, known / (double)Groups)) continue;
            if (i > lastKnown)
            {
                // Beyond the last known value its group goes on.
                groupOf[i] = Math.Max(0, means.Count - 1);
                continue;
            }

            var mean = open.Known > 0 ? open.Sum / open.Known : 0;
            means.Add(mean);
            variances.Add(open.Known > 1 ? Math.Max(0, (open.Squares / open.Known) - (mean * mean)) / (open.Known - 1) : 0);
            open = default;
        }

        var before = new double[cells.Count];
        for (var i = 1; i < cells.Count; i++) before[i] = groupOf[i] == groupOf[i - 1] ? before[i - 1] + cells[i - 1].Rows : 0;
        return new ValueGroups(groupOf, [.. means], [.. variances], before);
    }

    /// <summary>Adds the rows of the cell at a place to a value and its variance.</summary>
    public (double Value, double Variance) Add(double value, double variance, long rows, int place)
    {
        if (_means.Length == 0) return (value, variance);
        var group = _groupOf[place];
        var (before, after) = (_rowsBefore[place], _rowsBefore[place] + rows);
        return (value + (rows * _means[group]), variance + (((after * after) - (before * before)) * _variances[group]));
    }
}
