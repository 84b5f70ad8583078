using Vedetta.Core.Security;

namespace Vedetta.Web.Language;

public sealed partial class Words
{
    public string AccessHead(int keys, int people) => T($"{N(keys, "key works", "keys work", "", "", "")}; {(people == 0 ? "nobody signs in by name" : $"{N(people, "person", "people", "", "", "")} may sign in")}", $"{N(keys, "", "", "действующий ключ", "действующих ключа", "действующих ключей")}; {(people == 0 ? "по имени никто не входит" : $"{N(people, "", "", "человек может", "человека могут", "человек могут")} входить")}");
    public string AccessClosed => T("Keys and people are for administrators", "Ключи и люди — дело администраторов");
    public string YouAre(string who) => T($"You are {who}", $"Вы: {who}");
    public string NotDone => T("It was not done", "Не сделано");
    public string NoKeys => T("No key was made yet", "Ключей ещё нет");
    public string NobodySignsIn => T("Nobody signs in by name", "По имени никто не входит");
    public string NobodySignsInCause => T("While the server listens on loopback only, the machine's own user is the administrator. Make an administrator before it listens to a network.", "Пока сервер слушает только локальный адрес, администратор — пользователь этой машины. Создайте администратора прежде, чем открывать сервер в сеть.");
    public string PeopleWord => T("People", "Люди");
    public string RoleOfPerson => T("Role", "Роль");
    public string DeletePerson(string name) => T($"Delete {name}", $"Удалить {name}");
    public string NewPassword => T("Password, 12 characters or more", "Пароль, от 12 знаков");
    public string SavePerson => T("Save", "Сохранить");
    public string RolesMean => T("A viewer looks; an operator also takes, closes and silences incidents; an administrator changes everything. Saving a known name replaces its password and role and ends its sessions.", "Наблюдатель смотрит; оператор ещё принимает, закрывает и заглушает инциденты; администратор меняет всё. Сохранение известного имени меняет пароль и роль и закрывает его сеансы.");
    public string AuditLog => T("Who changed what", "Кто что менял");
    public string AuditNote => T("times in UTC, the latest first; all of it by the API", "время UTC, последние сначала; целиком через API");
    public string When => T("When", "Когда");
    public string WhatWasDone => T("What", "Что");
    public string ToWhat => T("Of what", "С чем");

    public string Of(UserRole role) => role switch
    {
        UserRole.Viewer => T("viewer", "наблюдатель"),
        UserRole.Operator => T("operator", "оператор"),
        _ => T("administrator", "администратор"),
    };

    public string ScopesOf(ApiScope scopes)
    {
        var said = new List<string>();
        if (scopes.HasFlag(ApiScope.Ingest)) said.Add(ScopeIngest);
        if (scopes.HasFlag(ApiScope.Read)) said.Add(ScopeRead);
        if (scopes.HasFlag(ApiScope.Admin)) said.Add(ScopeAdmin);
        return string.Join(", ", said);
    }
}
