using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Security.Authentication;
using System.Text;
using IncidentBot.Chat;
using IncidentBot.Postmortems.Publishing;
using IncidentBot.Server.Settings;

namespace IncidentBot.Server.Publishing;

/// <summary>Mails a published postmortem to one address, as text and as a page. Each address is a target of its own: one that is refused keeps no other waiting.</summary>
internal sealed class MailTarget(MailSettings mail, string address, TimeProvider time) : IPublicationTarget
{
    private const int Refused = 500;

    private static readonly System.TimeSpan Patience = System.TimeSpan.FromMinutes(1);

    /// <inheritdoc />
    public string Name => $"mail {address}";

    /// <inheritdoc />
    public string Spoken => $"the mail to {address}";

    /// <inheritdoc />
    public async Task PublishAsync(Publication publication, CancellationToken cancellation)
    {
        using var message = Message(publication);
        using var client = new SmtpClient(mail.Host, mail.Port) { EnableSsl = mail.IsEncrypted };
        client.Credentials = mail.UserName.Length > 0 ? new NetworkCredential(mail.UserName, mail.Password) : null;
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            await client.SendMailAsync(message, either.Token);
        }
        catch (SmtpException exception)
        {
            throw Failure(exception);
        }
        catch (AuthenticationException exception)
        {
            throw new DeliveryFailedException(
                DeliveryFailure.Unreachable,
                $"{mail.Host} has no certificate that is trusted here, so nothing was sent.",
                isPermanent: false,
                inner: exception
            );
        }
        catch (OperationCanceledException exception) when (!cancellation.IsCancellationRequested)
        {
            throw new DeliveryFailedException(
                DeliveryFailure.Unreachable,
                $"{mail.Host} did not answer.",
                isPermanent: false,
                inner: exception
            );
        }
    }

    private MailMessage Message(Publication publication)
    {
        var message = new MailMessage(mail.From, address)
        {
            Subject = publication.Subject.ReplaceLineEndings(" "),
            SubjectEncoding = Encoding.UTF8,
            Body = publication.Markdown,
            BodyEncoding = Encoding.UTF8,
        };
        // The same for every try, so that a mailbox can tell that two are one.
        message.Headers["Message-ID"] = $"<{Uri.EscapeDataString(publication.Key)}@{message.From!.Host}>";
        message.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(publication.Html, Encoding.UTF8, MediaTypeNames.Text.Html));
        return message;
    }

    // What the server says of an address or a password stays so; everything else may be better in a minute.
    private DeliveryFailedException Failure(SmtpException exception)
    {
        var isRefused = (int)exception.StatusCode >= Refused;
        return new DeliveryFailedException(
            isRefused ? DeliveryFailure.Rejected : DeliveryFailure.Unreachable,
            isRefused ? $"{mail.Host} refused it: {exception.Message}" : $"{mail.Host} did not take it: {exception.Message}",
            isRefused,
            inner: exception
        );
    }
}
