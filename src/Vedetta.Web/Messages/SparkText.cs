namespace Vedetta.Web.Messages;

/// <summary>Values drawn in eight heights of block characters. Pure.</summary>
public static class SparkText
{
    private const string Blocks = "▁▂▃▄▅▆▇█";
    private const int Longest = 24;

    /// <summary>The latest values as characters, <c>·</c> where there is none; empty for fewer than two numbers.</summary>
    public static string Of(IReadOnlyList<double?> values)
    {
        var shown = values.Count > Longest ? values.Skip(values.Count - Longest).ToList() : values;
        var known = shown.Where(value => value is { } v && double.IsFinite(v)).Select(value => value!.Value).ToList();
        if (known.Count < 2) return "";
        // From zero where nothing is below: a rise from 0.30 to 0.31 must not look like a cliff.
        var (low, high) = (Math.Min(0, known.Min()), known.Max());
        var span = high - low;
        return string.Concat(shown.Select(value => value is not { } v || !double.IsFinite(v) ? '·' : Blocks[span <= 0 ? 0 : (int)Math.Round((v - low) / span * (Blocks.Length - 1), MidpointRounding.AwayFromZero)]));
    }
}
