namespace Vedetta.Web.Language;

public sealed partial class Words
{
    public string Silence => T("Silence", "Заглушение");
    public string SilencesHead(int active) => active == 0
        ? T("No silence holds: people are told of every incident", "Заглушений нет: о каждом инциденте сообщают")
        : T($"{N(active, "silence holds", "silences hold", "", "", "")}: of these incidents nobody is told", $"{N(active, "", "", "действует заглушение", "действуют заглушения", "действуют заглушений")}: об этих инцидентах никому не сообщают");
    public string SilencesMean => T("A silence mutes notices, never verdicts: incidents open, go on and end as always", "Заглушение убирает оповещения, а не вердикты: инциденты открываются, длятся и кончаются как всегда");
    public string SilencesKept => T("ended ones for thirty days", "законченные хранятся тридцать дней");
    public string NoSilences => T("Nothing is muted", "Ничего не заглушено");
    public string NoSilencesCause => T("Make one before planned work, or from an incident's page while its cause is being mended.", "Сделайте заглушение перед плановыми работами или со страницы инцидента, пока причину устраняют.");
    public string WhatIsMuted => T("What is muted", "Что заглушено");
    public string Why => T("Why", "Почему");
    public string Until => T("Until", "До");
    public string EndNow => T("End now", "Закончить");
    public string Holds => T("holds", "действует");
    public string ToCome => T("to come", "ещё не началось");
    public string Expired => T("over", "истекло");
    public string EndedEarly => T("ended early", "закончено раньше");
    public string EndedByWhom(string who) => T($"ended by {who}", $"закончил {who}");
    public string StillFor(string length) => T($"{length} left", $"осталось {length}");
    public string NewSilence => T("New silence", "Новое заглушение");
    public string SilenceRefused => T("The silence was not made", "Заглушение не создано");
    public string AnyModel => T("any model", "любая модель");
    public string CommasBetween => T("commas between, empty for any", "через запятую, пусто — любые");
    public string OnlyWarnings => T("Critical incidents stay loud", "О критичных сообщать");
    public string HowLong => T("How long", "Как долго");
    public string SilenceReasonHint => T("for example: bureau is being moved until noon", "например: бюро переезжает до полудня");
    public string ShowPreview => T("Preview", "Показать, что заглушит");
    public string MakeSilence => T("Make the silence", "Заглушить");
    public string SilenceHonest => T("An incident is muted only when everything still bad in it is named here. When the silence ends and it still fires, people are told.", "Инцидент заглушается, только если здесь названо всё, что в нём ещё плохо. Если после конца заглушения он ещё в тревоге, об этом сообщат.");
    public string PreviewHead(int muted, int loud) => T($"It would mute {N(muted, "open incident", "open incidents", "", "", "")}; {Format.Count(loud)} would stay loud", $"Заглушит {N(muted, "", "", "открытый инцидент", "открытых инцидента", "открытых инцидентов")}; останется слышно: {Format.Count(loud)}");
    public string PreviewPast(int past) => T($"In the last thirty days it would also have muted {N(past, "incident that is over", "incidents that are over", "", "", "")}.", $"За последние тридцать дней заглушило бы ещё {N(past, "", "", "законченный инцидент", "законченных инцидента", "законченных инцидентов")}.");
    public string WouldBeMuted => T("Incidents that would be muted", "Инциденты, которые будут заглушены");
    public string SilenceIt => T("Silence it", "Заглушить");
    public string SilenceItHint => T("Shows first what would be muted.", "Сначала покажет, что будет заглушено.");
    public string MutedNow(string silence) => T($"Muted by {silence}: nobody was told", $"Заглушён {silence}: никому не сообщали");

    /// <summary>A length such as <c>4h</c>.</summary>
    public string LengthOf(string length) => length[^1] switch
    {
        'h' => N(int.Parse(length[..^1], System.Globalization.CultureInfo.InvariantCulture), "hour", "hours", "час", "часа", "часов"),
        _ => N(int.Parse(length[..^1], System.Globalization.CultureInfo.InvariantCulture), "day", "days", "день", "дня", "дней"),
    };
}
