using Vedetta.Core.Incidents;
using Vedetta.Core.Routing;

namespace Vedetta.Web.Language;

public sealed partial class Words
{
    public string Routing => T("Routing", "Маршруты");
    public string RoutingHead(int routes, int channels) => routes == 0
        ? T("No routing policy: every channel is told of what it takes, at once", "Правил маршрутов нет: каждый канал сразу узнаёт о том, что принимает")
        : T($"{N(routes, "route brings", "routes bring", "", "", "")} incidents to {N(channels, "channel", "channels", "", "", "")}", $"{N(routes, "", "", "маршрут ведёт", "маршрута ведут", "маршрутов ведут")} инциденты в {N(channels, "", "", "канал", "канала", "каналов")}");
    public string RoutingMeans => T("Routing decides who is told, where and when; incidents open and end without it all the same", "Маршруты решают, кому, куда и когда сообщают; инциденты открываются и кончаются и без них");
    public string NoRoutes => T("Everybody hears everything", "Все слышат всё");
    public string NoRoutesCause => T("Make a route for an audience to choose its channels, wait for a group, remind, escalate, keep the night quiet or gather warnings into a digest.", "Создайте маршрут для аудитории: выберите каналы, ожидание группы, напоминания, эскалацию, тихие часы или сводку предупреждений.");
    public string Routes => T("Routes", "Маршруты");
    public string RoutesNote => T("a route that names the model comes before the one for all", "маршрут, где модель названа, важнее общего");
    public string RouteChannels => T("Channels", "Каналы");
    public string RouteChannel => T("Channel", "Канал");
    public string FirstNotice => T("First notice", "Первое сообщение");
    public string IfNobodyTakesIt => T("If nobody takes it", "Если никто не принял");
    public string QuietHours => T("Quiet hours", "Тихие часы");
    public string Mutes => T("Mute schedule", "Часы без сообщений");
    public string OwnerOnCall => T("Owner, on call", "Владелец, дежурный");
    public string EditIt => T("Edit", "Изменить");
    public string AllOtherModels => T("all other models", "все прочие модели");
    public string FromSeverity(string severity) => T($"from {severity}", $"от «{severity}»");
    public string AtOnceTold => T("at once", "сразу");
    public string AfterWait(string length) => T($"after {length}, together", $"через {length}, вместе");
    public string DigestOf(DigestPlan digest) => digest.Every == DigestEvery.Hour
        ? T($"warnings together, every hour at :{digest.At.Minute:00}", $"предупреждения вместе, каждый час в :{digest.At.Minute:00}")
        : T($"warnings together, daily at {RoutingText.Of(digest.At)}", $"предупреждения вместе, ежедневно в {RoutingText.Of(digest.At)}");
    public string StepOf(string after, string channels, Severity severity) => severity == Severity.Critical
        ? T($"after {after}: {channels}, if critical", $"через {after}: {channels}, если критично")
        : T($"after {after}: {channels}", $"через {after}: {channels}");
    public string RemindedEvery(string length) => T($"reminded every {length}", $"напоминание каждые {length}");
    public string CriticalPasses => T("critical ones pass", "критичные проходят");
    public string NothingPasses => T("nothing passes", "ничего не проходит");
    public string OnCallNow(string who) => T($"on call: {who}", $"дежурит: {who}");
    public string Rota => T("Rota", "График");
    public string Rotas => T("Who is on call", "Кто дежурит");
    public string OnCallHead => T("On call", "Дежурит");
    public string InTurn => T("In turn, a week each", "По очереди, по неделе");
    public string NextHandOver => T("Next hand-over", "Следующая смена");
    public string NewRoute => T("New route", "Новый маршрут");
    public string ChangeRoute => T("Edit the route", "Изменить маршрут");
    public string DeleteRoute => T("Delete the route", "Удалить маршрут");
    public string NewRota => T("New rota", "Новый график");
    public string ChangeRota => T("Edit the rota", "Изменить график");
    public string DeleteRota => T("Delete the rota", "Удалить график");
    public string ZoneOfClocks => T("Zone of all clock times", "Зона всех часов");
    public string RoutingRefused => T("The policy was not changed", "Правила не изменены");
    public string WhoWouldBeTold => T("Who would be told", "Кому сообщили бы");
    public string SeverityWord => T("Severity", "Тяжесть");
    public string FiresAt => T("Fires at (empty: now)", "Тревога в (пусто: сейчас)");
    public string ShowWho => T("Show", "Показать");
    public string PreviewSentence(bool hasRoute, int n, string moment) => n == 0
        ? T($"Of an incident that fires {moment} nobody would be told.", $"Об инциденте с тревогой {moment} не сообщили бы никому.")
        : hasRoute
            ? T($"Of an incident that fires {moment} and that nobody takes, these are told:", $"Об инциденте с тревогой {moment}, который никто не примет, сообщат так:")
            : T($"This audience has no route, so every channel that takes such incidents is told {moment}:", $"У этой аудитории нет маршрута, поэтому {moment} сообщают каждому каналу, который такое принимает:");
    public string OnCallThen(string who) => T($"On call then: {who}.", $"Дежурит тогда: {who}.");
    public string HeldBack => T("held back until then", "до этого придержано");
    public string ThenReminded(string length) => T($"After the first notice a reminder every {length} until somebody takes it.", $"После первого сообщения — напоминание каждые {length}, пока кто-нибудь не примет.");
    public string OnlyModels => T("Only these models", "Только эти модели");
    public string CommasOrAll => T("commas between, empty for all", "через запятую, пусто — все");
    public string NoChannelsYet => T("There is no channel yet.", "Каналов пока нет.");
    public string AtLeast => T("At least", "Не ниже");
    public string NoRota => T("nobody in turn", "без графика");
    public string GroupWait => T("Wait for what breaks together", "Ждать то, что ломается вместе");
    public string Reminder => T("Remind every", "Напоминать каждые");
    public string OnePerLine => T("one per line", "по одному в строке");
    public string Digest => T("Digest of warnings", "Сводка предупреждений");
    public string DigestHint => T("empty: one by one", "пусто: по одному");
    public string MembersHint => T("one per line, channels after a colon", "по одному в строке, каналы после двоеточия");
    public string FirstWeekFrom => T("First week from", "Первая неделя с");
    public string HandOver => T("Hand-over", "Смена");

    /// <summary>Why a channel is told.</summary>
    public string DeliveryOf(DeliveryKind kind, int step = 0) => kind switch
    {
        DeliveryKind.Fired => T("fires", "тревога"),
        DeliveryKind.Escalated => step > 0 ? T($"nobody took it, step {step}", $"никто не принял, шаг {step}") : T("became critical", "стал критичным"),
        DeliveryKind.Reopened => T("is back", "вернулся"),
        DeliveryKind.Resolved => T("is over", "закончился"),
        DeliveryKind.Reminder => T($"reminder {step}", $"напоминание {step}"),
        DeliveryKind.Digest => T("in a digest", "в сводке"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no word is known for this kind"),
    };
}
