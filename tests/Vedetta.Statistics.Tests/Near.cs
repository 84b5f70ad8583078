namespace Vedetta.Statistics.Tests;

internal static class Near
{
    /// <summary>Fails unless the values agree to a relative tolerance, or an absolute one near zero; NaN equals NaN.</summary>
    public static void Relative(double actual, double expected, double tolerance, double absolute = 0, string? what = null)
    {
        if (double.IsNaN(expected) && double.IsNaN(actual))
            return;
        var error = Math.Abs(actual - expected);
        (error <= absolute || error <= tolerance * Math.Abs(expected) || actual == expected)
            .ShouldBeTrue($"{what} expected {expected:R}, got {actual:R}, relative error {error / Math.Abs(expected):E2}");
    }
}
