using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Core.Profiles;
using Vedetta.Core.Time;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Readings;

/// <summary>Answers questions about one column's distribution beside its baseline.</summary>
internal sealed class DistributionReader(IProfileReader profiles, EvaluationOptions options)
{
    private static readonly double[] Shares = [0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99];

    public async ValueTask<DistributionAnswer> ReadAsync(ModelDefinition model, DistributionQuestion question, ReadingSpan data, DateTimeOffset now, CancellationToken cancel)
    {
        if (data.Span is not { } span) throw new QuestionException(question.Span is null ? "column" : "from", "no rows lie in this span");
        var size = question.Span is null ? WindowSize.Day : WindowSize.All;
        if (question.Span is null) span = LastFull(model, span, now);
        var segment = question.Segment ?? SegmentKey.All;
        var builder = new FactsBuilder(model, size, question.Version, segment, profiles, events: null, data.FirstEvent, null, options.Watermark, now);
        var rule = DefaultMonitors.Of(model.Id, "", MonitorMetric.Drift, [question.Column]) with { Window = size, Baseline = question.Baseline, Segment = segment, Version = question.Version };
        await builder.LoadAsync([(span, [rule])], cancel);
        var facts = await builder.FactsAsync(span, rule, cancel);
        var current = facts.Current.Columns.GetValueOrDefault(question.Column);
        var baseline = facts.Baseline?.Find(question.Column, current);
        if (current is null && baseline is null)
            throw new QuestionException("column", $"there is no column '{question.Column}' in these rows; known: {string.Join(", ", MonitoredColumns.Of(model, facts.Current.Columns.Keys))}");
        var name = facts.Baseline is null ? "nothing to compare with" : string.Join("; ", facts.Baseline.Notes.Prepend(facts.Baseline.Name));
        var type = MonitoredColumns.TypeOf(model, question.Column, current ?? baseline);
        return (current ?? baseline) is NumericProfile
            ? Numbers(question.Column, type, span, name, (NumericProfile?)current, (NumericProfile?)baseline)
            : Categories(question.Column, type, span, name, (CategoricalProfile?)current, (CategoricalProfile?)baseline);
    }

    private Window LastFull(ModelDefinition model, Window data, DateTimeOffset now)
    {
        var last = WindowCalendar.At(data.To.AddTicks(-1), WindowSize.Day, model.Zone);
        return options.Watermark.IsClosed(last, now) || last.From <= data.From ? last : WindowCalendar.Previous(last, WindowSize.Day, model.Zone);
    }

    private static DistributionAnswer Numbers(string column, ColumnType type, Window window, string name, NumericProfile? current, NumericProfile? baseline)
    {
        var bins = NumericBins.Of(baseline, current);
        var quantiles = Shares.Select(share => (share, QuantileOf(baseline, share), QuantileOf(current, share))).ToList();
        return new DistributionAnswer(column, type, window, name, current?.Rows ?? 0, baseline?.Rows ?? 0, bins, NumericBins.Cdf(baseline, current), quantiles);
    }

    private static double? QuantileOf(NumericProfile? profile, double share) =>
        profile is { Moments.Count: > 0 } && profile.Quantile(share) is var value && double.IsFinite(value) ? value : null;

    private static DistributionAnswer Categories(string column, ColumnType type, Window window, string name, CategoricalProfile? current, CategoricalProfile? baseline)
    {
        var known = baseline is not null;
        var bins = (current?.Counts.Keys ?? []).Union(baseline?.Counts.Keys ?? [], StringComparer.Ordinal)
            .Select(category => Bin(category, baseline?.Counts.GetValueOrDefault(category) ?? 0, current?.Counts.GetValueOrDefault(category) ?? 0, known, missing: false))
            .Where(bin => bin.Baseline + bin.Current > 0)
            .OrderByDescending(bin => Math.Max(Share(bin.Baseline, baseline?.Rows), Share(bin.Current, current?.Rows)))
            .ThenBy(bin => bin.Label, StringComparer.Ordinal).ToList();
        var shown = bins.Take(NumericBins.CategoryLimit).ToList();
        var rest = bins.Skip(NumericBins.CategoryLimit).ToList();
        var (other, otherNow) = (rest.Sum(bin => bin.Baseline) + (baseline?.Other ?? 0), rest.Sum(bin => bin.Current) + (current?.Other ?? 0));
        if (other + otherNow > 0) shown.Add(new DistributionBin("other", null, null, other, otherNow, IsNew: false, IsVanished: false, IsMissing: false));
        var (missing, missingNow) = (Absent(baseline), Absent(current));
        if (missing + missingNow > 0) shown.Add(Bin("missing", missing, missingNow, known, missing: true));
        return new DistributionAnswer(column, type, window, name, current?.Rows ?? 0, baseline?.Rows ?? 0, shown, [], []);
    }

    private static DistributionBin Bin(string label, long baseline, long current, bool known, bool missing) =>
        new(label, null, null, baseline, current, IsNew: known && baseline == 0 && current > 0, IsVanished: known && baseline > 0 && current == 0, IsMissing: missing);

    private static double Share(long count, long? rows) => rows is > 0 ? (double)count / rows.Value : 0;

    private static long Absent(CategoricalProfile? profile) => profile is null ? 0 : profile.Missing + profile.Invalid;
}
