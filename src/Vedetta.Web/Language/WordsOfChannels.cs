using Vedetta.Core.Channels;

namespace Vedetta.Web.Language;

public sealed partial class Words
{
    public string ChannelsHead(int all, int bad, int failed) => all == 0
        ? NoChannels
        : bad == 0
            ? T($"{N(all, "channel", "channels", "", "", "")}, none is in trouble", $"{N(all, "", "", "канал", "канала", "каналов")}, неисправных нет")
            : T($"{Format.Count(bad)} of {N(all, "channel", "channels", "", "", "")} in trouble{(failed > 0 ? $": {N(failed, "notice", "notices", "", "", "")} given up" : "")}",
                $"Неисправны {Format.Count(bad)} из {Format.Count(all)}{(failed > 0 ? $": не доставлено {N(failed, "", "", "оповещение", "оповещения", "оповещений")}" : "")}");
    public string ChannelsMean => T("Notices are tried again for about a day, each channel by itself; what is given up waits here to be sent again", "Оповещения повторяются около суток, каждый канал сам по себе; недоставленные ждут здесь повторной отправки");
    public string ChannelWord => T("Channel", "Канал");
    public string ChannelFor => T("For whom", "Для кого");
    public string LastDelivery => T("Last delivery", "Последняя доставка");
    public string LastGoodTest => T("Last test that arrived", "Последняя успешная проверка");
    public string NeverTested => T("never", "не было");
    public string OnTheWay => T("Waiting", "В пути");
    public string CommasOnly => T("commas between", "через запятую");
    public string DeadLetters => T("Given up", "Не доставлено");
    public string NewChannel => T("New channel", "Новый канал");
    public string NewChannelOf(string kind) => T($"New {kind} channel", $"Новый канал: {kind}");
    public string EditChannel => T("Change", "Изменить");
    public string DeleteChannel(string name) => T($"Delete {name}", $"Удалить {name}");
    public string DeleteChannelMeans => T("Notices waiting for it are given up.", "Ожидающие оповещения не будут доставлены.");
    public string AnyAudience => T("everybody", "все");
    public string OnlyCritical => T("critical only", "только критичные");
    public string AnyModels => T("any model", "любая модель");
    public string EveryAudience => T("None ticked means everybody.", "Ничего не отмечено — все.");
    public string SendTest => T("Send a test", "Проверить");
    public string SendTestHint => T("A real notice walks the real way; the answer is shown here.", "Настоящее оповещение пройдёт настоящий путь; ответ появится здесь.");
    public string TestedBySelf(string length) => T($"Tested by itself every {length}", $"Проверяется само каждые {length}");
    public string NotTestedBySelf => T("Not tested by itself", "Сам не проверяется");
    public string LastTestWas(string when, bool arrived) => arrived ? T($"Last test {when}: arrived", $"Последняя проверка {when}: дошла") : T($"Last test {when}: did not arrive", $"Последняя проверка {when}: не дошла");
    public string NoTestYet => T("No test yet: nobody knows whether it works", "Ещё не проверяли: неизвестно, работает ли");
    public string Answered => T("The other side answered", "Ответ другой стороны");
    public string PausedUntil(string when, int failures) => T($"Paused until {when} after {N(failures, "failure", "failures", "", "", "")} in a row", $"Пауза до {when}: неудач подряд {Format.Count(failures)}");
    public string ResumeNow => T("Try now", "Попробовать сейчас");
    public string ResumeHint => T("Ends the pause and sends what waits.", "Прекращает паузу и отправляет ожидающее.");
    public string ResendAll => T("Send all again", "Отправить все снова");
    public string ResendAllHint(int n) => T($"{N(n, "notice", "notices", "", "", "")} given up, in their order.", $"Недоставленных: {Format.Count(n)}, по порядку.");
    public string Resend => T("Send again", "Отправить снова");
    public string Deliveries => T("Deliveries", "Доставки");
    public string DeliveriesKept => T("the latest hundred; kept thirty days", "последние сто; хранятся тридцать дней");
    public string NoDeliveries => T("Nothing was sent through it yet", "Через него ещё ничего не отправляли");
    public string NoDeliveriesCause => T("A notice goes out when an incident that it takes fires; a test goes out now.", "Оповещение уйдёт, когда случится подходящий инцидент; проверку можно отправить сейчас.");
    public string NoDeliveriesHere => T("None in this state", "В этом состоянии нет");
    public string NoticeWord => T("Notice", "Оповещение");
    public string Tries => T("Tries", "Попыток");
    public string ExampleMessage => T("What its messages say, by an example", "Что говорят его сообщения, на примере");
    public string ChannelRefused => T("The channel was not saved", "Канал не сохранён");
    public string ChannelNotFound(string name) => T($"No channel is named {name}", $"Канала {name} нет");
    public string ChannelNotFoundCause => T("It was deleted, or the address is mistyped.", "Он удалён, или адрес набран с ошибкой.");
    public string HowItIsReached => T("How it is reached", "Как его достичь");
    public string WhatItTakes => T("What it takes", "Что принимает");
    public string WhatItSays => T("What its messages say", "Что говорят сообщения");
    public string SaveChannel => T("Save", "Сохранить");
    public string ShowMessage => T("Show an example", "Показать пример");
    public string KeepsSecret => T("set; empty keeps it", "задан; пусто — оставить");
    public string BotToken => T("Bot token", "Токен бота");
    public string ChatId => T("Chat", "Чат");
    public string ChatHint => T("a number such as -1001234567890, or @name", "число, например -1001234567890, или @имя");
    public string TopicWord => T("Topic", "Тема");
    public string BotApi => T("Address of the Bot API, if not Telegram's", "Адрес Bot API, если не Telegram");
    public string AddressWord => T("Address", "Адрес");
    public string SecretWord => T("Secret", "Секрет");
    public string SecretHint(ChannelKind kind) => kind == ChannelKind.Webhook ? T("key of the signature (HMAC-SHA256)", "ключ подписи (HMAC-SHA256)") : T("password, or token without a user", "пароль, или токен без пользователя");
    public string MailServer => T("Mail server", "Почтовый сервер");
    public string PortWord => T("Port", "Порт");
    public string SecurityWord => T("Protection", "Защита");
    public string Of(EmailSecurity security) => security switch { EmailSecurity.Starttls => "STARTTLS", EmailSecurity.Tls => "TLS", _ => T("none (no password)", "нет (без пароля)") };
    public string SignInAs => T("Signs in as", "Пользователь");
    public string PasswordOf => T("Password", "Пароль");
    public string SenderWord => T("From", "От кого");
    public string ReadersWord => T("To", "Кому");
    public string CertificateWord => T("SHA-256 of its certificate, if the machine does not trust it", "SHA-256 сертификата, если машина ему не доверяет");
    public string AlertLabelsWord => T("Labels of its alerts", "Метки алертов");
    public string AlertLabelsHint => T("name=value, commas between", "имя=значение через запятую");
    public string SeverityFrom => T("From", "Начиная с");
    public string LanguageWord => T("Language of messages", "Язык сообщений");
    public string Of(MessageLanguage language) => language == MessageLanguage.Ru ? "Русский" : "English";
    public string TestEveryWord => T("Tested by itself every", "Проверяется сам каждые");
    public string TestEveryHint => T("such as 1d; empty for never", "например 1d; пусто — никогда");
    public string PerMinuteWord => T("At most a minute", "Не больше в минуту");
    public string PerMinuteHint => T("beside the other side's own limits", "кроме ограничений другой стороны");
    public string ChannelEnabled => T("In use", "Используется");
    public string SubjectWord => T("Subject", "Тема письма");
    public string MessageBody => T("Text", "Текст");
    public string UsualText => T("Empty for the usual text, made for each audience. Words in braces are filled in; a line whose words are all empty is left out:", "Пусто — обычный текст, свой для каждой аудитории. Слова в скобках заменяются; строка, где все они пусты, выпадает:");

    public string Of(ChannelKind kind) => kind switch
    {
        ChannelKind.Log => T("log", "журнал"),
        ChannelKind.Webhook => T("webhook", "вебхук"),
        ChannelKind.Telegram => "Telegram",
        ChannelKind.Email => T("e-mail", "почта"),
        ChannelKind.Slack => "Slack",
        _ => "Alertmanager",
    };

    public string Of(ChannelHealthState state) => state switch
    {
        ChannelHealthState.Working => T("Works", "Работает"),
        ChannelHealthState.Failing => T("Fails", "Сбой"),
        ChannelHealthState.Paused => T("Paused", "Пауза"),
        ChannelHealthState.Off => T("Off", "Выключен"),
        _ => T("Untried", "Не проверен"),
    };

    public string Of(OutboxState state) => state switch
    {
        OutboxState.Waiting => T("Waiting", "В пути"),
        OutboxState.Sent => T("Sent", "Доставлено"),
        _ => T("Given up", "Не доставлено"),
    };

    /// <summary>A channel's state as the sentence of its page.</summary>
    public string ChannelHead(ChannelStatus status, string? when)
    {
        var (name, kind) = (status.Channel.Name, Of(status.Channel.Kind));
        return status.State switch
        {
            ChannelHealthState.Off => T($"{name} ({kind}) is switched off", $"{name} ({kind}) выключен"),
            ChannelHealthState.Untried => T($"{name} ({kind}): nothing was sent yet", $"{name} ({kind}): ещё ничего не отправляли"),
            ChannelHealthState.Working => T($"{name} ({kind}) works: the last notice was taken {when}", $"{name} ({kind}) работает: последнее оповещение принято {when}"),
            ChannelHealthState.Paused => T($"{name} ({kind}) fails and is paused", $"{name} ({kind}) не работает, пауза"),
            _ => T($"{name} ({kind}) fails: the last notice was not taken {when}", $"{name} ({kind}) не работает: последнее оповещение не принято {when}"),
        };
    }

    /// <summary>Whose incidents a channel takes, in a few words.</summary>
    public string TakesWords(Channel channel)
    {
        var parts = new List<string> { channel.Audiences.Count == 0 ? AnyAudience : string.Join(", ", channel.Audiences.Select(Of)) };
        if (channel.MinimumSeverity == Core.Incidents.Severity.Critical) parts.Add(OnlyCritical);
        parts.Add(channel.Models.Count == 0 ? AnyModels : string.Join(", ", channel.Models));
        return string.Join("; ", parts);
    }
}
