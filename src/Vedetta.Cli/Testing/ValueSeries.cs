using System.Globalization;

namespace Vedetta.Cli.Testing;

/// <summary>
/// A number per step, written short: <c>0.1</c> holds for ever, <c>0.1x5 0.4x3</c> is five steps and three, <c>1+0.5x4</c> is 1, 1.5,
/// 2, 2.5, <c>_</c> is nothing. The last value goes on.
/// </summary>
internal sealed class ValueSeries
{
    private const int Longest = 100_000;

    private readonly double?[] _values;

    private ValueSeries(double?[] values) => _values = values;

    /// <summary>One number for ever.</summary>
    public static ValueSeries Of(double value) => new([value]);

    /// <summary>Steps that are written out.</summary>
    public int Length => _values.Length;

    /// <summary>The number of a step; null for nothing.</summary>
    public double? At(int step) => _values[Math.Clamp(step, 0, _values.Length - 1)];

    /// <summary>Reads a series; null with a reason when it is none.</summary>
    public static ValueSeries? TryParse(string text, out string problem)
    {
        var values = new List<double?>();
        problem = "";
        foreach (var word in text.Split((char[])[' ', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!TryAdd(word, values))
            {
                problem = $"'{word}' is no part of a series; write numbers such as 0.1, 0.1x5 for five of them, 1+0.5x4 for steps, _ for nothing";
                return null;
            }

            if (values.Count <= Longest) continue;
            problem = $"a series has at most {Longest.ToString("N0", CultureInfo.InvariantCulture)} steps";
            return null;
        }

        if (values.Count > 0) return new ValueSeries([.. values]);
        problem = "a series needs at least one number";
        return null;
    }

    private static bool TryAdd(string word, List<double?> values)
    {
        var (head, count) = (word, 1);
        var times = word.LastIndexOf('x');
        if (times > 0)
        {
            head = word[..times];
            if (!int.TryParse(word.AsSpan(times + 1), NumberStyles.None, CultureInfo.InvariantCulture, out count) || count is < 1 or > Longest) return false;
        }

        if (head == "_")
        {
            for (var i = 0; i < count; i++) values.Add(null);
            return true;
        }

        // The sign of a step is not the sign of an exponent.
        var cut = -1;
        for (var i = 1; i < head.Length; i++)
            if (head[i] is '+' or '-' && head[i - 1] is not ('e' or 'E')) cut = i;
        var step = 0.0;
        if (cut > 0 && !TryNumber(head.AsSpan(cut), out step)) return false;
        if (!TryNumber(cut > 0 ? head.AsSpan(0, cut) : head, out var first)) return false;
        for (var i = 0; i < count; i++) values.Add(first + (i * step));
        return true;
    }

    private static bool TryNumber(ReadOnlySpan<char> text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
}
