namespace Vedetta.Core.Quality.Scores;

/// <summary>Round steps of a score: 1, 2 or 5 times a power of ten. Pure.</summary>
internal static class ScoreStep
{
    /// <summary>The smallest round step not below a size.</summary>
    public static double Of(double size)
    {
        if (!(size > 0) || !double.IsFinite(size)) return 1;
        var power = Math.Pow(10, Math.Floor(Math.Log10(size)));
        var part = size / power;
        return Math.Round(power * (part <= 1 ? 1 : part <= 2 ? 2 : part <= 5 ? 5 : 10), 9) is > 0 and var step ? step : size;
    }

    /// <summary>The smallest whole multiple of a step not below a size.</summary>
    public static double Wider(double step, double size) => step * Math.Max(1, Math.Ceiling(Of(Math.Max(step, size)) / step));
}
