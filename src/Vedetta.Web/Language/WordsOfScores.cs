namespace Vedetta.Web.Language;

public sealed partial class Words
{
    public string Scores => T("Scores", "Скоры");
    public string ScoresAndCutoff => T("Scores and cut-off", "Скоры и порог отсечения");
    public string CutoffWord => T("Cut-off", "Порог");
    public string ScoreWord => T("Score", "Скор");
    public string BandWord => T("Band", "Группа");
    public string OutcomeWord => T("Outcome", "Исход");
    public string CutoffHead(string at, string rate) => T($"The cut-off of {at} approves {rate}", $"Порог {at} одобряет {rate}");
    public string CutoffHeadSame(string at, string rate, string then) => T($"The cut-off of {at} approves {rate}, as before ({then})", $"Порог {at} одобряет {rate}, как и раньше ({then})");
    public string CutoffHeadMoved(bool fell, string now, string was, string at, string rate, string then) => T(
        $"Scores {(fell ? "fell" : "rose")}: median {now} against {was}, so the cut-off of {at} now approves {rate} instead of {then}",
        $"Скоры {(fell ? "снизились" : "выросли")}: медиана {now} против {was}, поэтому порог {at} одобряет {rate} вместо {then}");
    public string AgainstRows(string baseline, string rows) => T($"against {rows} ({baseline})", $"против {rows} ({baseline})");
    public string BaselineName(string? name) => name switch
    {
        "reference" => T("reference", "эталон"),
        "previous" => T("the days before", "дни до этого"),
        _ => name ?? "",
    };
    public string CalibrationName(string name) => name switch
    {
        "labels of the last 180 days" => T(name, "меткам последних 180 дней"),
        "labels of the last 180 days, all versions" => T(name, "меткам последних 180 дней по всем версиям"),
        "labels of the reference" => T(name, "меткам эталона"),
        "labels of these days known then" => T(name, "меткам этих дней, известным тогда"),
        _ => name,
    };
    public string LabelsKnown(string outcome, string labelled, string coverage, string immature) => T(
        $"{outcome}: {labelled} labels, {coverage} of the mature; {immature} not due yet", $"{outcome}: меток {labelled}, {coverage} созревших; ещё не наступил срок у {immature}");
    public string StillCounting => T("The latest rows are still being counted", "Последние строки ещё считаются");
    public string ScoresBeingCounted => T("Scores are being counted for the first time", "Скоры считаются в первый раз");
    public string ScoresBeingCountedCause => T("It is done in the background, the latest days first; open the page again in a moment.", "Это идёт в фоне, начиная с последних дней; откройте страницу чуть позже.");
    public string NoScoresHere => T("No row of these days has a score", "В эти дни нет строк со скором");
    public string NoScoresHereCause => T("Ask for other days, another version or segment.", "Возьмите другие дни, версию или сегмент.");
    public string NoScoreTitle(string model) => T($"{model} has no score", $"У {model} нет скора");
    public string NoScoreCause => T("Only a model of two classes has a score and a cut-off.", "Скор и порог есть только у модели с двумя классами.");
    public string ScoresTitle(string rate, string at) => T($"{rate} of applications lie on the approved side of {at}", $"{rate} заявок лежат на одобряемой стороне порога {at}");
    public string SharePerStep(string step) => T($"share of rows per {step} of score", $"доля строк на {step} скора");
    public string CutoffIs(string at) => T($"cut-off {at}", $"порог {at}");
    public string TriedWord => T("tried", "проба");
    public string TriedCutoff(string at) => $"{TriedWord} {at}";
    public string TryCutoff => T("Try a cut-off", "Попробовать порог");
    public string InUseIs(string at) => T($"in use {at}", $"действует {at}");
    public string InUseWord => T("in use", "действует");
    public string ByStep(string step) => T($"by {step}", $"шаг {step}");
    public string ApprovedWord => T("Approved", "Одобрено");
    public string ApprovedCount => T("Approved, rows", "Одобрено, строк");
    public string BadByScore => T("Bad rate expected by score", "Доля плохих по скору");
    public string BadRecalibrated => T("Bad rate after recalibration", "Доля плохих после калибровки");
    public string BadRealized => T("Realized bad rate", "Доля плохих по факту");
    public string BadRateWord => T("Bad rate", "Доля плохих");
    public string ExpectedWord => T("Expected", "Ожидается");
    public string LabelCoverage => T("Mature rows with a label", "Созревшие с меткой");
    public string LabelsWord => T("Labelled", "С меткой");
    public string NearCutoff(string near) => T($"Within {near} of the cut-off", $"В пределах {near} от порога");
    public string NearWord => T("Near", "Рядом");
    public string NoLongerApproved => T("No longer approved", "Больше не одобряются");
    public string NewlyApproved => T("Newly approved", "Одобряются впервые");
    public string ExpectedProfit => T("Expected profit", "Ожидаемая прибыль");
    public string ProfitAssumptions => T("Profit assumptions", "Допущения о прибыли");
    public string MarginWord => T("Margin, per unit of amount", "Маржа на единицу суммы");
    public string LossWord => T("Loss of a bad one", "Потеря на плохом");
    public string ProfitFormula => T("amount × (margin × (1 − bad rate) − loss × bad rate), summed over the approved", "сумма × (маржа × (1 − доля плохих) − потеря × доля плохих), по всем одобренным");
    public string CompareWord => T("Compare", "Сравнить");
    public string BackToInUse => T("Back to the one in use", "Вернуть действующий");
    public string CalibratedOn(string on, string labels) => T($"The bad rate by score is learnt from {on}, {labels} rows.", $"Доля плохих по скору выучена по {on}, строк {labels}.");
    public string NotCalibrated => T("Too few labels to learn the bad rate by score: 200 are needed, 10 of each class.", "Меток мало, чтобы выучить долю плохих по скору: нужно 200, по 10 каждого класса.");
    public string InferredShare(string share) => T(
        $"{share} of those approved have scores without history: their bad rate is inferred, and the interval does not cover that.", $"У {share} одобренных скоры без истории: доля плохих для них выведена, и интервал этого не охватывает.");
    public string InferredWarning => T("The newly approved have no history here: their bad rate is inferred from the score.", "У одобренных впервые здесь нет истории: доля плохих для них выведена из скора.");
    public string FewLabels(string coverage) => T($"labels of {coverage}", $"метки у {coverage}");
    public string EachCutoff => T("What each cut-off would do", "Что даст каждый порог");
    public string SwapTitle(string from, string to) => T($"Swap set, {from} to {to}", $"Кто сменит сторону, {from} → {to}");
    public string SwapTitleSame => T("Swap set: try another cut-off", "Кто сменит сторону: попробуйте другой порог");
    public string WhoChangesSides => T("who changes sides", "кто меняет решение");
    public string GroupWord => T("Group", "Группа");
    public string ApplicationsWord => T("Rows", "Строки");
    public string ApprovedByBoth => T("Approved by both", "Одобряют оба");
    public string ApprovedBefore => T("Approved before, declined now", "Одобрялись, теперь отказ");
    public string ApprovedNow => T("Declined before, approved now", "Был отказ, теперь одобряются");
    public string DeclinedByBoth => T("Declined by both", "Отказывают оба");
    public string InferredFrom(string rate) => T($"{rate}, inferred", $"{rate}, выведено");
    public string NoneWord => T("none", "нет");
    public string OverridesTitle(string low, string high) => T($"{low} approved and {high} declined against the cut-off", $"Вопреки порогу одобрено {low}, отказано {high}");
    public string RuleSays => T("The cut-off", "Порог");
    public string RuleDeclines => T("declines", "отказывает");
    public string RuleApproves => T("approves", "одобряет");
    public string DecidedWord => T("Decided", "Решений");
    public string OverriddenWord => T("Against it", "Вопреки");
    public string OrderWord => T("Order", "Порядок");
    public string WorseThan(string next) => T($"worse than {next}", $"хуже, чем {next}");
    public string OrderHolds => T("holds", "верен");
    public string OrderOpen => T("not certain", "не ясно");
    public string BandsTitle(int broken, int bands) => broken == 0
        ? T($"Bad rates of {bands} bands rise in order, as far as can be told", $"Доли плохих в {bands} группах растут по порядку, насколько можно судить")
        : T($"{broken} of {bands} bands {(broken == 1 ? "is" : "are")} worse than the next riskier one", $"Групп хуже следующей, более рискованной: {broken} из {bands}");
    public string BandsTitleNoLabels => T("Bands of the score", "Группы по скору");
    public string RocTitle(string area, string limits) => T($"Area under the ROC {area} {limits}", $"Площадь под ROC {area} {limits}");
    public string RocNote => T("The path of the rows from the riskiest: a bad one steps up, a good one to the right.", "Путь строк от самой рискованной: плохая ведёт вверх, хорошая вправо.");
    public string RocCaption => T("Shares passed from the riskiest score down", "Пройденные доли, от самого рискованного скора");
    public string GoodPassed => T("Good", "Хорошие");
    public string BadPassed => T("Bad", "Плохие");
}
