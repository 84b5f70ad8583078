using System.Text;
using System.Text.RegularExpressions;
using Vedetta.Cli.Tests.CommandLine;

namespace Vedetta.Cli.Tests.Reporting;

public sealed partial class ReportTests : IDisposable
{
    private readonly TrialFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Report_says_the_verdict_in_words_and_shows_the_worst_column_first()
    {
        var page = await PageAsync(Rows(600, 0, "plain"), Rows(500, 1, "plain"));
        page.ShouldContain("2 of 3 columns drifted");
        page.IndexOf("<bdi>income</bdi>", StringComparison.Ordinal).ShouldBeLessThan(page.IndexOf("<bdi>age</bdi>", StringComparison.Ordinal));
        page.ShouldContain("href=\"#critical\"");
        page.ShouldContain("<span>critical</span>");
        Regex.Count(page, "<svg class=pic").ShouldBe(3);
        page.ShouldContain("new (");
        page.ShouldContain("How it was judged");
    }

    [Fact]
    public async Task Report_needs_nothing_from_outside()
    {
        var page = await PageAsync(Rows(600, 0, "plain"), Rows(500, 1, "plain"));
        page.ShouldNotContain("<script");
        page.ShouldNotContain("http://");
        page.ShouldNotContain("https://");
        page.ShouldNotContain("@import");
        page.ShouldContain("default-src 'none'");
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("' onload='x")]
    [InlineData("</title></svg><b>")]
    [InlineData("a\u0007b\u202Ec")]
    [InlineData("&lt;already&gt;")]
    public async Task Names_and_categories_of_users_are_text(string evil)
    {
        var page = await PageAsync(Rows(600, 0, evil), Rows(500, 1, evil), evil);
        foreach (var tag in Tags().Matches(page).Select(m => m.Value)) Known().IsMatch(tag).ShouldBeTrue(tag);
        page.ShouldNotContain("\u0007");
        page.ShouldNotContain("<b>already");
        if (evil.Contains('<', StringComparison.Ordinal)) page.ShouldNotContain(evil);
        if (evil.StartsWith('&')) page.ShouldContain("&amp;lt;already&amp;gt;");
    }

    [Fact]
    public async Task Report_that_cannot_be_written_is_refused()
    {
        var trial = await CommandTrial.RunAsync("report", _folder.Write("r.csv", Rows(60, 0, "t")), _folder.Write("c.csv", Rows(60, 1, "t")), "-o", Path.Combine(_folder.Root, "none", "r.html"));
        trial.Code.ShouldBe(2);
        trial.Error.ShouldContain("cannot be written");
        (await CommandTrial.RunAsync("report", "r.csv", "c.csv")).Error.ShouldContain("--output");
    }

    private async Task<string> PageAsync(string reference, string current, string name = "c")
    {
        var path = Path.Combine(_folder.Root, "report.html");
        var safe = string.Concat(name.Where(c => c is not '/' and not '\0'));
        var trial = await CommandTrial.RunAsync("report", _folder.Write("r.csv", reference), _folder.Write(safe + ".csv", current), "-o", path);
        trial.Code.ShouldBe(0, trial.Error);
        return await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
    }

    private static string Rows(int count, int shift, string text)
    {
        var quoted = '"' + text.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
        var random = new Random(3 + shift);
        var rows = new StringBuilder($"income,age,{quoted}\n");
        for (var i = 0; i < count; i++)
            rows.Append(System.Globalization.CultureInfo.InvariantCulture, $"{random.NextDouble() + (0.6 * shift):0.0000},{random.Next(20, 60)},{(shift == 1 && i % 4 == 0 ? quoted : i % 3 == 0 ? "osh" : "bishkek")}\n");
        return rows.ToString();
    }

    [GeneratedRegex("<[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex Tags();

    [GeneratedRegex("^<(/?(html|head|title|style|body|main|svg|defs|symbol|h1|h2|p|span|div|i|table|caption|thead|tbody|tr|th|td|small|br|b|bdi|dl|dt|dd|footer|text)|!doctype|meta|circle|path|rect|use)( [a-np-zA-Z][a-zA-Z:-]*(=(\"[^\"<>]*\"|[^\"'<> ]+))?)* ?/?>$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Known();
}
