namespace Vedetta.Statistics.Credit;

/// <summary>A vintage's bad rate at the last month, foretold.</summary>
/// <param name="Vintage">The vintage.</param>
/// <param name="LastMonth">Last month on book that is known whole.</param>
/// <param name="Known">Its bad rate there.</param>
/// <param name="Forecast">Bad rate at the table's last month.</param>
/// <param name="Low">Smallest forecast when each older vintage in turn is left out of the factors.</param>
/// <param name="High">Largest such forecast.</param>
public sealed record LadderForecast(int Vintage, int LastMonth, double Known, double Forecast, double Low, double High);

/// <summary>
/// Chain ladder over a vintage table (Mack 1993): the factor of a month is sum CDR(v, m + 1) / sum CDR(v, m) over the
/// vintages known at both, and the tail of a young vintage is its rate times the factors that are still to come. The range
/// shows how far one single vintage moves the forecast; it is no confidence interval.
/// </summary>
/// <param name="Factors">Factor from month m to m + 1 at index m - 1; null where no vintage shows it.</param>
/// <param name="Forecasts">One per vintage that has a known month and every factor from there on.</param>
public sealed record ChainLadder(IReadOnlyList<double?> Factors, IReadOnlyList<LadderForecast> Forecasts)
{
    /// <summary>Builds factors and forecasts from the complete cells of a table.</summary>
    public static ChainLadder Of(Vintages table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var months = table.Cells.Count == 0 ? 0 : table.Cells[0].Count;
        var factors = FactorsOf(table, months, without: -1);
        var forecasts = new List<LadderForecast>();
        for (var v = 0; v < table.Cells.Count; v++)
        {
            var last = LastComplete(table, v);
            if (last == 0 || Tail(factors, last) is not { } tail)
                continue;
            var known = table.At(v, last).Rate!.Value;
            var others = Enumerable.Range(0, table.Cells.Count).Where(w => w != v)
                .Select(w => Tail(FactorsOf(table, months, w), last)).OfType<double>().Append(tail).ToList();
            forecasts.Add(new LadderForecast(v, last, known, Math.Min(1, known * tail), Math.Min(1, known * others.Min()), Math.Min(1, known * others.Max())));
        }
        return new ChainLadder(factors, forecasts);
    }

    private static double?[] FactorsOf(Vintages table, int months, int without)
    {
        var factors = new double?[Math.Max(0, months - 1)];
        for (var m = 1; m < months; m++)
        {
            var (now, next) = (0.0, 0.0);
            for (var v = 0; v < table.Cells.Count; v++)
            {
                if (v == without || !table.At(v, m + 1).Complete)
                    continue;
                now += table.At(v, m).Rate ?? 0;
                next += table.At(v, m + 1).Rate ?? 0;
            }
            factors[m - 1] = now > 0 ? next / now : null;
        }
        return factors;
    }

    private static int LastComplete(Vintages table, int vintage)
    {
        var cells = table.Cells[vintage];
        for (var m = cells.Count; m >= 1; m--)
        {
            if (cells[m - 1] is { Complete: true, Rate: not null })
                return m;
        }
        return 0;
    }

    private static double? Tail(double?[] factors, int month)
    {
        double? tail = 1;
        for (var i = month - 1; i < factors.Length; i++)
            tail *= factors[i];
        return tail;
    }
}
