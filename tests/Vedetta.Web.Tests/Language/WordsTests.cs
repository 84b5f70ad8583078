using System.Reflection;
using Vedetta.Web.Language;

namespace Vedetta.Web.Tests.Language;

public sealed class WordsTests
{
    private static readonly PropertyInfo[] Plain = [.. typeof(Words).GetProperties().Where(p => p.PropertyType == typeof(string))];

    [Fact]
    public void Every_word_is_said_in_both_languages()
    {
        var (english, russian) = (new Words(Tongue.English), new Words(Tongue.Russian));
        Plain.Length.ShouldBeGreaterThan(100);
        foreach (var word in Plain)
        {
            ((string)word.GetValue(english)!).ShouldNotBeNullOrWhiteSpace(word.Name);
            ((string)word.GetValue(russian)!).ShouldNotBeNullOrWhiteSpace(word.Name);
        }
    }

    [Fact]
    public void Russian_words_are_written_in_Cyrillic()
    {
        var russian = new Words(Tongue.Russian);
        string[] exceptions = ["OtherLanguage", "NinetyFive", "MiddleEighty", "Band"];
        foreach (var word in Plain.Where(p => !exceptions.Contains(p.Name, StringComparer.Ordinal)))
            ((string)word.GetValue(russian)!).ShouldMatch("[а-яА-ЯёЁ]", word.Name);
    }

    [Fact]
    public void Every_metric_has_a_runbook_in_Cyrillic()
    {
        foreach (var metric in Enum.GetValues<Vedetta.Core.Monitors.MonitorMetric>())
            new Words(Tongue.Russian).RunbookOf(metric).ShouldMatch("[а-яА-ЯёЁ]", metric.ToString());
    }

    [Fact]
    public void Counts_agree_with_their_nouns()
    {
        var (english, russian) = (new Words(Tongue.English), new Words(Tongue.Russian));
        english.ModelCount(1).ShouldBe("1\u00A0model");
        english.ModelCount(14).ShouldBe("14\u00A0models");
        russian.ModelCount(1).ShouldBe("1\u00A0модель");
        russian.ModelCount(3).ShouldBe("3\u00A0модели");
        russian.ModelCount(14).ShouldBe("14\u00A0моделей");
    }
}
