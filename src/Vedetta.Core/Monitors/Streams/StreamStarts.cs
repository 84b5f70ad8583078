using System.Globalization;
using Vedetta.Core.Models;
using Vedetta.Core.Profiles;
using Vedetta.Core.Samples;
using Vedetta.Statistics.Detectors;
using Vedetta.Statistics.Learners;

namespace Vedetta.Core.Monitors.Streams;

/// <summary>A detector before its first value.</summary>
/// <param name="Settings">Its parameters, the threshold calibrated where it can be.</param>
/// <param name="Run">Values between two false alarms; null where nobody knows.</param>
/// <param name="BaselineRows">Reference values it was calibrated on; 0 where it was not.</param>
internal sealed record StreamStart(DetectorSettings Settings, double? Run, long BaselineRows);

/// <summary>
/// How the detectors of a monitor begin: the threshold is calibrated to the wanted run on the first reference of the model
/// (or that of the monitor's version), which stays the same for ever, so that a stream that is played again gives the same
/// signals. Not thread-safe.
/// </summary>
internal sealed class StreamStarts
{
    /// <summary>Values between two false alarms when a monitor asks for no other number.</summary>
    public const double UsualRun = 100_000;

    private const string Approve = "approve";

    private readonly ModelDefinition _model;
    private readonly MonitorDefinition _monitor;
    private readonly RowSample? _sample;
    private readonly double[] _errors;
    private readonly long _values;

    private StreamStarts(ModelDefinition model, MonitorDefinition monitor, ModelVersion? reference, RowSample? sample, double[] errors, long values)
    {
        (_model, _monitor, _sample, _errors, _values) = (model, monitor, sample, errors, values);
        Rule = string.Create(CultureInfo.InvariantCulture, $"{monitor.Method} run {Run:R} of '{monitor.Version}' '{monitor.Segment}' by '{reference?.Version}' {reference?.Reference?.UploadedAt.UtcTicks}");
        ApprovedWord = WordOf(sample);
    }

    /// <summary>What decides the signals beside the values: states of another rule are of no use.</summary>
    public string Rule { get; }

    /// <summary>The decision that counts as 1: <c>approve</c>, or the most frequent one of a reference that does not have it.</summary>
    public string ApprovedWord { get; }

    private double Run => _monitor.RunLength ?? UsualRun;

    public static async ValueTask<StreamStarts> ReadAsync(
        ModelState state, MonitorDefinition monitor, RowSampler sampler, PredictionErrors? errors, long values, CancellationToken cancel)
    {
        var reference = monitor.Version is { } version ? state.Serving(version) : state.Versions.FirstOrDefault(each => each.Reference is not null);
        if (reference?.Reference is not { } info) return new StreamStarts(state.Definition, monitor, null, null, [], values);
        var sample = await sampler.OfReferenceAsync(state.Definition, reference.Version, SegmentKey.All, info.Rows, RowSampler.UsualRows, cancel);
        var wrong = errors is null ? [] : await errors.OfReferenceAsync(reference.Version, RowSampler.HashUpTo(RowSampler.UsualRows, info.Rows), RowSampler.UsualRows, cancel);
        return new StreamStarts(state.Definition, monitor, reference, sample, wrong, values);
    }

    /// <summary>The detector of a column as it begins.</summary>
    public StreamStart Of(string column)
    {
        var detector = DetectorCatalog.Get(_monitor.Method!);
        var settings = SettingsOf(detector, StreamColumns.KindOf(_model, column), column);
        double? stated = detector.Measured is { FalseAlarms: > 0 } measured ? 10_000 / measured.FalseAlarms : null;
        var values = ValuesOf(column);
        if (detector.Threshold is null || values.Length == 0) return new StreamStart(settings, stated, 0);
        var found = DetectorCalibration.Calibrate(settings, values, new CalibrationOptions(Run, MostValues: _values));
        return found.Settings is null
            ? new StreamStart(settings, stated, 0)
            : new StreamStart(found.Settings, found.Run ?? Math.Max(Run, found.RunInterval.Low), values.Length);
    }

    // Errors are bad when they rise; of anything else both ways tell a change.
    private static DetectorSettings SettingsOf(DetectorDefinition detector, StreamKind? kind, string column)
    {
        var settings = detector.Defaults;
        foreach (var parameter in detector.Parameters)
        {
            if (parameter.Name is "direction" or "side")
                settings = settings.With(parameter.Name, column == StreamColumns.Error && parameter.Words.Contains("up", StringComparer.Ordinal) ? "up" : "both");
            else if (parameter.Name == "model" && kind == StreamKind.Bits && parameter.Words.Contains("bernoulli", StringComparer.Ordinal))
                settings = settings.With(parameter.Name, "bernoulli");
        }

        return settings;
    }

    private double[] ValuesOf(string column)
    {
        if (column == StreamColumns.Error) return _errors;
        return _sample?.Table.Find(column) switch
        {
            NumericColumn numbers => [.. numbers.Values.Where(double.IsFinite)],
            CategoricalColumn words => [.. words.Codes.Where(code => code >= 0).Select(code => words.Levels[code] == ApprovedWord ? 1.0 : 0.0)],
            _ => [],
        };
    }

    private static string WordOf(RowSample? sample)
    {
        if (sample?.Table.Find("decision") is not CategoricalColumn words || words.Levels.Contains(Approve, StringComparer.Ordinal)) return Approve;
        return words.Codes.Where(code => code >= 0).GroupBy(code => words.Levels[code])
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).First().Key;
    }
}
