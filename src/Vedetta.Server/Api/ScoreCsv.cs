namespace Vedetta.Server.Api;

/// <summary>Tables of scores as files.</summary>
internal static class ScoreCsv
{
    public static IResult Of(string model, CutoffBody body)
    {
        var table = new CsvTable(
            "cutoff", "approved", "approval_rate", "approval_rate_low", "approval_rate_high", "expected_by_score", "expected_bad_rate", "expected_bad_rate_low", "expected_bad_rate_high", "inferred_share",
            "realized_bad_rate", "realized_bad_rate_low", "realized_bad_rate_high", "labelled", "coverage", "near", "no_longer_approved", "newly_approved", "amount", "value", "value_low", "value_high", "profit");
        foreach (var p in body.Points)
        {
            table.Add(
                p.Cutoff, p.Approved, p.ApprovalRate?.Value, p.ApprovalRate?.Low, p.ApprovalRate?.High, p.ExpectedByScore, p.ExpectedBadRate?.Value, p.ExpectedBadRate?.Low, p.ExpectedBadRate?.High,
                p.InferredShare, p.RealizedBadRate?.Value, p.RealizedBadRate?.Low, p.RealizedBadRate?.High, p.Labelled, p.Coverage, p.Near?.Value, p.NoLongerApproved, p.NewlyApproved, p.Amount,
                p.Value?.Value, p.Value?.Low, p.Value?.High, p.Profit);
        }

        return table.ToResult(model + "-cutoff.csv");
    }

    public static IResult Of(string model, ScoreBandsBody body)
    {
        var table = new CsvTable(
            "band", "from", "to", "n", "baseline_share", "approval_rate", "mean_score", "mature", "labelled", "bad_rate", "bad_rate_low", "bad_rate_high", "expected_bad_rate",
            "cumulative_share", "cumulative_bad_rate", "order_broken");
        foreach (var b in body.Bands)
        {
            table.Add(
                b.Band, b.From, b.To, b.N, b.BaselineShare, b.ApprovalRate, b.MeanScore, b.Mature, b.Labelled, b.BadRate?.Value, b.BadRate?.Low, b.BadRate?.High, b.ExpectedBadRate,
                b.CumulativeShare, b.CumulativeBadRate, b.Break is { } found ? found.Broken ? "yes" : "no" : null);
        }

        return table.ToResult(model + "-bands.csv");
    }
}
