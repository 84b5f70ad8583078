using Vedetta.Statistics.Intervals;

namespace Vedetta.Statistics.Detectors;

/// <summary>How a threshold is calibrated.</summary>
/// <param name="Run">Wanted average run: values between two false alarms.</param>
/// <param name="Block">Values drawn in a row; more than 1 keeps the dependence of neighbours.</param>
/// <param name="Seed">Seed of the draws.</param>
/// <param name="MostValues">Values simulated at most for one threshold, fewer for a slow detector; bounds the time.</param>
public sealed record CalibrationOptions(double Run, int Block = 1, ulong Seed = 1, long MostValues = 5_000_000);

/// <summary>A threshold found for a wanted average run, and what it really gives.</summary>
/// <param name="Settings">The parameters with the threshold, and with the reference's mean and standard deviation where the detector measures from them; null when there is no such threshold.</param>
/// <param name="Run">Average run of a second simulation that the search did not see; null without an alarm in it.</param>
/// <param name="RunInterval">Its 95 % Monte Carlo interval; without an alarm the upper end is infinite.</param>
/// <param name="Values">Values of the second simulation.</param>
/// <param name="Alarms">False alarms in it.</param>
/// <param name="Notes">What must be known; the reason when there is no threshold.</param>
public sealed record Calibration(DetectorSettings? Settings, double? Run, Interval RunInterval, long Values, long Alarms, IReadOnlyList<string> Notes);

/// <summary>
/// Finds the threshold at which a detector has a wanted average run length on streams drawn from the user's own reference.
/// The detector runs on through its alarms as it does in use, over five wanted runs from a fresh start. Where values are discrete the run jumps with the threshold:
/// then the least threshold whose run is at least the wanted one is taken.
/// </summary>
public static class DetectorCalibration
{
    private const int FewestValues = 50;
    private const int Steps = 16;

    /// <summary>Calibrates the threshold of a detector.</summary>
    /// <param name="settings">The detector and its other parameters.</param>
    /// <param name="reference">Values without change; those the detector does not take are left out.</param>
    /// <param name="options">What is wanted.</param>
    /// <exception cref="ArgumentException">The detector has no threshold, or the options make no sense.</exception>
    public static Calibration Calibrate(DetectorSettings settings, ReadOnlySpan<double> reference, CalibrationOptions options)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(options);
        var name = settings.Definition.Threshold
            ?? throw new ArgumentException($"{settings.Definition.Name} has no threshold to calibrate: its alpha is the chance of any false alarm", nameof(settings));
        if (!(options.Run is >= 10 and <= 1e9))
            throw new ArgumentException($"the average run is {options.Run}; it is a number of values from 10 to 1,000,000,000", nameof(options));
        if (options.Block < 1)
            throw new ArgumentException($"the block is {options.Block}; it is at least 1 value", nameof(options));

        var values = Taken(settings, reference);
        if (values.Length < FewestValues)
            return None($"the reference has {values.Length} values that {settings.Definition.Name} takes; calibration needs {FewestValues}");
        var notes = new List<string>();
        var levelled = Levelled(settings, values, notes);
        var world = new World(values, options with { MostValues = options.MostValues / settings.Definition.Slowness });
        if (Search(levelled, name, world, options.Run, notes) is not { } threshold)
            return None($"no {name} gives a run of {options.Run:0} values on this reference");
        var found = levelled.With(name, threshold);
        var (seen, alarms, dispersion) = world.Simulate(found, options.Seed + 1, 2);
        var count = PoissonCount.Overdispersed(alarms, dispersion);
        return new(found, alarms == 0 ? null : seen / (double)alarms,
            new(seen / count.High, count.Low > 0 ? seen / count.Low : double.PositiveInfinity), seen, alarms, notes);
    }

    private static Calibration None(string reason) => new(null, null, new(0, double.PositiveInfinity), 0, 0, [reason]);

    private static double[] Taken(DetectorSettings settings, ReadOnlySpan<double> reference)
    {
        var detector = DetectorCatalog.Create(settings);
        var values = new List<double>(reference.Length);
        foreach (var value in reference)
        {
            if (detector.Takes(value))
                values.Add(value);
        }

        return [.. values];
    }

    // A detector that measures from a mean and a deviation gets those of the reference, better known than those of a warm-up.
    private static DetectorSettings Levelled(DetectorSettings settings, double[] values, List<string> notes)
    {
        if (settings.Definition.Parameters.All(p => p.Name != "mean") || !double.IsNaN(settings["mean"]))
            return settings;
        var moments = default(RunningMoments);
        foreach (var value in values)
            moments.Add(value);
        notes.Add("mean and standard deviation are those of the reference: signals repeat while a change lasts");
        settings = settings.With("mean", moments.Mean);
        return double.IsNaN(settings["sd"]) ? settings.With("sd", moments.Deviation) : settings;
    }

    private static double? Search(DetectorSettings settings, string name, World world, double run, List<string> notes)
    {
        var parameter = settings.Definition.Parameters[settings.Definition.Place(name)];
        var rarer = settings.Definition.HigherIsRarer ? 2.0 : 0.1;
        var start = double.IsNaN(settings[name]) ? 5 : settings[name] > 0 ? settings[name] : 1;
        bool Enough(double threshold) => world.RunOf(settings.With(name, threshold)) >= run;

        // Two thresholds, one that alarms too often and one that does not.
        var (often, rare) = (start, start);
        while (!Enough(rare))
        {
            (often, rare) = (rare, Math.Clamp(rare * rarer, Math.Max(parameter.Low, 1e-15), parameter.High));
            if (rare == often)
                return null;
        }

        while (often == rare)
        {
            var next = Math.Clamp(often / rarer, Math.Max(parameter.Low, 1e-15), parameter.High);
            if (next == often || next < 1e-12)
            {
                notes.Add($"even at {name} = {parameter.Text(often)} it alarms more rarely than wanted");
                return rare;
            }

            if (Enough(next)) often = rare = next;
            else often = next;
        }

        for (var step = 0; step < Steps && Math.Abs(Math.Log(rare / often)) > 0.002; step++)
        {
            var middle = Math.Sqrt(often * rare);
            if (Enough(middle)) rare = middle;
            else often = middle;
        }

        return rare;
    }

    /// <summary>
    /// Simulated streams without change, each five wanted runs long: a detector whose alarms grow rarer the longer it runs
    /// has no average run of its own, only one over a span.
    /// </summary>
    private sealed class World(double[] values, CalibrationOptions options)
    {
        private const int RunsPerStream = 5;
        private const int MostStreams = 100;

        private readonly long _length = (long)Math.Clamp(RunsPerStream * options.Run, 1000, Math.Max(1000, options.MostValues));

        /// <summary>Average run; infinite without an alarm.</summary>
        public double RunOf(DetectorSettings settings)
        {
            var (seen, alarms, _) = Simulate(settings, options.Seed, 1);
            return seen / (double)alarms;
        }

        public (long Values, long Alarms, double Dispersion) Simulate(DetectorSettings settings, ulong seed, int times)
        {
            var streams = (int)Math.Clamp(options.MostValues / _length, 1, MostStreams) * times;
            var counts = new List<double>(streams);
            long seen = 0;
            long alarms = 0;
            for (var stream = 0; stream < streams; stream++)
            {
                var before = alarms;
                var resampled = new Resampling(values, options.Block, Profiles.Hashing.Mix(seed) + (ulong)stream);
                var detector = DetectorCatalog.Create(settings);
                for (long i = 0; i < _length; i++)
                {
                    if (detector.Update(resampled.Next()) == StreamSignal.Drift)
                        alarms++;
                }

                seen += _length;
                counts.Add(alarms - before);
                // Far too many alarms answer the question early.
                if (alarms > 1000 && alarms * options.Run > 4.0 * seen)
                    break;
            }

            return (seen, alarms, PoissonCount.Dispersion(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(counts)));
        }
    }
}
