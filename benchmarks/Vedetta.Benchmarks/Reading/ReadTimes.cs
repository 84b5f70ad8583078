using System.Diagnostics;
using System.Globalization;

namespace Vedetta.Benchmarks.Reading;

/// <summary>How long a question took, in milliseconds.</summary>
/// <param name="Name">What was asked.</param>
/// <param name="P50">Half of the answers took at most this.</param>
/// <param name="P95">Nineteen of twenty took at most this.</param>
/// <param name="Bytes">Size of an answer.</param>
internal sealed record ReadTimes(string Name, double P50, double P95, long Bytes)
{
    private const int Warm = 10;
    private const int Times = 100;

    /// <summary>Asks again and again over one connection; the address may change with the number of the question.</summary>
    public static async Task<ReadTimes> MeasureAsync(HttpClient http, string name, Func<int, string> path, int times = Times)
    {
        long bytes = 0;
        var taken = new double[times];
        for (var i = -Math.Min(Warm, times); i < times; i++)
        {
            var begun = Stopwatch.GetTimestamp();
            using var response = await http.GetAsync(path(Math.Abs(i)));
            bytes = (await response.Content.ReadAsByteArrayAsync()).Length;
            if (!response.IsSuccessStatusCode) throw new InvalidOperationException($"{path(i)} answered {(int)response.StatusCode}");
            if (i >= 0) taken[i] = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        }

        Array.Sort(taken);
        return new ReadTimes(name, taken[times / 2], taken[(times * 95 / 100) - 1], bytes);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name,-28} p50 {P50,8:F1} ms   p95 {P95,8:F1} ms   {Bytes / 1024.0,8:F0} KiB");
}
