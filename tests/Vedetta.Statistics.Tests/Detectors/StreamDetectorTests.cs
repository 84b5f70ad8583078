using Vedetta.Statistics.Detectors;

namespace Vedetta.Statistics.Tests.Detectors;

public class StreamDetectorTests
{
    public static TheoryData<string> Names => [.. DetectorCatalog.All.Select(d => d.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Restored_detector_goes_on_as_if_it_had_never_stopped(string name)
    {
        var values = Stream(name, 4000);
        var whole = PublishedStreams.Run(DetectorCatalog.Create(name), values);
        whole.Drifts.ShouldNotBeEmpty();
        // Cut inside the warm-up, right at a drift, and elsewhere.
        foreach (var cut in (int[])[0, 1, 7, 150, whole.Drifts[0], whole.Drifts[0] + 1, 3000])
        {
            var detector = DetectorCatalog.Create(name);
            var signals = new List<StreamSignal>();
            foreach (var value in values.AsSpan(0, cut))
                signals.Add(detector.Update(value));
            detector = DetectorCatalog.Restore(detector.Save());
            foreach (var value in values.AsSpan(cut))
                signals.Add(detector.Update(value));
            Enumerable.Range(0, signals.Count).Where(i => signals[i] == StreamSignal.Drift).ShouldBe(whole.Drifts, $"cut at {cut}");
            detector.Count.ShouldBe(values.Length);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Saved_state_stays_small(string name)
    {
        var detector = DetectorCatalog.Create(name);
        foreach (var value in Stream(name, 12_000, change: 12_000))
            detector.Update(value);
        detector.Save().Length.ShouldBeLessThan(name == "wstd" ? 2000 : 1600, name);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Damaged_state_is_a_format_error_and_nothing_else(string name)
    {
        var detector = DetectorCatalog.Create(name);
        foreach (var value in Stream(name, 200))
            detector.Update(value);
        var state = detector.Save();
        for (var i = 0; i < state.Length; i += i < 12 ? 1 : 17)
        {
            var damaged = (byte[])state.Clone();
            damaged[i] ^= 0x41;
            Should.Throw<FormatException>(() => DetectorCatalog.Restore(damaged));
        }

        for (var length = 0; length < state.Length; length += 31)
            Should.Throw<FormatException>(() => DetectorCatalog.Restore(state.AsSpan(0, length)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Values_it_does_not_take_are_counted_and_change_nothing(string name)
    {
        var values = Stream(name, 3000);
        var clean = PublishedStreams.Run(DetectorCatalog.Create(name), values).Drifts;
        var detector = DetectorCatalog.Create(name);
        var drifts = new List<int>();
        for (var i = 0; i < values.Length; i++)
        {
            detector.Update(double.NaN).ShouldNotBe(StreamSignal.Drift);
            detector.Update(double.PositiveInfinity).ShouldNotBe(StreamSignal.Drift);
            if (detector.Update(values[i]) == StreamSignal.Drift)
                drifts.Add(i);
        }

        drifts.ShouldBe(clean);
        detector.Skipped.ShouldBe(2 * values.Length);
        detector.Count.ShouldBe(values.Length);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Update_allocates_nothing(string name)
    {
        var values = Stream(name, 2000);
        var detector = DetectorCatalog.Create(name);
        foreach (var value in values)
            detector.Update(value);
        // A collection that other tests cause gives up this thread's allocation buffer and counts its rest: the least of a few passes tells.
        var least = long.MaxValue;
        for (var pass = 0; pass < 5 && least > 0; pass++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            foreach (var value in values)
                detector.Update(value);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        least.ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Constant_stream_never_drifts(string name)
    {
        foreach (var constant in (double[])[0, 1])
        {
            var detector = DetectorCatalog.Create(name);
            PublishedStreams.Run(detector, [.. Enumerable.Repeat(constant, 3000)]).Drifts.ShouldBeEmpty($"{name} on {constant}");
        }
    }

    [Theory]
    [InlineData("cusum")]
    [InlineData("ewma")]
    [InlineData("shewhart")]
    [InlineData("kswin")]
    [InlineData("confidence_sequence")]
    public void Detector_that_standardises_sees_the_same_in_other_units(string name)
    {
        var values = Stream(name, 3000);
        // A power of two keeps every rounding.
        double[] scaled = [.. values.Select(v => v * 1024)];
        PublishedStreams.Run(DetectorCatalog.Create(name), scaled).Drifts.ShouldBe(PublishedStreams.Run(DetectorCatalog.Create(name), values).Drifts);
    }

    [Fact]
    public void Adwin_that_keeps_its_window_holds_only_values_of_the_new_level()
    {
        var values = Stream("ddm", 4000, change: 2000);
        var adwin = (Adwin)PublishedStreams.Make("adwin", ("after", "keep"));
        PublishedStreams.Run(adwin, values).Drifts.ShouldNotBeEmpty();
        adwin.Window.Mean.ShouldBe(0.6, 0.06);
        adwin.Window.Width.ShouldBeInRange(1900, 2150);
        adwin.Window.Buckets.ShouldBeLessThan(60);
    }

    [Fact]
    public void Kswin_p_values_are_those_of_all_orders()
    {
        // Of the 20 orders of 3 and 3 values, 2 part the samples and 8 have a distance of at least 2/3.
        Kswin.PValue(3, 3).ShouldBe(2 / 20.0, 1e-12);
        Kswin.PValue(3, 2).ShouldBe(12 / 20.0, 1e-12);
        Kswin.PValue(3, 0).ShouldBe(1);
        Kswin.PValue(2, 2).ShouldBe(2 / 6.0, 1e-12);
    }

    // Bits with rate 0.2, then 0.6; kswin and the charts get the same as numbers with noise.
    private static double[] Stream(string name, int length, int change = 1500)
    {
        var random = new SeededRandom(11);
        var values = new double[length];
        var bits = DetectorCatalog.Get(name).Input != DetectorInput.Numbers;
        for (var i = 0; i < length; i++)
        {
            values[i] = bits
                ? random.NextDouble() < (i < change ? 0.2 : 0.6) ? 1 : 0
                : random.NextDouble() + random.NextDouble() + (i < change ? 0 : 2);
            if (name == "page_hinkley")
                values[i] *= 10;
        }

        return values;
    }
}
