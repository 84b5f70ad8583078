using Vedetta.Core.Readings;
using Vedetta.Web.Language;
using Vedetta.Web.Rejected;
using Vedetta.Web.Shell;

namespace Vedetta.Web.Traffic;

/// <summary>What the traffic page shows.</summary>
/// <param name="Scope">Its windows.</param>
/// <param name="Answer">How the service did.</param>
/// <param name="Points">One per window of the page; null where the data do not reach.</param>
/// <param name="Reasons">Rejected rows of the span that are kept, by reason and field, the commonest first.</param>
/// <param name="RejectedEver">Rejected rows since the model began.</param>
/// <param name="Objectives">What is promised, and how it stands.</param>
/// <param name="Service">What a Prometheus measured of the service.</param>
public sealed record TrafficView(Scope Scope, TrafficAnswer Answer, IReadOnlyList<ServicePoint?> Points, IReadOnlyList<RejectedReason> Reasons, long RejectedEver, ObjectivesView Objectives, ServiceView Service)
{
    /// <summary>Rows of the whole span that the model took part in; null without rows.</summary>
    public ServicePoint? Whole => Answer.Whole is { N: > 0 } whole ? whole : null;

    /// <summary>Rejected rows of the span as a share of all that came.</summary>
    public double? RejectedShare => Answer.Whole is { } whole && whole.N + whole.Rejected > 0 ? (double)whole.Rejected / (whole.N + whole.Rejected) : null;

    /// <summary>Closed windows that stand out: outside the usual band, or with more errors than the span can explain; the latest first.</summary>
    public IReadOnlyList<ServicePoint> Unusual =>
        [.. Points.Where(point => point is { Completeness: >= 1 } && (IsOutside(point) || HasMoreErrors(point))).Select(point => point!).Reverse()];

    /// <summary>How many closed windows leave a band of 99 % by chance alone.</summary>
    public double ExpectedByChance => 0.01 * Points.Count(point => point is { Completeness: >= 1, Usual: not null });

    /// <summary>The counts inside a band, in words.</summary>
    public static string Band(UsualBand usual, Formats format) => $"{format.Count((long)Math.Ceiling(usual.Low))} – {format.Count((long)Math.Floor(usual.High))}";

    /// <summary>Whether a window's rows lie outside their usual band.</summary>
    public static bool IsOutside(ServicePoint point) => point.Usual is { } usual && (point.N < usual.Low || point.N > usual.High);

    /// <summary>Whether a window's share of errors, at its lower limit, is beyond twice that of the whole span.</summary>
    public bool HasMoreErrors(ServicePoint point) => Whole?.Errors is { } all && point.Errors is { Count: > 1 } errors && errors.Low > Math.Max(2 * all.Value, 0.001);
}
