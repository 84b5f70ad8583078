using Vedetta.Core.Channels;
using Vedetta.Server.Channels;

namespace Vedetta.Server.Reports;

/// <summary>A report as it is sent.</summary>
/// <param name="Subject">One line.</param>
/// <param name="Text">For readers without HTML.</param>
/// <param name="Html">The whole document.</param>
/// <param name="Thread">What reports of one schedule and model have in common.</param>
internal sealed record ReportLetter(string Subject, string Text, string Html, string Thread);

/// <summary>Brings a report to the readers of a channel. Thread-safe.</summary>
internal sealed class ReportCourier(IChannelStore channels, IReportMail mail)
{
    /// <summary>Sends it; answers whether the other side took it, whether to try again, and what it said.</summary>
    public async ValueTask<(bool Delivered, bool Again, string? Answer)> SendAsync(string name, ReportLetter letter, CancellationToken cancel)
    {
        if (await channels.FindAsync(name, cancel) is not { Enabled: true } channel) return (false, true, $"there is no channel '{name}', or it is switched off");
        if (channel.Kind != ChannelKind.Email) return (false, false, $"channel '{name}' is no e-mail channel");
        var result = await mail.SendAsync(channel, letter.Subject, letter.Text, letter.Html, letter.Thread, cancel);
        return (result.Delivered, result.Retry, result.Status is { } status ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{status}: {result.Answer}") : result.Answer);
    }
}
