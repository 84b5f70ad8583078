using Vedetta.Core.Objectives;

namespace Vedetta.Web.Language;

public sealed partial class Words
{
    public string ObjectiveWord => T("Objective", "Цель");
    public string ObjectivesWord => T("Objectives", "Цели");
    public string ObjectivesMean => T("burn: how many times as fast as it may the error budget is spent; both windows of a pair must burn", "расход: во сколько раз быстрее допустимого тратится бюджет ошибок; гореть должны оба окна пары");
    public string NoObjectives => T("Nothing is promised of this service", "Этому сервису ничего не обещано");
    public string NoObjectivesMean => T("An objective is a share of good events over four weeks, such as 95 % of answers within 200 ms. When its error budget is spent too fast, an incident opens.", "Цель — доля хороших событий за четыре недели, например 95 % ответов за 200 мс. Если бюджет ошибок тратится слишком быстро, откроется инцидент.");
    public string PromiseWord => T("Promise", "Обещание");
    public string KeptWord => T("Kept", "Выполнено");
    public string BudgetLeft => T("Budget left", "Остаток бюджета");
    public string BurnWord => T("Burn", "Расход");
    public string HourShort => T("h", "ч");
    public string BadEvents => T("Bad events", "Плохие события");
    public string BudgetSpentLine => T("spent", "исчерпан");
    public string BudgetTitle => T("Error budget left after each day of the period", "Остаток бюджета ошибок после каждого дня периода");
    public string EditObjectives => T("Edit objectives", "Изменить цели");
    public string EditObjectivesMean => T("a row without a name is not used; without alarm thresholds the usual ones hold", "строка без имени не используется; без порогов тревоги действуют обычные");
    public string SaveObjectives => T("Save objectives", "Сохранить цели");
    public string ObjectivesRefused => T("The objectives were not saved.", "Цели не сохранены.");
    public string TargetPercent => T("Target, %", "Цель, %");
    public string BelowMs => T("Within, ms", "Не дольше, мс");
    public string PeriodDays => T("Period, days", "Период, дни");
    public string BurnThresholdsWord => T("Alarm from burn 1, 6, 24, 72 h", "Тревога от расхода 1, 6, 24, 72 ч");
    public string BurnThreshold(string threshold) => T($"threshold {threshold}", $"порог {threshold}");
    public string ObjectivesKept(int n) => T($"{N(n, "objective is", "objectives are", "", "", "")} kept", n == 1 ? "Цель выполняется" : $"Все цели ({Format.Count(n)}) выполняются");
    public string ObjectivesBurn(int n, int of) => T($"{Format.Count(n)} of {N(of, "error budget burns", "error budgets burn", "", "", "")} too fast", $"Слишком быстро тратится бюджетов: {Format.Count(n)} из {Format.Count(of)}");
    public string ObjectivesSpent(int n, int of) => T($"{Format.Count(n)} of {N(of, "error budget is", "error budgets are", "", "", "")} spent", $"Исчерпано бюджетов: {Format.Count(n)} из {Format.Count(of)}");

    public string Of(ObjectiveKind kind) => kind switch
    {
        ObjectiveKind.Latency => T("answers within a limit", "ответы не дольше предела"),
        ObjectiveKind.Availability => T("predictions without an error", "прогнозы без ошибки"),
        ObjectiveKind.Freshness => T("rows that come in time", "строки, пришедшие вовремя"),
        ObjectiveKind.LabelArrival => T("outcomes that come when due", "исходы, пришедшие в срок"),
        _ => T("healthy verdicts of monitors", "вердикты «в норме»"),
    };

    /// <summary>What an objective promises, with its numbers.</summary>
    public string Promise(Objective objective)
    {
        var (share, days) = (Format.Percent(objective.Target), N(objective.Days, "day", "days", "день", "дня", "дней"));
        return objective.Kind == ObjectiveKind.Latency
            ? T($"{share} of answers within {Format.Milliseconds(objective.BelowMs)}, {days}", $"{share} ответов не дольше {Format.Milliseconds(objective.BelowMs)}, {days}")
            : $"{share}: {Of(objective.Kind)}, {days}";
    }
}
