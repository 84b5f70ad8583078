using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using Vedetta.Core.Channels;
using Vedetta.Core.Monitors;
using Vedetta.Web.Messages;

namespace Vedetta.Web.Tests.Messages;

public sealed class MessageTests
{
    public static TheoryData<Audience, MessageLanguage> Readers
    {
        get
        {
            var readers = new TheoryData<Audience, MessageLanguage>();
            foreach (var audience in Enum.GetValues<Audience>())
                foreach (var language in Enum.GetValues<MessageLanguage>())
                    readers.Add(audience, language);
            return readers;
        }
    }

    [Theory, MemberData(nameof(Readers))]
    public void Every_kind_says_what_was_accepted_to_each_audience_in_each_language(Audience audience, MessageLanguage language)
    {
        var name = $"{EnumWords.Of(audience)}.{EnumWords.Of(language)}";
        var fired = MessageWriter.Write(Notices.Notice(audience), Notices.Context, Notices.Channel(language: language));
        PlainText.Of(fired).ShouldBeAccepted($"fired.{name}.txt");
        TelegramText.Html(fired, TelegramSettings.LongestText).ShouldBeAccepted($"fired.{name}.telegram.html");
        SlackText.Json(fired).ShouldBeAccepted($"fired.{name}.slack.json");
        EmailHtml.Of(fired).ShouldBeAccepted($"fired.{name}.email.html");
        foreach (var kind in new[] { "resolved", "escalated", "digest", "test" })
        {
            var message = MessageWriter.Write(Notices.Notice(audience, kind), Notices.Context, Notices.Channel(language: language));
            (message.Subject + "\n\n" + PlainText.Of(message)).ShouldBeAccepted($"{kind}.{name}.txt");
        }
    }

    [Fact]
    public void Message_alone_says_cause_number_interval_threshold_n_since_when_and_what_to_do()
    {
        var text = PlainText.Of(MessageWriter.Write(Notices.Notice(Audience.DataScience), Notices.Context, Notices.Channel()));
        foreach (var part in new[] { "income is missing in 41", "[39.5 %, 42.5 %]", "threshold +10.0 %", "n = 4,112", "Asia/Bishkek", "Find the first hour with missing values", "risk-models@bank.example", "/incidents/INC-112", "#acknowledge", "column=income" })
            text.ShouldContain(part);
    }

    [Fact]
    public void Runbook_takes_the_place_of_the_usual_advice()
    {
        var notice = Notices.Notice(Audience.Engineering) with { Incident = Notices.Incident(Audience.Engineering, runbook: "https://wiki.bank.example/income") };
        TelegramText.Html(MessageWriter.Write(notice, Notices.Context, Notices.Channel()), 4096).ShouldContain("<a href=\"https://wiki.bank.example/income\">");
    }

    [Theory]
    [InlineData(4096)]
    [InlineData(900)]
    [InlineData(400)]
    public void Telegram_text_keeps_the_limit_its_links_and_its_marks(int limit)
    {
        var incident = Notices.Incident() with { Title = "x" };
        var hostile = incident with { Cause = incident.Cause with { Columns = [new string('<', 300) + "&\"'", string.Concat(Enumerable.Repeat("😀 ", 2_000))] } };
        var message = MessageWriter.Write(Notices.Notice(Audience.DataScience) with { Incident = hostile }, Notices.Context, Notices.Channel());
        var html = TelegramText.Html(message, limit);
        var seen = new HtmlParser().ParseDocument("<body>" + html.Replace("\n", "<br>", StringComparison.Ordinal)).Body!.TextContent;
        seen.Length.ShouldBeLessThanOrEqualTo(limit);
        Regex.Count(html, "<(b|code|a)[ >]", RegexOptions.None, TimeSpan.FromSeconds(1)).ShouldBe(Regex.Count(html, "</(b|code|a)>", RegexOptions.None, TimeSpan.FromSeconds(1)));
        html.ShouldContain("#acknowledge");
        html.EnumerateRunes().ShouldNotContain(System.Text.Rune.ReplacementChar);
        TelegramText.Plain(message, limit).Length.ShouldBeLessThanOrEqualTo(limit);
    }

    [Fact]
    public void Slack_blocks_keep_their_limits()
    {
        var incident = Notices.Incident();
        var long_ = incident with { Members = [.. Enumerable.Range(0, 200).Select(i => incident.Members[0] with { Column = new string('c', 900) + i })] };
        using var json = JsonDocument.Parse(SlackText.Json(MessageWriter.Write(Notices.Notice(Audience.DataScience) with { Incident = long_ }, Notices.Context, Notices.Channel())));
        var blocks = json.RootElement.GetProperty("blocks").EnumerateArray().ToList();
        blocks.Count.ShouldBeLessThanOrEqualTo(50);
        foreach (var section in blocks.Where(block => block.GetProperty("type").GetString() == "section")) section.GetProperty("text").GetProperty("text").GetString()!.Length.ShouldBeLessThanOrEqualTo(3_000);
        json.RootElement.GetProperty("text").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public void Template_of_a_channel_says_what_it_wants_and_leaves_empty_lines_out()
    {
        var template = new MessageTemplate("{severity} {{x}} {model}", "{headline}\nVersion {version}, owner {owner}\nOver: {incidents}\n\n{link}");
        var message = MessageWriter.Write(Notices.Notice(Audience.DataScience), Notices.Context, Notices.Channel(template: template));
        message.Subject.ShouldBe("critical {x} application-scoring");
        PlainText.Of(message).ShouldStartWith("⛔ Critical: application-scoring\nVersion 6, owner risk-models@bank.example; on call a.osmonova\n\nOpen INC-112: https://vedetta.bank.example/incidents/INC-112\n");
    }

    [Theory]
    [InlineData("hello {modle}", "line 1, character 7: {modle} is not known; allowed are {headline}")]
    [InlineData("a\nb {", "line 2, character 3: '{' without '}'")]
    [InlineData("a } b", "line 1, character 3: '}' without '{'")]
    public void Template_with_a_fault_is_refused_with_its_place(string template, string fault) => TemplateText.Faults(template).ShouldHaveSingleItem().ShouldStartWith(fault);

    [Theory]
    [InlineData(new double[] { 0, 1 }, "▁█")]
    [InlineData(new double[] { 0.30, 0.31 }, "██")]
    [InlineData(new double[] { 1 }, "")]
    public void Spark_is_drawn_from_zero(double[] values, string drawn) => SparkText.Of([.. values.Select(value => (double?)value)]).ShouldBe(drawn);
}
