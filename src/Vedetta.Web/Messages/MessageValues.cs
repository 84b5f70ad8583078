using Vedetta.Core.Explaining;
using Vedetta.Core.Incidents;
using Vedetta.Core.Monitors;
using Vedetta.Web.Language;
using Vedetta.Web.Shell;

namespace Vedetta.Web.Messages;

/// <summary>What each placeholder says of a notice. Pure.</summary>
internal static class MessageValues
{
    private const int MostReadings = 5;
    private const int MostCauses = 2;
    private const int MostIncidents = 20;

    /// <summary>Every placeholder with its value.</summary>
    public static IReadOnlyDictionary<string, MessageValue> Of(Notice notice, MessageContext context, Words words)
    {
        var incident = notice.Incident;
        var worst = incident.Members.Count > 0 ? incident.Members[0] : null;
        var model = context.Title is { Length: > 0 } title && incident.Audience == Audience.Business ? $"{title} ({incident.Model})" : incident.Model.Value;
        return new Dictionary<string, MessageValue>(StringComparer.Ordinal)
        {
            ["headline"] = MessageValue.Of(words.MessageHeadline(notice, model), RunStyle.Strong),
            ["kind"] = MessageValue.Of(words.MessageKind(notice.Kind)),
            ["severity"] = MessageValue.Of(words.Of(incident.Severity)),
            ["model"] = MessageValue.Of(model),
            ["version"] = MessageValue.Of(notice.IsDigest ? null : incident.Version),
            ["incident"] = MessageValue.Of(notice.IsDigest ? null : incident.Id),
            ["title"] = MessageValue.Of(notice.IsDigest ? words.MessageDigest(notice.Incidents.Count) : $"{words.TitleOf(incident)} ({incident.Id})"),
            ["cause"] = MessageValue.Of(notice.IsDigest ? null : CauseOf(incident, context, words)),
            ["number"] = notice.IsDigest || worst is null ? MessageValue.None : new([Reading(worst, context, words)]),
            ["numbers"] = notice.IsDigest ? MessageValue.None : new([.. incident.Members.Take(MostReadings).Select(member => Reading(member, context, words))]),
            ["more"] = MessageValue.Of(!notice.IsDigest && incident.Members.Count > MostReadings ? words.MessageMore(incident.Members.Count - MostReadings) : null),
            ["trend"] = notice.IsDigest ? MessageValue.None : TrendOf(notice, words),
            ["since"] = MessageValue.Of(notice.IsDigest ? null : SinceOf(notice, context, words)),
            ["effect"] = notice.IsDigest ? MessageValue.None : EffectsOf(incident, words),
            ["do"] = DoOf(notice, words),
            ["owner"] = MessageValue.Of(OwnerOf(notice, context, words)),
            ["audience"] = MessageValue.Of(words.Of(incident.Audience)),
            ["incidents"] = notice.IsDigest ? IncidentsOf(notice, context, words) : MessageValue.None,
            ["link"] = MessageValue.Link(notice.IsDigest ? words.MessageOpenAll : words.MessageOpen(incident.Id), notice.IsDigest && context.PublicUrl is { } url ? Join(url, Addresses.Incidents) : notice.Link),
            ["column_link"] = MessageValue.Link(words.MessageOpenColumn(TextCut.At(worst?.Column ?? "", 60)), ColumnLink(notice, worst, context)),
            ["acknowledge"] = MessageValue.Link(words.MessageAcknowledge, notice is { IsDigest: false, IsOver: false, IsTest: false, Incident.State: not IncidentState.Acknowledged } && notice.Link is { } link ? link + "#acknowledge" : null),
        };
    }

    private static string? CauseOf(Incident incident, MessageContext context, Words words) =>
        incident.Explanation is { Causes.Count: > 0 } explanation ? string.Join("; ", explanation.Causes.Take(MostCauses).Select(cause => words.Sentence(cause, context.Zone))) : null;

    private static List<Run> Reading(IncidentMember member, MessageContext context, Words words)
    {
        var method = context.Methods.GetValueOrDefault(member.Monitor);
        var sentence = words.Sentence(member.Metric, method, member.Column, member.Reading);
        var name = words.Measured(member.Metric, method, member.Column);
        var rows = member.Segment.Length > 0 ? $" ({member.Segment})" : "";
        if (!sentence.StartsWith(name, StringComparison.Ordinal)) return [new Run(sentence + rows)];
        var said = sentence[name.Length..];
        var what = name[(name.LastIndexOf(", ", StringComparison.Ordinal) + 1)..].TrimStart();
        if (said.StartsWith($": {what} ", StringComparison.Ordinal)) said = ":" + said[(what.Length + 2)..]; // the reason names the method once more
        return [new Run(name, RunStyle.Strong), new Run(rows + said)];
    }

    private static MessageValue TrendOf(Notice notice, Words words)
    {
        var drawn = SparkText.Of(notice.Trend);
        return drawn.Length == 0 ? MessageValue.None : new([[new Run(words.MessageTrend + " "), new Run(drawn, RunStyle.Fixed)]]);
    }

    private static string SinceOf(Notice notice, MessageContext context, Words words)
    {
        var incident = notice.Incident;
        var end = notice.IsOver ? incident.Resolved ?? notice.At : notice.At;
        var moment = $"{words.Format.Moment(incident.Opened, context.Zone, notice.At)} ({context.Zone.Id})";
        return words.MessageSince(moment, words.Format.Length(end - incident.Opened), notice.IsOver);
    }

    private static MessageValue EffectsOf(Incident incident, Words words)
    {
        var told = incident.Explanation?.Effects.Where(effect => effect.IsSure || effect.Low is null).Take(3) ?? [];
        return new([.. told.Select(effect => (IReadOnlyList<Run>)[new Run(Line(effect, words))])]);
    }

    private static string Line(Effect effect, Words words) => words.IntervalOf(effect) is { Length: > 0 } interval ? $"{words.Sentence(effect)} {interval}" : words.Sentence(effect);

    private static MessageValue DoOf(Notice notice, Words words)
    {
        if (notice.IsOver || notice.IsDigest) return MessageValue.None;
        if (notice.IsTest) return MessageValue.Of(words.MessageTestDo);
        if (notice.Incident.Runbook is not { Length: > 0 } runbook) return MessageValue.Of(words.MessageDo(notice.Incident));
        return Uri.TryCreate(runbook, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" ? MessageValue.Link(words.Runbook, runbook) : MessageValue.Of(runbook);
    }

    private static string? OwnerOf(Notice notice, MessageContext context, Words words)
    {
        var owner = notice.Owner ?? context.Owner;
        return notice.OnCall is { Length: > 0 } duty ? string.IsNullOrEmpty(owner) ? words.MessageOnCall(duty) : $"{owner}; {words.MessageOnCall(duty)}" : owner;
    }

    private static MessageValue IncidentsOf(Notice notice, MessageContext context, Words words)
    {
        var lines = notice.Incidents.Take(MostIncidents).Select(incident => (IReadOnlyList<Run>)
        [
            new Run(MessageWords.Icon(incident.State == IncidentState.Resolved ? MessageTone.Calm : incident.Severity == Severity.Critical ? MessageTone.Critical : MessageTone.Warning) + " "),
            context.PublicUrl is { } url ? new Run(incident.Id, RunStyle.Link, Join(url, Addresses.Incident(incident.Id))) : new Run(incident.Id),
            new Run($" {incident.Model}: {words.TitleOf(incident)}"),
        ]).ToList();
        if (notice.Incidents.Count > MostIncidents) lines.Add([new Run(words.AndMore(notice.Incidents.Count - MostIncidents))]);
        return new(lines);
    }

    // The exact view: the column in the window that fired, so that the link says the same tomorrow.
    private static string? ColumnLink(Notice notice, IncidentMember? worst, MessageContext context) =>
        notice is { IsDigest: false, IsTest: false } && worst is { Column.Length: > 0 } && context.PublicUrl is { } url
            ? Join(url, new Asked(Column: worst.Column, At: worst.LastWindow.From).Address(Addresses.Model(notice.Incident.Model) + "/drift"))
            : null;

    private static string Join(string url, string path) => url.TrimEnd('/') + path;
}

/// <summary>Signs that stand before words, so that a state is seen without colour.</summary>
public static class MessageWords
{
    /// <summary>The sign of a tone.</summary>
    public static string Icon(MessageTone tone) => tone switch { MessageTone.Critical => "⛔", MessageTone.Warning => "⚠️", _ => "✅" };
}
