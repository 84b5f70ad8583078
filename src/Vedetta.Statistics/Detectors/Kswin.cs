namespace Vedetta.Statistics.Detectors;

/// <summary>
/// KSWIN (Raab, Heusinger and Schleif 2020): the Kolmogorov-Smirnov test of the newest values of a sliding window against as
/// many drawn from the older ones. p-values of two equal samples are exact, by counting paths (Gnedenko and Korolyuk 1951);
/// with ties they are upper bounds.
/// </summary>
internal sealed class Kswin : StreamDetector
{
    private readonly int _newest;
    private readonly int _leastSteps;
    private readonly IDraws _draws;
    private readonly SortedWindow _window;
    private readonly int[] _older;
    private readonly sbyte[] _weights;

    public Kswin(DetectorSettings settings) : this(settings, new SeededDraws((ulong)settings.Int("seed")))
    {
    }

    internal Kswin(DetectorSettings settings, IDraws draws) : base(settings)
    {
        var size = settings.Int("window");
        // Fewer older values than newest ones are all compared, each once.
        _newest = Math.Min(settings.Int("newest"), size / 2);
        _leastSteps = LeastSteps(_newest, settings["alpha"], settings["least_distance"]);
        _draws = draws;
        _window = new SortedWindow(size);
        _older = new int[size - _newest];
        _weights = new sbyte[size];
    }

    /// <summary>P(n D >= steps) without change for two samples of n values.</summary>
    internal static double PValue(int n, int steps)
    {
        if (steps <= 0)
            return 1;
        double sum = 0;
        for (var i = 1; i * steps <= n; i++)
        {
            double term = 1;
            for (var j = 0; j < i * steps; j++)
                term *= (double)(n - j) / (n + i * steps - j);
            sum += i % 2 == 1 ? term : -term;
        }

        return Math.Min(1, 2 * sum);
    }

    private static int LeastSteps(int n, double alpha, double leastDistance)
    {
        var steps = 1;
        while (steps <= n && (PValue(n, steps) > alpha || steps <= leastDistance * n))
            steps++;
        return steps;
    }

    private protected override StreamSignal Take(double value)
    {
        _window.Add(value);
        if (!_window.Full)
            return StreamSignal.None;
        Mark();
        return _window.LargestSum(_weights) < _leastSteps ? StreamSignal.None : StreamSignal.Drift;
    }

    // +1 for the newest, -1 for a sample of the older ones without replacement, 0 for the rest.
    private void Mark()
    {
        _weights.AsSpan().Clear();
        for (var age = 0; age < _newest; age++)
            _weights[_window.Slot(age)] = 1;
        var n = _older.Length;
        for (var i = 0; i < n; i++)
            _older[i] = i;
        for (var i = 0; i < _newest; i++)
        {
            var j = _draws.Below(n - i);
            // The oldest value is number 0.
            _weights[_window.Slot(_window.Size - 1 - _older[j])] = -1;
            _older[j] = _older[n - i - 1];
        }
    }

    private protected override void Forget()
    {
        _window.Clear();
        _draws.Restart();
    }

    private protected override void Exchange(DetectorState state)
    {
        _window.Exchange(state);
        _draws.Exchange(state);
    }
}
