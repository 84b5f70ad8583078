using Vedetta.Core.Monitors.Reasons;
using Vedetta.Web.Language;

namespace Vedetta.Web.Tests.Language;

public sealed class ReasonTests
{
    public static TheoryData<string> Codes() => [.. ReasonTemplates.All.Select(template => template.Code)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_template_reads_what_it_wrote_and_is_said_in_Russian(string code)
    {
        var template = ReasonTemplates.All.Single(each => each.Code == code);
        object?[] values = template.Code == "burn" ? ["4.2", "3.4", "5.2", "72 hours", "1", "80", "1,900", "1 %"] : ["12 hours", "3", "40", "7", "50", "6"];
        var sentence = template.Say(values);
        var parts = ReasonTemplates.Read(sentence).ShouldNotBeNull(sentence);
        parts.Template.Code.ShouldBe(code);
        parts.Template.Say([.. parts.Values]).ShouldBe(sentence);
        var russian = new Words(Tongue.Russian).ReasonOf(sentence);
        russian.ShouldNotBe(sentence);
        russian.ShouldMatch("[а-я]");
        new Words(Tongue.English).ReasonOf(sentence).ShouldBe(sentence);
    }

    [Theory]
    [InlineData("1,204 rows, at least 2,000 are needed", "строк 1204, нужно не меньше 2000")]
    [InlineData("the window is still open, 41.5 % of it has passed", "окно ещё открыто, прошло 41,5 %")]
    [InlineData("PSI 0.43 [0.40, 0.46], threshold 0.25, n = 13,372, p < 0.0001, new: web, osh 2.0", "PSI 0,43 [0,40, 0,46], порог 0,25, n = 13\u00A0372, p < 0,0001, новые: web, osh 2.0")]
    [InlineData("5.38 % [4.1 %, 6.9 %] missing, none in the reference, threshold +2 %, n = 900", "5,38 % [4,1 %, 6,9 %] пропусков, раньше ни одного: эталон, порог +2 %, n = 900")]
    [InlineData("5.38 % [4.1 %, 6.9 %] missing, 1.2 % in the 7 days before, threshold +2 %, n = 900", "5,38 % [4,1 %, 6,9 %] пропусков, 1,2 %: прежние окна, порог +2 %, n = 900")]
    [InlineData("no event for 5 hours; the longest usual gap is 1 hour", "событий нет 5\u00A0часов; самый длинный обычный перерыв 1\u00A0час")]
    [InlineData("something nobody has a template for", "something nobody has a template for")]
    public void Reasons_of_the_engine_are_said_in_Russian(string english, string russian) => new Words(Tongue.Russian).ReasonOf(english).ShouldBe(russian);

    [Fact]
    public void Reason_that_stays_English_is_marked()
    {
        var words = new Words(Tongue.Russian);
        words.LangOf("something nobody has a template for").ShouldBe("en");
        words.LangOf("no rows have arrived yet").ShouldBeNull();
        words.LangOf(null).ShouldBeNull();
    }
}
