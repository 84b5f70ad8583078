using Vedetta.Core.Incidents;
using Vedetta.Core.Monitors;
using Vedetta.Core.Reports;
using Vedetta.Statistics;
using Vedetta.Web.Language;
using Vedetta.Web.Shell;

namespace Vedetta.Web.Reports;

/// <summary>Says a report in a language. Pure.</summary>
public sealed class ReportViews
{
    private readonly ReportDocument _report;
    private readonly Words _words;
    private readonly string? _address;
    private readonly TimeZoneInfo _zone;

    private ReportViews(ReportDocument report, Words words, string? publicUrl) =>
        (_report, _words, _address, _zone) = (report, words, publicUrl?.TrimEnd('/'), report.Model.Zone);

    private Formats F => _words.Format;

    /// <summary>The report in that language.</summary>
    /// <param name="report">The report.</param>
    /// <param name="words">The language.</param>
    /// <param name="publicUrl">Address people reach the server by; null leaves links out.</param>
    public static ReportView Of(ReportDocument report, Words words, string? publicUrl)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(words);
        return new ReportViews(report, words, publicUrl).Make();
    }

    private ReportView Make()
    {
        var (model, status) = (_report.Model.Id.Value, _report.Status);
        var state = status.Silent ? _words.Silent : _words.Of(status.Verdict);
        var span = F.Window(_report.Span, _zone);
        return new ReportView(
            _words.Tongue.Code(), _words.ReportSubject(model, state, span), status.Verdict, status.Silent, Headline(), [
                _words.ReportAbout(_report.Every, span, F.Window(_report.Before, _zone)),
                _report.Audience is { } audience ? _words.ReportFor(_words.Of(audience)) : _words.ReportForAll,
                string.IsNullOrEmpty(_report.Model.Owner) ? _words.OwnerMissing : _words.OwnedBy(_report.Model.Owner),
                _words.ReportChanges(_report.Changes.Count),
            ],
            [.. _report.Parts.Select(Section).OfType<ReportSection>()],
            Link(Addresses.Model(_report.Model.Id)), _words.ReportOpen(model), _words.ReportMade(F.Moment(_report.MadeAt, _zone, _report.MadeAt), _report.Model.TimeZone));
    }

    private string Headline()
    {
        var (status, since) = (_report.Status, _report.Status.Since is { } from ? " " + _words.SinceMoment(F.Moment(from, _zone, _report.MadeAt)) : "");
        if (status.Silent) return $"{_report.Model.Id.Value}: {_words.Silent}{since}{_words.SilentHead(F.Length(_report.MadeAt - (status.Since ?? _report.MadeAt)))}";
        var state = $"{_report.Model.Id.Value}: {_words.Of(status.Verdict)}";
        var worst = status.Monitors.FirstOrDefault(monitor => monitor.Reading.Verdict.IsAlarm);
        return worst is not null ? $"{state}{since}: {_words.Sentence(worst.Metric, worst.Method, worst.Column, worst.Reading)}"
            : status.Verdict == VerdictKind.Healthy ? state + _words.ReportHealthy(status.Monitors.Count)
            : _report.Incidents.FirstOrDefault(incident => incident.State != IncidentState.Resolved) is { } open ? $"{state}{since}: {open.Id}, {_words.TitleOf(open)}"
            : state + _words.NothingJudged;
    }

    private ReportSection? Section(ReportPart part) => part switch
    {
        ReportPart.Changes => new ReportSection(_report.Changes.Count == 0 ? _words.ReportNothingChanged : _words.ReportChanged, [.. _report.Changes.Select(Change)]),
        ReportPart.Incidents => Incidents(),
        ReportPart.Drift => Drift(),
        ReportPart.Quality => Quality(),
        ReportPart.Business => Business(),
        ReportPart.Traffic => Traffic(),
        ReportPart.Objectives => Objectives(),
        _ => new ReportSection(_words.WhatToDo, [.. _report.Actions.Select(Action)]),
    };

    private ReportLine Change(ReportChange change)
    {
        var incident = _report.Incidents.FirstOrDefault(each => each.Id == change.Subject);
        var verdict = change.Better switch { false => VerdictKind.Warning, true => VerdictKind.Healthy, _ => VerdictKind.Undecided };
        string From(Func<double?, string> write) => _words.ReportFromTo(write(change.Before), write(change.Now));
        return change.Kind switch
        {
            ReportChangeKind.IncidentFired => new ReportLine(_words.ReportFired(change.Subject, incident is null ? "" : _words.TitleOf(incident)), incident?.Severity == Severity.Critical ? VerdictKind.Critical : VerdictKind.Warning, Link(Addresses.Incident(change.Subject))),
            ReportChangeKind.IncidentResolved => new ReportLine(_words.ReportResolved(change.Subject, incident is null ? "" : _words.TitleOf(incident)), VerdictKind.Healthy, Link(Addresses.Incident(change.Subject))),
            ReportChangeKind.DriftBegan => new ReportLine($"{_words.ReportDriftBegan(change.Subject)}: {F.Excess(change.Now)}", verdict, Link(Addresses.Drift(_report.Model.Id, change.Subject))),
            ReportChangeKind.DriftEnded => new ReportLine(_words.ReportDriftEnded(change.Subject), verdict),
            ReportChangeKind.Quality => new ReportLine($"{QualityName(change.Subject)}: {From(F.Number)}", verdict, Link(Addresses.Performance(_report.Model.Id))),
            ReportChangeKind.Business when _report.Business.FirstOrDefault(each => each.Metric.Name == change.Subject) is { } business =>
                new ReportLine($"{_words.TitleOf(business.Metric)}: {From(value => _words.BusinessValue(business.Metric, value, _report.Currency))}", verdict, Link(Addresses.Business(_report.Model.Id))),
            ReportChangeKind.Traffic => new ReportLine($"{_words.ReportTraffic}: {From(value => F.Count((long)(value ?? 0)))}", verdict, Link(Addresses.Traffic(_report.Model.Id))),
            ReportChangeKind.Errors => new ReportLine($"{_words.ErrorsWord}: {From(F.Percent)}", verdict, Link(Addresses.Traffic(_report.Model.Id))),
            ReportChangeKind.Latency => new ReportLine($"p95: {From(F.Milliseconds)}", verdict, Link(Addresses.Traffic(_report.Model.Id))),
            _ => new ReportLine(change.Subject, verdict),
        };
    }

    private string QualityName(string name) => name == "label_coverage" ? _words.Of(MonitorMetric.LabelCoverage) : Statistics.Performance.PerformanceMetrics.TryParse(name, null, out var metric, out _) ? _words.MetricName(metric) : name;

    private ReportSection Incidents()
    {
        var open = _report.Incidents.Count(incident => incident.State != IncidentState.Resolved);
        if (_report.Incidents.Count == 0) return new ReportSection(_words.ReportNoIncidents, []);
        var table = new ReportTable(
            [(_words.State, false), (_words.Incidents, false), (_words.Since, false), (_words.ReportWho, false), (_words.Reason, false)],
            [.. _report.Incidents.Select(incident => (IReadOnlyList<string>)
            [
                $"{_words.Of(incident.Severity)}, {_words.Of(incident.State)}", $"{incident.Id} {_words.TitleOf(incident)}", F.Moment(incident.Opened, _zone, _report.MadeAt), _words.Of(incident.Audience),
                incident.Members.Count > 0 && incident.Members[0].Reading.Verdict.Reason is { } reason ? _words.ReasonOf(reason) : Formats.None,
            ])]);
        return new ReportSection(_words.ReportIncidents(open, _report.Incidents.Count - open), [], table);
    }

    private ReportSection Drift()
    {
        if (_report.Drift.Count == 0) return new ReportSection(_words.ReportNothingJudged, []);
        var bad = _report.Drift.Count(each => each.Worst.Verdict.IsAlarm);
        var worst = _report.Drift[0];
        return new ReportSection(
            bad == 0 ? _words.ReportNoDrift : _words.ReportDrift(_words.Sentence(worst.Metric, worst.Method, worst.Column, worst.Worst)), [],
            new ReportTable(
                [(_words.Verdict, false), (_words.ReportMeasured, false), (_words.Value, true), (_words.Excess, true), (_words.BeforeWord, true), ("n", true), (_words.Window, false)],
                [.. _report.Drift.Select(each => (IReadOnlyList<string>)
                [
                    _words.Of(each.Worst.Verdict.Kind), _words.Measured(each.Metric, each.Method, each.Column), WithInterval(_words.ValueOf(each.Metric, each.Method, each.Worst), _words.IntervalOf(each.Metric, each.Method, each.Worst)),
                    F.Excess(each.Worst.Excess), F.Excess(each.Before), F.Count(each.Worst.N), F.Window(each.Window, _zone),
                ])]));
    }

    private ReportSection Quality()
    {
        if (_report.Quality.Count == 0) return new ReportSection(_words.ReportNoQuality, []);
        var lead = _report.Quality.FirstOrDefault(each => each.Kind == ReportQualityKind.Realized) ?? _report.Quality[0];
        return new ReportSection(
            $"{NameOf(lead)} {Value(lead, lead.Reading)}", [],
            new ReportTable(
                [(_words.ReportMeasured, false), (_words.Value, true), (_words.BeforeWord, true), ("n", true), (_words.Window, false), (_words.Verdict, false)],
                [.. _report.Quality.Select(each => (IReadOnlyList<string>)
                [
                    NameOf(each), Value(each, each.Reading), each.Before is { } before ? Value(each, before) : Formats.None, F.Count(each.Reading.N), F.Window(each.Window, _zone),
                    each.Reading.Verdict is Verdict.Undecided { Reason: { } why } ? $"{_words.Of(VerdictKind.Undecided)}: {_words.ReasonOf(why)}" : _words.Of(each.Reading.Verdict.Kind),
                ])]));
    }

    private string NameOf(ReportQuality quality) => quality.Kind switch
    {
        ReportQualityKind.Estimated => $"{_words.MetricName(quality.Metric!.Value)} ({_words.ReportEstimated})",
        ReportQualityKind.Realized => $"{_words.MetricName(quality.Metric!.Value)} ({_words.ReportRealized})",
        _ => _words.Of(MonitorMetric.LabelCoverage),
    };

    private string Value(ReportQuality quality, Reading reading)
    {
        string Write(double? value) => quality.Metric is { } metric && !Words.IsRate(metric) ? F.Number(value) : F.Percent(value);
        return WithInterval(Write(reading.Value), reading is { Low: { } low, High: { } high } ? $"[{Write(low)}, {Write(high)}]" : "");
    }

    private ReportSection Business()
    {
        if (_report.Business.Count == 0) return new ReportSection(_words.ReportNoBusiness, []);
        return new ReportSection(
            _words.AllMetrics, [],
            new ReportTable(
                [(_words.ReportMeasured, false), (_words.RecentWord, true), (_words.BeforeWord, true), (_words.CompleteWord, true), ("n", true), (_words.Verdict, false)],
                [.. _report.Business.Select(each => (IReadOnlyList<string>)
                [
                    _words.TitleOf(each.Metric), WithInterval(_words.BusinessValue(each.Metric, each.Now.Value, _report.Currency), _words.BusinessInterval(each.Metric, each.Now)),
                    _words.BusinessValue(each.Metric, each.Before?.Value, _report.Currency), F.Percent(each.Now.Complete), F.Count(each.Now.N),
                    each.Metric is { Minimum: null, Maximum: null } ? Formats.None : _words.Of(each.Now.Verdict),
                ])]));
    }

    private ReportSection Traffic()
    {
        if (_report.Traffic is not { N: > 0 } now) return new ReportSection(_words.ReportNoTraffic, []);
        var was = _report.TrafficBefore;
        IReadOnlyList<string> Row(string name, string value, string before) => [name, value, before];
        return new ReportSection(
            $"{_words.ReportTraffic}: {F.Count(now.N)}", [],
            new ReportTable(
                [(_words.ReportMeasured, false), (_words.RecentWord, true), (_words.BeforeWord, true)],
                [
                    Row(_words.ReportTraffic, F.Count(now.N), was is null ? Formats.None : F.Count(was.N)),
                    Row(_words.ErrorsWord, WithInterval(F.Percent(now.Errors?.Value), now.Errors is { } e ? $"[{F.Percent(e.Low)}, {F.Percent(e.High)}]" : ""), F.Percent(was?.Errors?.Value)),
                    Row("p50", F.Milliseconds(now.Latency?.P50.Value), F.Milliseconds(was?.Latency?.P50.Value)),
                    Row("p95", WithInterval(F.Milliseconds(now.Latency?.P95.Value), now.Latency is { } l ? $"[{F.Number(l.P95.Low)}, {F.Number(l.P95.High)}]" : ""), F.Milliseconds(was?.Latency?.P95.Value)),
                    Row(_words.RejectedWord, F.Count(now.Rejected), was is null ? Formats.None : F.Count(was.Rejected)),
                    Row(_words.DuplicatesWord, F.Count(now.Duplicates), was is null ? Formats.None : F.Count(was.Duplicates)),
                    Row(_words.LateWord, F.Count(now.Late), was is null ? Formats.None : F.Count(was.Late)),
                ]));
    }

    private ReportSection? Objectives() => _report.Objectives.Count == 0 ? null : new ReportSection(
        _words.ObjectivesWord, [],
        new ReportTable(
            [(_words.State, false), (_words.ObjectiveWord, false), (_words.PromiseWord, false), (_words.KeptWord, true), (_words.BudgetLeft, true)],
            [.. _report.Objectives.Select(each => (IReadOnlyList<string>)
            [
                _words.Of(each.Verdict), each.Objective.Name, _words.Promise(each.Objective), WithInterval(F.Percent(each.Good?.Value), each.Good is { } good ? $"[{F.Percent(good.Low)}, {F.Percent(good.High)}]" : ""), F.Percent(each.Left?.Value),
            ])]));

    private ReportLine Action(ReportAction action)
    {
        var incident = _report.Incidents.FirstOrDefault(each => each.Id == action.Subject);
        var text = action.Kind switch
        {
            ReportActionKind.TakeIncident => _words.StepTake(action.Subject) + (incident is null ? "" : " " + _words.TitleOf(incident) + "."),
            ReportActionKind.FinishIncident => _words.ReportFinish(action.Subject, incident is null ? "" : _words.TitleOf(incident)),
            ReportActionKind.FindSender => _words.StepSilent,
            ReportActionKind.SaveBudget => _words.ReportSaveBudget(action.Subject),
            ReportActionKind.FindLabels => _words.ReportFindLabels,
            ReportActionKind.NameOwner => _words.StepOwner,
            _ => _words.StepNothing,
        };
        var link = action.Kind switch
        {
            ReportActionKind.TakeIncident or ReportActionKind.FinishIncident => Addresses.Incident(action.Subject),
            ReportActionKind.SaveBudget or ReportActionKind.FindSender => Addresses.Traffic(_report.Model.Id),
            ReportActionKind.NameOwner => Addresses.Settings(_report.Model.Id),
            _ => null,
        };
        return new ReportLine(action.Runbook is { Length: > 0 } runbook ? $"{text} {_words.ReportRunbook}: {runbook}" : text, VerdictKind.Undecided, link is null ? null : Link(link));
    }

    private string? Link(string path) => _address is null ? null : _address + path;

    private static string WithInterval(string value, string interval) => interval.Length == 0 ? value : $"{value} {interval}";
}
