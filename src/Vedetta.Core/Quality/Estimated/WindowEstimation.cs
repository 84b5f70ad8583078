using Vedetta.Core.Profiles;
using Vedetta.Core.Time;
using Vedetta.Statistics.Estimation;

namespace Vedetta.Core.Quality.Estimated;

/// <summary>Computes what a series lacks: estimates of windows, and their comparison with labels. Thread-safe for different series.</summary>
internal sealed class WindowEstimation(OutputReader reader, LabelComparison labels, EstimatorShelf shelf)
{
    // Labels trickle in; windows are read again when there are one in a hundred more.
    private const double Growth = 1.01;

    /// <summary>How many of the windows asked for are not kept as they would be computed now.</summary>
    public static int Waiting(EstimationRequest request, KeptSeries series) =>
        request.Windows.Asked.Count(each => !Holds(request, series.Find(each.Window), each.Rows));

    /// <summary>Computes every window asked for that is not kept, then compares with labels where some came since.</summary>
    public async ValueTask ComputeAsync(EstimationRequest request, KeptSeries series, CancellationToken cancel)
    {
        var missing = request.Windows.Asked.Where(each => !Holds(request, series.Find(each.Window), each.Rows)).ToList();
        for (var at = 0; at < missing.Count;)
        {
            cancel.ThrowIfCancellationRequested();
            var count = request.Question.AsOf is null ? reader.Together(missing, at) : 1;
            var part = missing.GetRange(at, count);
            IReadOnlyList<ReadRows> read = count == 1
                ? [await ReadAsync(request, part[0].Window, part[0].Rows, cancel)]
                : await reader.WindowsAsync(request.Layout, [.. part.Select(each => each.Window)], request.Question.Version, request.Question.Segment ?? SegmentKey.All, cancel);
            for (var i = 0; i < count; i++)
                if (await EstimateAsync(request, read[i], part[i].Rows, cancel) is { } kept) series.Keep(part[i].Window, kept);
            at += count;
        }

        await CompareAsync(request, series, cancel);
    }

    private static bool Holds(EstimationRequest request, KeptWindow? kept, long rows) =>
        kept is not null && kept.Rows == rows && request.Serving(kept.MainVersion) is { } serving && EstimatorShelf.KeyOf(request.Layout, serving, request.Question.Method) == kept.Fit;

    private async ValueTask<ReadRows> ReadAsync(EstimationRequest request, Window window, long rows, CancellationToken cancel)
    {
        var question = request.Question;
        var span = question.AsOf is { } asOf && asOf < window.To ? new Window(window.From, asOf.AddTicks(TimeSpan.TicksPerMicrosecond)) : window;
        return await reader.WindowAsync(request.Layout, span, question.Version, question.Segment ?? SegmentKey.All, rows, cancel);
    }

    private async ValueTask<KeptWindow?> EstimateAsync(EstimationRequest request, ReadRows read, long rows, CancellationToken cancel)
    {
        if (read.Rows.Count == 0 || request.Serving(read.MainVersion) is not { } serving) return null;
        var fitted = await shelf.GetAsync(request.Layout, serving, request.Question.Method, cancel);
        var estimate = fitted.Estimator.Estimate(read.Rows.With(fitted.Features));
        return new KeptWindow(rows, estimate.Used, read.MainVersion, fitted.Key, Slim(estimate.Metrics), NotesOf(read, serving.Version, estimate));
    }

    private async ValueTask CompareAsync(EstimationRequest request, KeptSeries series, CancellationToken cancel)
    {
        // What is mature, or wholly labelled, is compared once; the rest again when more labels came.
        var done = series.Judged.Where(judged => judged.Labelled == judged.Rows || request.Layout.Outcome.Maturity is not null).Select(judged => judged.Window).ToHashSet();
        var after = request.Layout.Outcome.Maturity is { DueColumn: null } rule ? rule.After : TimeSpan.Zero;
        var open = request.Windows.Asked.Where(each => each.Window.To + after <= request.KnownBy && IsOpen(request, series, each.Window, done.Contains(each.Window))).ToList();
        if (request.Outcomes == 0 || open.Count == 0) return;
        var again = open.Select(each => each.Window).ToHashSet();
        var judged = series.Judged.Where(each => !again.Contains(each.Window)).ToList();
        await labels.ReadAsync(request.Layout, open, request.Question.Version, request.Question.Segment ?? SegmentKey.All, request.KnownBy, async (window, stop) =>
        {
            if (window.IsComparable && await JudgeAsync(request, series, window, stop) is { } compared) judged.Add(compared);
        }, cancel);
        series.Judged = [.. judged.OrderBy(each => each.Window.From)];
        foreach (var window in again)
            if (series.Find(window) is { } kept) series.Compared[window] = (request.Outcomes, kept.Rows, kept.Fit);
    }

    private static bool IsOpen(EstimationRequest request, KeptSeries series, Window window, bool done)
    {
        if (series.Find(window) is not { } kept) return false;
        if (!series.Compared.TryGetValue(window, out var known) || known.Rows != kept.Rows || known.Fit != kept.Fit) return true;
        return !done && request.Outcomes > known.Outcomes * Growth;
    }

    private async ValueTask<JudgedWindow?> JudgeAsync(EstimationRequest request, KeptSeries series, LabelledWindow window, CancellationToken cancel)
    {
        if (series.Find(window.Window) is not { } kept || request.Serving(kept.MainVersion) is not { } serving) return null;
        var fitted = await shelf.GetAsync(request.Layout, serving, request.Question.Method, cancel);
        var rows = window.Finish().With(fitted.Features);

        // Estimate and labels speak of the same rows: where some have no label the estimate is made again of the others.
        var (metrics, used) = (kept.Metrics, kept.Used);
        if (window.Labelled < kept.Rows)
        {
            var estimate = fitted.Estimator.Estimate(rows);
            (metrics, used) = (Slim(estimate.Metrics), estimate.Used);
        }

        return new JudgedWindow(window.Window, window.Rows, window.Labelled, used, window.KnownAt, fitted.Key, metrics, fitted.Estimator.Realized(rows));
    }

    private static IReadOnlyList<MetricEstimate> Slim(IReadOnlyList<MetricEstimate> metrics) => [.. metrics.Select(metric => metric with { Candidates = [] })];

    private static IReadOnlyList<string> NotesOf(ReadRows read, string serving, WindowEstimate estimate)
    {
        List<string> notes = [.. estimate.Notes];
        if (read.Population > read.Rows.Count) notes.Add(FormattableString.Invariant($"estimated on a sample of {read.Rows.Count:N0} of {read.Population:N0} rows"));
        if (read.Versions.Count > 1) notes.Add($"holds rows of the versions {string.Join(", ", read.Versions.Keys.Order(StringComparer.Ordinal).Select(Quoted))}; estimated as version {Quoted(read.MainVersion)}");
        if (read.MainVersion.Length > 0 && !string.Equals(serving, read.MainVersion, StringComparison.Ordinal))
            notes.Add($"version {Quoted(read.MainVersion)} has no labelled reference of its own: transferred from version {Quoted(serving)}");
        return notes;
    }

    private static string Quoted(string version) => $"'{version}'";
}
