using Vedetta.Core.Channels;

namespace Vedetta.Server.Reports;

/// <summary>A report as it is sent.</summary>
/// <param name="Subject">One line.</param>
/// <param name="Text">For readers without HTML.</param>
/// <param name="Html">The whole document.</param>
/// <param name="Thread">What reports of one schedule and model have in common.</param>
internal sealed record ReportLetter(string Subject, string Text, string Html, string Thread);

/// <summary>Brings a report to the readers of a channel. Thread-safe.</summary>
internal interface IReportCourier
{
    /// <summary>Sends it; answers whether the other side took it, whether to try again, and what it said.</summary>
    ValueTask<(bool Delivered, bool Again, string? Answer)> SendAsync(string channel, ReportLetter letter, CancellationToken cancel);
}

/// <summary>Knows the channels, none of which carries reports.</summary>
internal sealed class NoCourier(IChannelStore channels) : IReportCourier
{
    public async ValueTask<(bool Delivered, bool Again, string? Answer)> SendAsync(string channel, ReportLetter letter, CancellationToken cancel) =>
        await channels.FindAsync(channel, cancel) is { Enabled: true } ? (false, false, $"channel '{channel}' is no e-mail channel") : (false, true, $"there is no channel '{channel}', or it is switched off");
}
