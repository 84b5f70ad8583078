using Vedetta.Core.Models;

namespace Vedetta.Web.Language;

public sealed partial class Words
{
    public string SettingsHead(string model, string task, int features, bool confirmed) => confirmed
        ? T($"{model} is a {task} model of {N(features, "feature", "features", "", "", "")}, its columns confirmed", $"{model}: {task}, {N(features, "", "", "признак", "признака", "признаков")}, столбцы подтверждены")
        : T($"{model} seems a {task} model of {N(features, "feature", "features", "", "", "")}; its columns were inferred", $"{model}: похоже, {task}, {N(features, "", "", "признак", "признака", "признаков")}; столбцы выведены из строк");
    public string SettingsHeadEmpty(string model) => T($"{model} has no columns yet: they appear with its first rows", $"У {model} ещё нет столбцов: они появятся с первыми строками");
    public string KnownSince(string day) => T($"Known since {day}", $"Известна с {day}");
    public string VersionsKnown(int n) => N(n, "version", "versions", "версия", "версии", "версий");
    public string Saved => T("Saved", "Сохранено");
    public string SavedMeans => T("Profiles of columns that changed are being made again from rows.", "Профили изменённых столбцов строятся заново из строк.");
    public string SettingsRefused(int n) => T($"Nothing was saved: {N(n, "field is", "fields are", "", "", "")} wrong", $"Ничего не сохранено: {N(n, "", "", "поле неверно", "поля неверны", "полей неверны")}");
    public string ColumnsInferred => T("Columns were inferred", "Столбцы выведены из строк");
    public string ColumnsInferredMeans => T("Types, ranges and categories come from the rows that arrived; they never reject one. Confirm them, or edit first: then an unknown column is warned about.", "Типы, диапазоны и категории взяты из пришедших строк и ничего не отклоняют. Подтвердите их или сначала поправьте: после этого о незнакомом столбце будет предупреждение.");
    public string ConfirmColumns(int n) => T($"Confirm these {N(n, "column", "columns", "", "", "")}", $"Подтвердить {N(n, "", "", "столбец", "столбца", "столбцов")}");
    public string TheModel => T("The model", "Модель");
    public string TitleWord => T("Title", "Название");
    public string Task => T("Task", "Задача");
    public string TimeZoneWord => T("Time zone of its days", "Часовой пояс её дней");
    public string PositiveClass => T("Positive class", "Положительный класс");
    public string CutOff => T("Threshold", "Порог");
    public string ScoreKindWord => T("Score is", "Скор — это");
    public string HigherSpeaks => T("A higher score speaks", "Больший скор говорит");
    public string ForPositive => T("for the positive class", "за положительный класс");
    public string AgainstPositive => T("against the positive class", "против положительного класса");
    public string Approved => T("Approved are scores", "Одобряют скор");
    public string BelowCutOff => T("below the threshold", "ниже порога");
    public string AboveCutOff => T("above the threshold", "выше порога");
    public string ScoreFrom => T("Score from", "Скор от");
    public string ScoreTo => T("Score to", "Скор до");
    public string OutcomesWord => T("Outcomes", "Исходы");
    public string OutcomesMean => T("Facts that arrive later. Before its maturity an outcome is censored, never negative.", "Факты, которые приходят позже. До созревания исход неизвестен, а не отрицателен.");
    public string NewOutcome => T("new outcome", "новый исход");
    public string KindWord => T("Kind", "Вид");
    public string MaturityWord => T("Maturity", "Созревает через");
    public string KnownAtOnce => T("at once", "сразу");
    public string DueColumn => T("Counted from", "Считая от");
    public string FromTheEvent => T("the event", "события");
    public string ProxyOf => T("Stands for", "Вместо");
    public string Itself => T("itself", "сам за себя");
    public string ColumnsOfSchema => T("Columns", "Столбцы");
    public string ColumnsMean => T("A column that flags keeps the row and counts the value; one that rejects puts the row into quarantine.", "Столбец «отмечать» сохраняет строку и считает значение; «отклонять» отправляет строку в карантин.");
    public string ColumnsHidden(int n) => T($"{N(n, "column is", "columns are", "", "", "")} not shown: use the filter; saving leaves them as they are.", $"Не показано: {N(n, "", "", "столбец", "столбца", "столбцов")}; воспользуйтесь отбором, сохранение их не изменит.");
    public string NoColumnsYet => T("They appear with the first rows, or with a reference.", "Они появятся с первыми строками или с эталоном.");
    public string TypeWord => T("Type", "Тип");
    public string RoleWord => T("Role", "Роль");
    public string FeatureWord => T("feature", "признак");
    public string IgnoredWord => T("ignored", "не смотреть");
    public string Required => T("Required", "Обязателен");
    public string Least => T("Least", "Не меньше");
    public string Greatest => T("Greatest", "Не больше");
    public string AllowedValues => T("Allowed", "Допустимы");
    public string AnyValue => T("any", "любые");
    public string OnViolationWord => T("On violation", "При нарушении");
    public string FlagWord => T("flag", "отмечать");
    public string RejectWord => T("reject", "отклонять");
    public string ImportanceShare => T("Importance, %", "Вес, %");
    public string Personal => T("Personal", "Личное");
    public string SaveSettings => T("Save", "Сохранить");
    public string SaveSettingsMeans => T("Editing a column confirms all of them.", "Правка столбца подтверждает все столбцы.");
    public string VersionsWord => T("Versions", "Версии");
    public string FirstSeen => T("First seen", "Впервые");
    public string ReferenceRows => T("Rows of its reference", "Строк эталона");
    public string UploadedAt => T("Uploaded", "Загружен");
    public string ComparedWithEarlier => T("none: an earlier one serves", "нет: служит более ранний");
    public string WithoutVersion => T("without a version", "без версии");
    public string DeleteModel => T("Delete the model…", "Удалить модель…");
    public string DeleteModelMeans => T("Its rows, profiles, monitors, readings and incidents go with it. This cannot be taken back.", "С ней уйдут её строки, профили, мониторы, показания и инциденты. Отменить нельзя.");
    public string WriteItsName(string model) => T($"Write {model}", $"Напишите {model}");
    public string DeleteForever => T("Delete for ever", "Удалить навсегда");
    public string FilterColumns => T("Filter columns", "Отбор столбцов");

    public string Of(ModelTask task) => task switch
    {
        ModelTask.Binary => T("binary", "два класса"),
        ModelTask.Multiclass => T("multiclass", "много классов"),
        _ => T("regression", "регрессия"),
    };

    public string Of(ScoreKind kind) => kind switch
    {
        ScoreKind.Probability => T("a probability", "вероятность"),
        ScoreKind.Points => T("points", "баллы"),
        _ => T("another number", "другое число"),
    };

    public string Of(OutcomeKind kind) => kind switch
    {
        OutcomeKind.Class => T("class", "класс"),
        OutcomeKind.Value => T("value", "число"),
        _ => T("series", "ряд"),
    };

    public string Of(PiiClass pii) => pii switch
    {
        PiiClass.None => T("no", "нет"),
        PiiClass.Identifier => T("identifier", "опознаёт"),
        _ => T("sensitive", "чувствительно"),
    };
}
