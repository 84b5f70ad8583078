using System.Globalization;
using System.Text;

namespace Vedetta.Server.Api;

/// <summary>Tables of scores as CSV files: full digits, one header line, empty where nothing is known.</summary>
internal static class ScoreCsv
{
    public static IResult Of(string model, CutoffBody body)
    {
        var text = new StringBuilder(
            "cutoff,approved,approval_rate,approval_rate_low,approval_rate_high,expected_by_score,expected_bad_rate,expected_bad_rate_low,expected_bad_rate_high,inferred_share,"
            + "realized_bad_rate,realized_bad_rate_low,realized_bad_rate_high,labelled,coverage,near,no_longer_approved,newly_approved,amount,value,value_low,value_high,profit\n");
        foreach (var p in body.Points)
        {
            Line(
                text, p.Cutoff, p.Approved, p.ApprovalRate?.Value, p.ApprovalRate?.Low, p.ApprovalRate?.High, p.ExpectedByScore, p.ExpectedBadRate?.Value, p.ExpectedBadRate?.Low, p.ExpectedBadRate?.High,
                p.InferredShare, p.RealizedBadRate?.Value, p.RealizedBadRate?.Low, p.RealizedBadRate?.High, p.Labelled, p.Coverage, p.Near?.Value, p.NoLongerApproved, p.NewlyApproved, p.Amount,
                p.Value?.Value, p.Value?.Low, p.Value?.High, p.Profit);
        }

        return File(text, model + "-cutoff.csv");
    }

    public static IResult Of(string model, ScoreBandsBody body)
    {
        var text = new StringBuilder(
            "band,from,to,n,baseline_share,approval_rate,mean_score,mature,labelled,bad_rate,bad_rate_low,bad_rate_high,expected_bad_rate,cumulative_share,cumulative_bad_rate,order_broken\n");
        foreach (var b in body.Bands)
        {
            text.Append(b.Band).Append(',');
            Line(
                text, b.From, b.To, b.N, b.BaselineShare, b.ApprovalRate, b.MeanScore, b.Mature, b.Labelled, b.BadRate?.Value, b.BadRate?.Low, b.BadRate?.High, b.ExpectedBadRate,
                b.CumulativeShare, b.CumulativeBadRate, b.Break is { } found ? found.Broken ? 1 : 0 : null);
        }

        return File(text, model + "-bands.csv");
    }

    private static void Line(StringBuilder text, params ReadOnlySpan<double?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (i > 0) text.Append(',');
            if (values[i] is { } value && double.IsFinite(value)) text.Append(value.ToString("R", CultureInfo.InvariantCulture));
        }

        text.Append('\n');
    }

    private static IResult File(StringBuilder text, string name) => Results.File(Encoding.UTF8.GetBytes(text.ToString()), "text/csv; charset=utf-8", name);
}
