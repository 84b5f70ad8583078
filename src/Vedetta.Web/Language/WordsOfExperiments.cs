using Vedetta.Core.Experiments;
using Vedetta.Statistics;
using Vedetta.Statistics.Experiments;

namespace Vedetta.Web.Language;

public sealed partial class Words
{
#pragma warning disable CS1591 // the words are their own documentation
    public string Experiments => T("Experiments", "Эксперименты");
    public string NoExperimentsTitle => T("No experiment is described for this model", "Экспериментов у модели нет");
    public string NoExperimentsCause => T("An experiment compares arms of predictions: by the field variant, by version, or a version with its shadow on the same rows.", "Эксперимент сравнивает ветви предсказаний: по полю variant, по версии или версию с её тенью на тех же строках.");
    public string NoExperimentsNext => T("Describe one below, or under experiments in the file of monitors. Its rule is fixed before the first look.", "Опишите его ниже или в разделе experiments файла мониторов. Правило закрепляется до первого взгляда.");
    public string ExperimentsHow => T("The split is checked first; intervals hold however often one looks; outcomes count once mature", "Сначала проверяется разбиение; интервалы верны при любом числе взглядов; исходы считаются созревшими");
    public string ExportExperiments => T("Effects as CSV", "Эффекты в CSV");
    public string SplitBroken(string name, string p) => T($"{name}: the split is broken (p {p}), so nothing of it may be read", $"{name}: разбиение нарушено (p {p}), читать результаты нельзя");
    public string SplitNext => T("Find out why rows of an arm are missing: lost logs, a redirect, a filter on one side.", "Выясните, почему не хватает строк ветви: потеря логов, редирект, фильтр с одной стороны.");
    public string NothingMature => T("nothing is mature yet", "ещё ничего не созрело");
    public string DeleteExperiment => T("Delete", "Удалить");
    public string RunsFrom(string from, string? to) => to is null ? T($"since {from}", $"с {from}") : T($"{from} to {to}", $"с {from} по {to}");
    public string RuleFixed(string day) => T($"rule fixed {day}", $"правило от {day}");
    public string AlphaOf(string alpha, string sample) => T($"at most {alpha} wrong over all looks, from {sample} mature units an arm", $"не более {alpha} ошибок за все взгляды, от {sample} созревших на ветвь");
    public string CupedBy(string column) => T($"adjusted by {column}", $"с поправкой на {column}");
    public string CupedRemoved(string share) => T($"The covariate took {share} of the variance out.", $"Ковариата сняла {share} дисперсии.");
    public string ArmAgainst(string treatment, string control) => T($"{treatment} against {control}", $"{treatment} против {control}");
    public string Measure => T("Measure", "Показатель");
    public string WorseBetter => T("Worse · better", "Хуже · лучше");
    public string DifferenceAnyLook => T("Difference, any look", "Разница, любой взгляд");
    public string VerdictWord => T("Verdict", "Вердикт");
    public string SplitWord => T("Split", "Разбиение");
    public string PlannedShare(string share) => T($"planned {share}", $"план {share}");
    public string SequenceNote => T("Brackets hold the confidence sequence: it covers the truth at all looks together.", "В скобках доверительная последовательность: она верна сразу на всех взглядах.");
    public string DecisionWord => T("Decision", "Решение");
    public string DecidedOn(string day) => T($"decided on {day}", $"решено {day}");
    public string LooksTitle(string metric) => T($"{metric}, difference day by day", $"{metric}, разница по дням");
    public string LooksNote => T("what was mature at the end of each day; band: confidence sequence", "что созрело к концу каждого дня; полоса: доверительная последовательность");
    public string LookWord => T("Look", "Взгляд");
    public string EffectWord => T("Difference", "Разница");
    public string NoDifference => T("no difference", "разницы нет");
    public string WorthIt => T("worth shipping", "стоит внедрять");
    public string NewExperiment => T("New experiment", "Новый эксперимент");
    public string NewExperimentHint => T("Write the rule before the first row. It cannot be changed here afterwards; a change through the file or the API is dated and shown.", "Правило пишут до первой строки. Потом здесь его не изменить; правка через файл или API датируется и показывается.");
    public string ExperimentRefused => T("Not made:", "Не создан:");
    public string ExperimentName => T("Name", "Имя");
    public string ExperimentTitle => T("Title", "Название");
    public string ArmsBy => T("Arms by", "Ветви по");
    public string ControlArm => T("Control", "Контроль");
    public string TreatmentArm => T("Treatment", "Вариант");
    public string PlannedPart => T("Share", "Доля");
    public string PrimaryMetric => T("Metric that decides", "Решающий показатель");
    public string GuardrailMetric => T("Guardrail", "Ограничение");
    public string SmallestGain => T("Smallest gain", "Наименьший выигрыш");
    public string LargestLoss => T("Largest loss", "Наибольшая потеря");
    public string AlphaWord => T("Alpha", "Альфа");
    public string ExpectedEffect => T("Expected effect", "Ожидаемый эффект");
    public string CovariateWord => T("Covariate (CUPED)", "Ковариата (CUPED)");
    public string FixRule => T("Fix the rule", "Закрепить правило");
    public string DecisionOf => T("Decision", "Решение");
    public string BetterWord => T("Better", "Лучше");
    public string AsUsual => T("as usual", "как обычно");
    public string BetterHigher => T("higher", "больше");
    public string BetterLower => T("lower", "меньше");
    public string PerRow => T("Rows without a value", "Строки без значения");
    public string PerRowNo => T("left out", "не считать");
    public string PerRowYes => T("count as 0", "считать 0");

    public string ArmsByWord(string by) => by switch
    {
        "version" => T("version", "версии"),
        "shadow" => T("shadow, same rows", "тени, те же строки"),
        _ => T("variant", "варианту"),
    };

    public string ArmsOf(Core.Experiments.ArmsBy by, string arms) => by switch
    {
        Core.Experiments.ArmsBy.Version => T($"by version: {arms}", $"по версии: {arms}"),
        Core.Experiments.ArmsBy.Shadow => T($"same rows, shadow: {arms}", $"те же строки, тень: {arms}"),
        _ => T($"by variant: {arms}", $"по варианту: {arms}"),
    };

    public string Of(ExperimentState state) => state switch
    {
        ExperimentState.Planned => T("planned", "запланирован"),
        ExperimentState.Ended => T("ended", "завершён"),
        _ => T("running", "идёт"),
    };

    public string Of(ExperimentAnswer answer) => answer switch
    {
        ExperimentAnswer.Ship => T("ship", "внедрять"),
        ExperimentAnswer.Keep => T("keep", "оставить"),
        _ => T("wait", "ждать"),
    };

    public string Of(MetricRole role) => role switch
    {
        MetricRole.Primary => T("decides", "решает"),
        MetricRole.Guardrail => T("guardrail", "ограничение"),
        _ => "",
    };

    public string Of(ExperimentMetricKind kind) => kind switch
    {
        ExperimentMetricKind.DecisionRate => T("share of a decision", "доля решения"),
        ExperimentMetricKind.OutcomeRate => T("share of an outcome", "доля исхода"),
        ExperimentMetricKind.OutcomeMean => T("mean of an outcome", "среднее исхода"),
        ExperimentMetricKind.RocAuc => "ROC AUC",
        ExperimentMetricKind.Accuracy => T("accuracy", "точность (accuracy)"),
        ExperimentMetricKind.Brier => T("Brier score", "мера Брайера"),
        ExperimentMetricKind.LogLoss => T("log loss", "логарифмическая потеря"),
        _ => T("mean absolute error", "средняя абсолютная ошибка"),
    };

    public string Of(ExperimentMetric metric) => metric.Kind switch
    {
        ExperimentMetricKind.DecisionRate => T($"share of {metric.Decision}", $"доля {metric.Decision}"),
        ExperimentMetricKind.OutcomeRate => T($"share of {metric.Outcome}", $"доля {metric.Outcome}"),
        ExperimentMetricKind.OutcomeMean => metric.PerRow ? T($"{metric.Outcome} per row", $"{metric.Outcome} на строку") : T($"mean {metric.Outcome}", $"среднее {metric.Outcome}"),
        _ => metric.Outcome is { } outcome ? $"{Of(metric.Kind)}, {outcome}" : Of(metric.Kind),
    };

    public string RuleText(ExperimentDefinition experiment)
    {
        var primary = experiment.Primary;
        var worth = Margin(primary);
        var ship = primary.HigherIsBetter ? T($"ship if {Of(primary)} is up by more than {worth}", $"внедрять, если {Of(primary)} выше больше чем на {worth}") : T($"ship if {Of(primary)} is down by more than {worth}", $"внедрять, если {Of(primary)} ниже больше чем на {worth}");
        var guards = experiment.Guardrails.Select(g => T($"{Of(g)} not worse by {Margin(g)}", $"{Of(g)} не хуже чем на {Margin(g)}"));
        return string.Join(T(" and ", " и "), new[] { ship }.Concat(guards));
    }

    public string DecisionHead(ExperimentAnswer answer, string treatment, string control) => answer switch
    {
        ExperimentAnswer.Ship => T($"Ship {treatment}", $"Внедрять {treatment}"),
        ExperimentAnswer.Keep => T($"Keep {control}", $"Оставить {control}"),
        _ => T($"Wait with {treatment}", $"Ждать с {treatment}"),
    };

    public string EffectOf(VerdictKind kind, MetricRole role) => (kind, role) switch
    {
        (VerdictKind.Healthy, MetricRole.Guardrail) => T("no harm", "без вреда"),
        (VerdictKind.Critical, MetricRole.Guardrail) => T("harm", "вред"),
        (VerdictKind.Healthy, _) => T("better", "лучше"),
        (VerdictKind.Warning or VerdictKind.Critical, _) => T("worse", "хуже"),
        _ => T("undecided", "неясно"),
    };

    /// <summary>A difference in the unit of its metric: percentage points of shares, otherwise the metric's own.</summary>
    public string GapOf(ExperimentMetric metric, double value) =>
        (value > 0 ? "+" : "") + (IsRate(metric) ? Format.Short(100 * value) + T("\u00A0pp", "\u00A0пп") : Format.Short(value));

    /// <summary>An interval of such differences, in brackets.</summary>
    public string GapOf(ExperimentMetric metric, double low, double high) =>
        IsRate(metric) ? $"[{Format.Short(100 * low)}, {Format.Short(100 * high)}]" : $"[{Format.Short(low)}, {Format.Short(high)}]";

    private string Margin(ExperimentMetric metric) => IsRate(metric) ? Format.Short(100 * metric.Margin) + T("\u00A0pp", "\u00A0пп") : Format.Short(metric.Margin);

    private static bool IsRate(ExperimentMetric metric) => metric.Kind is ExperimentMetricKind.DecisionRate or ExperimentMetricKind.OutcomeRate or ExperimentMetricKind.Accuracy;
}
