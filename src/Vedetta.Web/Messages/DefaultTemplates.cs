using Vedetta.Core.Monitors;
using Vedetta.Web.Language;

namespace Vedetta.Web.Messages;

/// <summary>What messages say where a channel has no template of its own: one text per audience, in the language of templates.</summary>
public static class DefaultTemplates
{
    /// <summary>The usual subject.</summary>
    public const string Subject = "{headline}: {title}";

    /// <summary>The usual text.</summary>
    public static string Body(Audience audience, Tongue tongue) => (audience, tongue) switch
    {
        (Audience.Business, Tongue.Russian) => """
            {headline}
            {title}
            {effect}
            Вероятная причина: {cause}
            {number}
            {trend}
            Началось: {since}
            Что делать: {do}
            Отвечает: {owner}
            {incidents}
            {link}
            {acknowledge}
            """,
        (Audience.Business, _) => """
            {headline}
            {title}
            {effect}
            Probable cause: {cause}
            {number}
            {trend}
            Since {since}
            What to do: {do}
            Answers for it: {owner}
            {incidents}
            {link}
            {acknowledge}
            """,
        (Audience.Engineering, Tongue.Russian) => """
            {headline}
            {title}
            Вероятная причина: {cause}
            {numbers}
            {more}
            {trend}
            Началось: {since}; версия {version}
            Что делать: {do}
            {effect}
            Отвечает: {owner}
            {incidents}
            {link}
            {column_link}
            {acknowledge}
            """,
        (Audience.Engineering, _) => """
            {headline}
            {title}
            Probable cause: {cause}
            {numbers}
            {more}
            {trend}
            Since {since}; version {version}
            What to do: {do}
            {effect}
            Answers for it: {owner}
            {incidents}
            {link}
            {column_link}
            {acknowledge}
            """,
        (_, Tongue.Russian) => """
            {headline}
            {title}
            {numbers}
            {more}
            {trend}
            Вероятная причина: {cause}
            Началось: {since}; версия {version}
            {effect}
            Что делать: {do}
            Отвечает: {owner}
            {incidents}
            {column_link}
            {link}
            {acknowledge}
            """,
        _ => """
            {headline}
            {title}
            {numbers}
            {more}
            {trend}
            Probable cause: {cause}
            Since {since}; version {version}
            {effect}
            What to do: {do}
            Answers for it: {owner}
            {incidents}
            {column_link}
            {link}
            {acknowledge}
            """,
    };
}
