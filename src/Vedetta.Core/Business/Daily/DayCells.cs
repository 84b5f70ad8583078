using Vedetta.Statistics.Business;

namespace Vedetta.Core.Business.Daily;

/// <summary>Sums of one day while its rows are read. Not thread-safe.</summary>
internal sealed class DayCells
{
    /// <summary>Value of the group that holds the rows of all further values of a column.</summary>
    public const string Other = "#other";

    private const int MostValues = 40;

    private readonly int _metrics;
    private readonly Dictionary<(string Column, string Value), int> _places = [];
    private readonly Dictionary<string, int> _values = new(StringComparer.Ordinal);
    private readonly List<(string Group, AggregateSums[] Sums, double[] Mature)> _groups = [];

    public DayCells(int metrics)
    {
        _metrics = metrics;
        Make("");
    }

    /// <summary>The place of a group, made when it is new; a column has at most 40 values of its own.</summary>
    public int PlaceOf(string column, string value)
    {
        if (_places.TryGetValue((column, value), out var place)) return place;
        var known = _values.GetValueOrDefault(column);
        if (known >= MostValues && value != Other)
        {
            place = PlaceOf(column, Other);
        }
        else
        {
            _values[column] = known + 1;
            place = Make($"{column}:{value}");
        }

        return _places[(column, value)] = place;
    }

    /// <summary>Adds a row to a group; the first place is all rows.</summary>
    public void Add(int place, double[] x, double[] y, bool[] mature)
    {
        var (_, sums, ripe) = _groups[place];
        for (var m = 0; m < x.Length; m++)
        {
            sums[m] = sums[m].With(x[m], y[m]);
            if (mature[m]) ripe[m]++;
        }
    }

    /// <summary>The cells, all rows first.</summary>
    public IReadOnlyList<BusinessCell> Finish(BusinessPlan plan) =>
        [.. _groups.SelectMany(group => plan.Metrics.Select((metric, m) => new BusinessCell(metric.Name, group.Group, group.Sums[m], group.Mature[m])))];

    private int Make(string group)
    {
        _groups.Add((group, new AggregateSums[_metrics], new double[_metrics]));
        return _groups.Count - 1;
    }
}
