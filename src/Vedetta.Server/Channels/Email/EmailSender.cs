using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Security.Authentication;
using Vedetta.Core.Channels;
using Vedetta.Server.Configuration;
using Vedetta.Web.Messages;

namespace Vedetta.Server.Channels.Email;

/// <summary>Sends notices and reports as e-mails.</summary>
internal sealed class EmailSender(MessageMaker messages, AddressGuard guard, ServerSettings settings, TimeProvider clock) : IChannelSender, IReportMail
{
    // A visit to a mail server is a dozen questions and answers, each as slow as one answer of a webhook may be in all.
    private const int Patience = 3;

    public ChannelKind Kind => ChannelKind.Email;

    public async ValueTask<SendResult> SendAsync(Channel channel, Letter letter, CancellationToken cancel)
    {
        if (await messages.MakeAsync(channel, letter.Payload, cancel) is not { } message) return MessageMaker.Unreadable;
        return await SendAsync(channel, message.Subject, PlainText.Of(message), EmailHtml.Of(message), message.Thread, letter.Id, cancel);
    }

    public ValueTask<SendResult> SendAsync(Channel channel, string subject, string text, string html, string threadId, CancellationToken cancel) =>
        SendAsync(channel, subject, text, html, threadId, Letter.IdOf($"{threadId} {clock.GetUtcNow().UtcTicks}"), cancel);

    private async ValueTask<SendResult> SendAsync(Channel channel, string subject, string text, string html, string thread, string id, CancellationToken cancel)
    {
        if (channel.Email is not { } email) throw new ArgumentException($"channel {channel.Name} is of kind {channel.Kind}; an e-mail channel is wanted", nameof(channel));
        var watch = Stopwatch.StartNew();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(settings.ChannelTimeout * Patience);
        try
        {
            await using var session = await SmtpSession.OpenAsync(email, guard, patience.Token);
            var (reply, refused) = await session.SendAsync(MailText.Of(new Mail(email.From, email.To, subject, text, html, id, thread, clock.GetUtcNow())), patience.Token);
            await LeaveAsync(session, patience.Token);
            var words = refused.Count == 0 ? reply.Text : $"{reply.Text}; refused for {string.Join(", ", refused)}";
            return new SendResult(Delivered: true, Retry: false, reply.Code, words, watch.ElapsedMilliseconds).Clipped();
        }
        catch (SmtpRefusedException refused)
        {
            var hint = refused.Reply?.Code is 535 or 530 ? " (check user and password)" : "";
            return new SendResult(Delivered: false, refused.MayPass, refused.Reply?.Code, refused.Message + hint, watch.ElapsedMilliseconds).Clipped();
        }
        catch (ForbiddenAddressException forbidden)
        {
            return Failed(forbidden.Message, retry: false);
        }
        catch (AuthenticationException untrusted)
        {
            return Failed($"no TLS with {email.Host}: {untrusted.Message} Trust its certificate on this machine, or give its SHA-256 as email.certificate", retry: true);
        }
        catch (SocketException failure)
        {
            return Failed(string.Create(CultureInfo.InvariantCulture, $"no connection to {email.Host}:{email.Port}: {failure.SocketErrorCode}"), retry: true);
        }
        catch (IOException failure)
        {
            return Failed($"the connection broke off: {failure.Message}", retry: true);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return Failed("no answer in time", retry: true);
        }

        SendResult Failed(string why, bool retry) => new SendResult(Delivered: false, retry, Status: null, why, watch.ElapsedMilliseconds).Clipped();
    }

    // The server has the mail: a connection that breaks now must not send it again.
    private static async ValueTask LeaveAsync(SmtpSession session, CancellationToken cancel)
    {
        try
        {
            await session.QuitAsync(cancel);
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException)
        {
            return;
        }
    }
}
