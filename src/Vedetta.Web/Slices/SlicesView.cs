using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Slices;
using Vedetta.Statistics.Slicing;
using Vedetta.Web.Shell;

namespace Vedetta.Web.Slices;

/// <summary>What the page of slices shows.</summary>
/// <param name="Model">The model.</param>
/// <param name="Answer">The slices.</param>
/// <param name="Features">One or two columns together.</param>
/// <param name="Asked">What the address asked for.</param>
/// <param name="Outcome">The outcome asked for; null for the usual one.</param>
public sealed record SlicesView(ModelDefinition Model, SliceAnswer Answer, int Features, Asked Asked, string? Outcome)
{
    /// <summary>The worst slice; null when none was found.</summary>
    public Slice? Worst => Answer.Result.Slices.Count > 0 ? Answer.Result.Slices[0] : null;

    /// <summary>The address of this state with another metric, outcome, depth or column.</summary>
    public string Address(SliceMetric? metric = null, string? outcome = null, int? features = null, string? column = null)
    {
        var query = new List<string> { "metric=" + EnumWords.Of(metric ?? Answer.Metric) };
        if ((outcome ?? Outcome) is { } name) query.Add("outcome=" + Uri.EscapeDataString(name));
        if ((features ?? Features) == 1) query.Add("features=1");
        if ((column ?? Asked.Column) is { Length: > 0 } open) query.Add("column=" + Uri.EscapeDataString(open));
        if (Asked.From is { } from) query.Add("from=" + from.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        if (Asked.To is { } to) query.Add("to=" + to.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        if (Asked.Version is { } version) query.Add("version=" + Uri.EscapeDataString(version));
        return Addresses.Slices(Model.Id) + "?" + string.Join('&', query);
    }
}
