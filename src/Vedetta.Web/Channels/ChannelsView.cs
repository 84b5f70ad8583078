using Vedetta.Core.Channels;
using Vedetta.Core.Models;
using Vedetta.Statistics;

namespace Vedetta.Web.Channels;

/// <summary>What the list of channels shows.</summary>
/// <param name="Rows">Channels, those in trouble first.</param>
/// <param name="MayAct">Whether the reader may make, change and test them.</param>
public sealed record ChannelsView(IReadOnlyList<ChannelStatus> Rows, bool MayAct)
{
    /// <summary>Those in use that are in trouble.</summary>
    public int Bad => Rows.Count(row => row.State is ChannelHealthState.Failing or ChannelHealthState.Paused || (row.Failed > 0 && row.State != ChannelHealthState.Off));

    /// <summary>Dead letters of all.</summary>
    public int Failed => Rows.Sum(row => row.Failed);

    /// <summary>The shape of a state.</summary>
    public static VerdictKind Shape(ChannelStatus status) => status.State switch
    {
        ChannelHealthState.Paused or ChannelHealthState.Failing => VerdictKind.Critical,
        ChannelHealthState.Working => status.Failed > 0 ? VerdictKind.Warning : VerdictKind.Healthy,
        _ => VerdictKind.Undecided,
    };
}

/// <summary>What the page of one channel shows.</summary>
/// <param name="Status">The channel and how it fares.</param>
/// <param name="Deliveries">Its notices, the latest first.</param>
/// <param name="Only">Only notices in this state are shown; null for all.</param>
/// <param name="MayAct">Whether the reader may test and change it.</param>
/// <param name="Preview">What its messages say, by an example.</param>
public sealed record ChannelView(ChannelStatus Status, IReadOnlyList<DeliveryLine> Deliveries, OutboxState? Only, bool MayAct, ChannelPreview? Preview);

/// <summary>What the form of a channel shows.</summary>
/// <param name="Form">The fields as they were filled in.</param>
/// <param name="Known">Whether the channel exists.</param>
/// <param name="Faults">What is wrong with them.</param>
/// <param name="Models">Models to choose from.</param>
/// <param name="Preview">What a message would say, by an example; null before anybody asked.</param>
/// <param name="MayAct">Whether the reader may save it.</param>
public sealed record ChannelFormView(ChannelForm Form, bool Known, IReadOnlyList<FieldFault> Faults, IReadOnlyList<string> Models, ChannelPreview? Preview, bool MayAct);
