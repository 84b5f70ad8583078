namespace Vedetta.Web.Language;

public sealed partial class Words
{
    public string PageNotFound => T("There is no such page", "Такой страницы нет");
    public string PageNotFoundCause(string path) => T($"Nothing is kept at {path}. The address may be old, or the model may have been deleted.", $"По адресу {path} ничего нет. Возможно, адрес устарел или модель удалена.");
    public string ModelNotFound(string model) => T($"No model is named {model}", $"Модели {model} нет");
    public string ModelNotFoundCause => T("It may have been deleted, or its first prediction has not come yet.", "Возможно, её удалили или её первое предсказание ещё не пришло.");
    public string IncidentNotFound(string id) => T($"There is no incident {id}", $"Инцидента {id} нет");
    public string IncidentNotFoundCause => T("It may belong to a model that was deleted.", "Возможно, он принадлежал удалённой модели.");
    public string MonitorNotFound(string name) => T($"No monitor is named {name}", $"Монитора {name} нет");
    public string MonitorNotFoundCause => T("It may have been deleted.", "Возможно, его удалили.");
    public string QuestionRefused(string field) => T($"“{field}” cannot be answered as asked", $"На «{field}» нельзя ответить в таком виде");
    public string StoreFailed => T("The store does not answer", "Хранилище не отвечает");
    public string StoreFailedCause => T("Predictions that were acknowledged are safe; nothing else is lost by trying again. The log of the program says what the medium reported.", "Подтверждённые предсказания целы; повтор ничего не испортит. Что сообщил носитель, написано в журнале программы.");
    public string ProgramFailed => T("This page broke", "Страница сломалась");
    public string ProgramFailedCause => T("The fault is ours and has been logged. Monitors and alerts work independently of this page.", "Ошибка наша и записана в журнал. Мониторы и оповещения работают независимо от этой страницы.");
    public string FormRefused => T("This form was not taken", "Форма не принята");
    public string FormRefusedCause => T("It carried no valid token: it was sent from another site, or the page was open since before you signed in again. Nothing was changed. Open the page again and repeat.", "В ней нет действующего ключа: она отправлена с другого сайта или страница была открыта до нового входа. Ничего не изменилось. Откройте страницу снова и повторите.");
    public string TryAgain => T("Try again", "Повторить");
    public string ToFleet => T("To the fleet", "К моделям");
    public string ToIncidents => T("To the incidents", "К инцидентам");
}
