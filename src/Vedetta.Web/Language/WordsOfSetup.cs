namespace Vedetta.Web.Language;

public sealed partial class Words
{
    public string SetupHead(int models) => models == 0
        ? T("Connect a model: a key, five lines of code, and the light goes on", "Подключите модель: ключ, пять строк кода, и лампа загорится")
        : T($"{N(models, "model sends", "models send", "", "", "")} events; connect another with a key and five lines", $"{N(models, "", "", "модель шлёт", "модели шлют", "моделей шлют")} события; ещё одну подключат ключ и пять строк");
    public string StepKey => T("1. Make a key", "1. Создайте ключ");
    public string StepCode => T("2. Log predictions", "2. Пишите предсказания");
    public string StepLight => T("3. Wait for the light", "3. Дождитесь лампы");
    public string KeyName => T("Name of the key", "Имя ключа");
    public string KeyNameHint => T("for example scoring-service", "например scoring-service");
    public string Scope => T("May", "Может");
    public string ScopeIngest => T("send events", "слать события");
    public string ScopeRead => T("read", "читать");
    public string ScopeAdmin => T("administer", "управлять");
    public string MakeKey => T("Make the key", "Создать ключ");
    public string KeyOnce => T("This is shown once. Keep it where the application reads its secrets.", "Показывается один раз. Сохраните там, откуда приложение берёт секреты.");
    public string KeyMade(string name) => T($"Key {name} was made", $"Ключ {name} создан");
    public string KeyRefused => T("The key was not made", "Ключ не создан");
    public string KeysKnown => T("Keys", "Ключи");
    public string Name => T("Name", "Имя");
    public string Created => T("Created", "Создан");
    public string By => T("By", "Кем");
    public string Revoked => T("revoked", "отозван");
    public string Works => T("works", "действует");
    public string Revoke => T("Revoke", "Отозвать");
    public string NoKeyNeeded => T("While the server listens on loopback only, the machine's own user needs no key.", "Пока сервер слушает только локальный адрес, пользователю этой машины ключ не нужен.");
    public string Listening => T("Listening. No event has come yet.", "Слушаем. Событий ещё не было.");
    public string ListeningNext => T("Run the code; this turns on within two seconds of the first event.", "Запустите код; лампа загорится через две секунды после первого события.");
    public string LightOn(string model, string at) => T($"Events arrive. The last one: {model}, {at}.", $"События идут. Последнее: {model}, {at}.");
    public string OpenModel(string model) => T($"Open {model}", $"Открыть {model}");
    public string ThenTitle => T("Then", "Потом");
    public string ThenReference => T("Give it a reference: the rows it was trained or accepted on.", "Дайте эталон: строки, на которых её обучали или принимали.");
    public string ThenOutcomes => T("Send outcomes when they are known, weeks later, by the same id.", "Шлите исходы, когда станут известны, хоть через недели, по тому же id.");
    public string ThenMonitors => T("Edit its monitors as a file.", "Правьте мониторы как файл.");
    public string Copy => T("Copy", "Копировать");

    public string MethodsHead(int n) => T($"{Format.Count(n)} ways to tell a change from chance", $"{N(n, "способ", "ways", "способ", "способа", "способов")} отличить перемену от случайности");
    public string MethodsNote => T("Each with its formula, assumptions, smallest sample, what it misses and how often it alarms without cause.", "У каждого формула, допущения, наименьшая выборка, слепые места и частота ложных тревог.");
    public string MethodNotFound(string name) => T($"No method is named {name}", $"Метода {name} нет");
    public string Answers => T("What it answers", "На что отвечает");
    public string PartOf(string heading) => heading switch
    {
        "Formula" => T(heading, "Формула"),
        "Effect judged" => T(heading, "Эффект"),
        "Assumptions" => T(heading, "Допущения"),
        "Smallest sample" => T(heading, "Наименьшая выборка"),
        "What it misses" => T(heading, "Чего не видит"),
        "False alarms" => T(heading, "Ложные тревоги"),
        "Source" => T(heading, "Источник"),
        _ => heading,
    };

    public string SignInHead => T("Sign in to Vedetta", "Вход в Vedetta");
    public string SignIn => T("Sign in", "Войти");
    public string UserName => T("Name", "Имя");
    public string Password => T("Password", "Пароль");
    public string SignInFailed => T("Name or password is wrong.", "Имя или пароль неверны.");
}
