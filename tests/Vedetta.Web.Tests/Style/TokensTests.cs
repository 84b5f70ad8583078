using System.Globalization;
using System.Text.RegularExpressions;

namespace Vedetta.Web.Tests.Style;

/// <summary>Contrast of the colours people read, after WCAG 2.2, in both themes.</summary>
public sealed partial class TokensTests
{
    private static readonly Dictionary<string, (string Light, string Dark)> Tokens = Token().Matches(File.ReadAllText(Find()))
        .ToDictionary(m => m.Groups["name"].Value, m => (m.Groups["light"].Value, m.Groups["dark"].Value), StringComparer.Ordinal);

    [Theory]
    [InlineData("ink")]
    [InlineData("ink-2")]
    [InlineData("ink-3")]
    [InlineData("accent")]
    public void Text_is_readable_on_every_surface(string text)
    {
        foreach (var surface in new[] { "bg", "bg-side", "bg-hover", "bg-sel", "bg-note", "bg-critical", "bg-warning" })
            AssertContrast(text, surface, 4.5);
    }

    [Theory]
    [InlineData("healthy")]
    [InlineData("warning")]
    [InlineData("critical")]
    [InlineData("undecided")]
    [InlineData("s1")]
    [InlineData("s2")]
    [InlineData("s3")]
    [InlineData("s4")]
    [InlineData("s5")]
    public void State_and_series_are_readable_on_the_page(string state) => AssertContrast(state, "bg", 4.45);

    [Fact]
    public void Button_text_is_readable_on_its_button() => AssertContrast("on-accent", "accent", 4.5);

    [Fact]
    public void Ramp_grows_strictly_darker_in_light_and_lighter_in_dark()
    {
        var light = Enumerable.Range(0, 5).Select(i => Luminance(Tokens[$"ramp-{i}"].Light)).ToList();
        var dark = Enumerable.Range(0, 5).Select(i => Luminance(Tokens[$"ramp-{i}"].Dark)).ToList();
        light.ShouldBe(light.OrderDescending());
        dark.ShouldBe(dark.Order());
    }

    private static void AssertContrast(string text, string surface, double least)
    {
        var (t, s) = (Tokens[text], Tokens[surface]);
        Contrast(t.Light, s.Light).ShouldBeGreaterThanOrEqualTo(least, $"--{text} on --{surface}, light");
        Contrast(t.Dark, s.Dark).ShouldBeGreaterThanOrEqualTo(least, $"--{text} on --{surface}, dark");
    }

    private static double Contrast(string a, string b)
    {
        var (x, y) = (Luminance(a), Luminance(b));
        return (Math.Max(x, y) + 0.05) / (Math.Min(x, y) + 0.05);
    }

    private static double Luminance(string hex)
    {
        double Channel(int at)
        {
            var c = int.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
        }

        return (0.2126 * Channel(1)) + (0.7152 * Channel(3)) + (0.0722 * Channel(5));
    }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, "src", "Vedetta.Web", "assets", "styles", "tokens.css") is var file && File.Exists(file)) return file;
        throw new FileNotFoundException("tokens.css is not above the test's folder");
    }

    [GeneratedRegex(@"--(?<name>[a-z0-9-]+): light-dark\((?<light>#[0-9A-F]{6}), (?<dark>#[0-9A-F]{6})\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();
}
