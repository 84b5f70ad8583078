using System.Globalization;

namespace Vedetta.Statistics.Detectors;

/// <summary>A parameter of a detector.</summary>
/// <param name="Name">Its name, as in <c>--set delta=0.002</c>.</param>
/// <param name="Default">Value when nothing is said; NaN means it is found from the stream itself.</param>
/// <param name="Low">Smallest value allowed.</param>
/// <param name="High">Largest value allowed.</param>
/// <param name="Meaning">What it does.</param>
public sealed record DetectorParameter(string Name, double Default, double Low, double High, string Meaning)
{
    /// <summary>Whether only whole numbers are allowed.</summary>
    public bool Whole { get; init; }

    /// <summary>Words in place of the numbers 0, 1, 2 ...; empty for a number.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>What may be written for it.</summary>
    public string Allowed => Words.Count > 0
        ? string.Join(", ", Words)
        : string.Create(CultureInfo.InvariantCulture, $"{(Whole ? "a whole number" : "a number")} from {Low:0.######} to {High:0.######}");

    /// <summary>The value as it would be written.</summary>
    public string Text(double value) => Words.Count > 0 ? Words[(int)value] : value.ToString("0.############", CultureInfo.InvariantCulture);

    /// <summary>Whether the value is allowed.</summary>
    public bool Allows(double value) =>
        (value >= Low && value <= High && (!Whole || value == Math.Floor(value))) || (double.IsNaN(value) && double.IsNaN(Default));

    /// <summary>Reads a written value; null when it is not allowed.</summary>
    public double? Parse(string text)
    {
        for (var i = 0; i < Words.Count; i++)
        {
            if (Words[i] == text)
                return i;
        }

        return Words.Count == 0 && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && Allows(value) ? value : null;
    }

    internal static DetectorParameter Choice(string name, string meaning, params string[] words) =>
        new(name, 0, 0, words.Length - 1, meaning) { Whole = true, Words = words };

    internal static DetectorParameter Integer(string name, int usual, int low, int high, string meaning) =>
        new(name, usual, low, high, meaning) { Whole = true };
}
