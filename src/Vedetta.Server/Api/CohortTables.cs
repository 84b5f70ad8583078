using Vedetta.Core.Cohorts;

namespace Vedetta.Server.Api;

/// <summary>Tables of cohorts as CSV.</summary>
internal static class CohortTables
{
    /// <summary>Names of the tables, the usual one first.</summary>
    public static IReadOnlyList<string> Names { get; } = ["triangle", "links", "segments", "days", "rolls", "moves"];

    /// <summary>The table of that name.</summary>
    public static CsvTable Of(string name, CohortAnswer answer) => name switch
    {
        "links" => Links(answer),
        "segments" => Segments(answer),
        "days" => Days(answer),
        "rolls" => Rolls(answer),
        "moves" => Moves(answer),
        _ => Triangle(answer),
    };

    private static CsvTable Triangle(CohortAnswer answer)
    {
        var csv = new CsvTable("outcome", "from", "to", "cohort_n", "age", "n", "bad", "value", "low", "high", "amount_value", "coverage", "usual");
        foreach (var cohort in answer.Cohorts)
        {
            for (var i = 0; i < cohort.Cells.Count; i++)
            {
                var cell = cohort.Cells[i];
                csv.Add(answer.Outcome?.Name, cohort.Window.From, cohort.Window.To, cohort.Size, answer.FirstAge + i, cell.Loans, cell.Bad, cell.Rate,
                    cell.Interval?.Low, cell.Interval?.High, cell.AmountRate, cell.Coverage, answer.Usual[i]);
            }
        }

        return csv;
    }

    private static CsvTable Links(CohortAnswer answer)
    {
        var csv = new CsvTable("early", "late", "cohorts", "correlation", "low", "high", "slope", "intercept");
        foreach (var link in answer.Links)
        {
            csv.Add(link.Early, link.LateSide, link.Link.Vintages, link.Link.Correlation, link.Link.Interval?.Low, link.Link.Interval?.High, link.Link.Slope, link.Link.Intercept);
        }

        return csv;
    }

    private static CsvTable Segments(CohortAnswer answer)
    {
        var csv = new CsvTable("from", "to", "column", "value", "n", "outcome", "mature", "labelled", "bad", "rate", "low", "high");
        foreach (var segment in answer.Segments)
        {
            foreach (var rate in segment.Rates)
            {
                csv.Add(answer.SegmentsOf?.From, answer.SegmentsOf?.To, segment.Column, segment.Value, segment.Size, rate.Outcome,
                    rate.Mature, rate.Known, rate.Bad, rate.Rate, rate.Interval?.Low, rate.Interval?.High);
            }
        }

        return csv;
    }

    private static CsvTable Days(CohortAnswer answer)
    {
        var csv = new CsvTable("from", "to", "n", "labelled", "bad", "value", "low", "high", "expected");
        foreach (var day in answer.Days)
            csv.Add(day.Window.From, day.Window.To, day.Size, day.Known, day.Bad, day.Rate, day.Interval?.Low, day.Interval?.High, day.Expected);
        return csv;
    }

    private static CsvTable Rolls(CohortAnswer answer)
    {
        var csv = new CsvTable("from", "to", "bucket", "n", "worse", "value", "low", "high");
        foreach (var month in answer.Rolls?.Months ?? [])
            for (var bucket = 0; bucket < month.Rates.Count; bucket++)
                csv.Add(month.Window.From, month.Window.To, bucket, month.Rates[bucket].From, month.Rates[bucket].Worse,
                    month.Rates[bucket].Rate, month.Rates[bucket].Interval?.Low, month.Rates[bucket].Interval?.High);
        return csv;
    }

    private static CsvTable Moves(CohortAnswer answer)
    {
        var csv = new CsvTable("from_bucket", "to_bucket", "n", "share");
        if (answer.Rolls is not { } rolls) return csv;
        var buckets = rolls.Moves.Matrix.GetLength(0);
        for (var from = 0; from < buckets; from++)
            for (var to = 0; to < buckets; to++)
                csv.Add(from, to, (long)rolls.Moves.Matrix[from, to], rolls.Moves.Share(from, to));
        return csv;
    }
}
