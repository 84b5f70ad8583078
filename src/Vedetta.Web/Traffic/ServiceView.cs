using Microsoft.AspNetCore.Http;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.ServiceMetrics;
using Vedetta.Core.Time;
using Vedetta.Web.Charts;
using Vedetta.Web.Language;
using Vedetta.Web.Shell;

namespace Vedetta.Web.Traffic;

/// <summary>What a Prometheus measured of the model's service, on the windows of the page.</summary>
/// <param name="Scope">The windows.</param>
/// <param name="Series">A series per query.</param>
/// <param name="Drafts">Rows of the form.</param>
/// <param name="Faults">What is wrong with the form.</param>
/// <param name="MayEdit">Whether the reader may change the queries.</param>
public sealed record ServiceView(Scope Scope, IReadOnlyList<ServiceSeries> Series, IReadOnlyList<ServiceQuery> Drafts, IReadOnlyList<FieldFault> Faults, bool MayEdit)
{
    /// <summary>Reads it.</summary>
    public static async ValueTask<ServiceView> ReadAsync(Scope scope, ServiceQueries queries, IServiceMetrics metrics, bool mayEdit, IReadOnlyList<ServiceQuery>? drafts, IReadOnlyList<FieldFault> faults, CancellationToken cancel)
    {
        var known = await queries.ListAsync(scope.Model.Id, cancel);
        var series = known.Count > 0 && scope.Asked.Every is WindowSize.Hour or WindowSize.Day or WindowSize.Week ? await metrics.ReadAsync(known, scope.Windows, cancel) : [];
        return new ServiceView(scope, series, drafts ?? [.. known, new ServiceQuery("", "")], faults, mayEdit);
    }

    /// <summary>The rows of a form.</summary>
    public static IReadOnlyList<ServiceQuery> Drafted(IFormCollection form)
    {
        var drafts = new List<ServiceQuery>();
        for (var i = 0; i <= ServiceQuery.Most && form.ContainsKey($"name{i}"); i++)
            drafts.Add(new ServiceQuery(form[$"name{i}"].ToString().Trim(), form[$"query{i}"].ToString().Trim(), EnumWords.TryParse<ServiceUnit>(form[$"unit{i}"].ToString(), out var unit) ? unit : ServiceUnit.Number));
        return drafts;
    }

    /// <summary>One metric over the windows.</summary>
    public TimeChart Chart(ServiceSeries series, Words words, TimeZoneInfo zone) => new(
        [.. Scope.Windows.Select(window => words.Format.Window(window, zone))], Scope.Ticks(),
        series.Query.Unit switch { ServiceUnit.Share => Unit.Percent, ServiceUnit.Milliseconds => Unit.Milliseconds, _ => Unit.Number },
        [new ChartSeries(series.Query.Name, series.Values, "accent")], [], [], [], Min: 0);

    /// <summary>The latest value that is known.</summary>
    public string Latest(ServiceSeries series, Formats format)
    {
        for (var i = series.Values.Count - 1; i >= 0; i--)
            if (series.Values[i] is not null) return Value(series, i, format);
        return Formats.None;
    }

    /// <summary>A value in its unit.</summary>
    public static string Value(ServiceSeries series, int at, Formats format) => series.Values[at] is not { } value ? Formats.None : series.Query.Unit switch
    {
        ServiceUnit.Share => format.Percent(value),
        ServiceUnit.Bytes => format.Bytes((long)value),
        ServiceUnit.Milliseconds => format.Milliseconds(value),
        _ => format.Number(value),
    };
}
