using Vedetta.Statistics.Detectors;

namespace Vedetta.Statistics.Tests.Detectors;

public class DetectorCalibrationTests
{
    [Theory]
    [InlineData("cusum", 500)]
    [InlineData("adwin", 1500)]
    [InlineData("page_hinkley", 400)]
    [InlineData("ewma", 400)]
    public void Calibrated_detector_has_the_wanted_run_on_fresh_values(string name, double wanted)
    {
        var calibration = DetectorCalibration.Calibrate(DetectorCatalog.Get(name).Defaults, Normal(5000, 3), new(wanted, MostValues: 200_000));
        var settings = calibration.Settings.ShouldNotBeNull();
        calibration.RunInterval.High.ShouldBeGreaterThan(wanted * 0.9);
        calibration.Run!.Value.ShouldBeInRange(wanted * 0.75, wanted * 1.5);
        var fresh = Normal(150_000, 99);
        var run = fresh.Length / (double)PublishedStreams.Run(DetectorCatalog.Create(settings), fresh).Drifts.Length;
        // The reference's own mean is off by sd / sqrt(5,000); that alone moves the run of a chart.
        run.ShouldBeInRange(wanted * 0.6, wanted * 1.6);
    }

    [Theory]
    [InlineData("hddm_a")]
    [InlineData("ddm")]
    [InlineData("shewhart")]
    public void Calibration_on_bits_never_alarms_more_often_than_wanted(string name)
    {
        double[] bits = [.. Normal(2000, 5).Select(v => v > 1.3 ? 1.0 : 0.0)];
        var calibration = DetectorCalibration.Calibrate(DetectorCatalog.Get(name).Defaults, bits, new(300, MostValues: 150_000));
        calibration.Settings.ShouldNotBeNull();
        calibration.RunInterval.High.ShouldBeGreaterThan(285);
    }

    [Fact]
    public void Calibration_is_reproducible_and_follows_its_seed()
    {
        var reference = Normal(500, 1);
        var settings = DetectorCatalog.Get("cusum").Defaults;
        var one = DetectorCalibration.Calibrate(settings, reference, new(200));
        DetectorCalibration.Calibrate(settings, reference, new(200)).Settings!["threshold"].ShouldBe(one.Settings!["threshold"]);
        DetectorCalibration.Calibrate(settings, reference, new(200, Seed: 2)).Alarms.ShouldNotBe(one.Alarms);
    }

    [Fact]
    public void Too_small_reference_gives_no_settings_and_the_reason()
    {
        var calibration = DetectorCalibration.Calibrate(DetectorCatalog.Get("adwin").Defaults, [1, 2, double.NaN], new(1000));
        calibration.Settings.ShouldBeNull();
        calibration.Notes.ShouldHaveSingleItem().ShouldContain("2 values");
    }

    [Fact]
    public void Constant_reference_gives_no_false_threshold()
    {
        var calibration = DetectorCalibration.Calibrate(DetectorCatalog.Get("cusum").Defaults, [.. Enumerable.Repeat(4.0, 100)], new(1000));
        calibration.Alarms.ShouldBe(0);
        calibration.Notes.ShouldContain(n => n.Contains("more rarely than wanted", StringComparison.Ordinal));
    }

    private static double[] Normal(int n, ulong seed)
    {
        var random = new SeededRandom(seed);
        var values = new double[n];
        foreach (ref var value in values.AsSpan())
        {
            value = -6;
            for (var i = 0; i < 12; i++)
                value += random.NextDouble();
        }

        return values;
    }
}
