using System.Globalization;
using System.Text.Json;
using IncidentBot.Slack.Incoming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace IncidentBot.Slack;

/// <summary>Where Slack calls over HTTP: commands, interactions, events. Each request is proved before a byte of it is read.</summary>
internal sealed partial class SlackEndpoints(
    SlackSignature signature,
    CommandDoor commands,
    InteractionDoor interactions,
    EventDoor events,
    TimeProvider time,
    ILogger<SlackEndpoints> logger
)
{
    private const int LargestBody = 1024 * 1024;

    /// <summary>Maps the three addresses, past everything that only pages need.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/slack/commands", (RequestDelegate)(context => HandleAsync(context, CommandAsync))).ShortCircuit();
        routes.MapPost("/slack/interactions", (RequestDelegate)(context => HandleAsync(context, InteractionAsync))).ShortCircuit();
        routes.MapPost("/slack/events", (RequestDelegate)(context => HandleAsync(context, EventAsync))).ShortCircuit();
    }

    private async Task HandleAsync(HttpContext context, Func<ReadOnlyMemory<byte>, CancellationToken, Task<SlackResponse?>> answer)
    {
        var headers = context.Request.Headers;
        var timestamp = headers["X-Slack-Request-Timestamp"].ToString();
        using var body = await SignedBody.ReadAsync(context.Request, timestamp, LargestBody);
        if (body is null)
        {
            Refuse(context, StatusCodes.Status413PayloadTooLarge, "it is larger than a megabyte");
            return;
        }

        if (!IsGenuine(timestamp, headers["X-Slack-Signature"].ToString(), body))
        {
            // Slack looks at the certificate without a signature, and wants nothing but a yes.
            if (!IsCertificateCheck(body.Content.Span))
            {
                Refuse(context, StatusCodes.Status401Unauthorized, WhyNotGenuine(timestamp, body));
            }

            return;
        }

        try
        {
            if (await answer(body.Content, context.RequestAborted) is { } response)
            {
                await ResponseBody.WriteAsync(context.Response, response);
            }
            else
            {
                Refuse(context, StatusCodes.Status400BadRequest, "it is not what Slack sends there");
            }
        }
        catch (JsonException)
        {
            Refuse(context, StatusCodes.Status400BadRequest, "it is no JSON");
        }
        catch (Storage.StorageUnavailableException)
        {
            // Not acknowledged: Slack sends it again.
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
    }

    private bool IsGenuine(string timestamp, string claimed, SignedBody body) =>
        body.IsSignable && signature.IsGenuine(timestamp, claimed, body.Signed.Span, time.GetUtcNow().ToUnixTimeSeconds());

    private void Refuse(HttpContext context, int status, string because)
    {
        context.Response.StatusCode = status;
        Log.Refused(logger, context.Request.Path, status, because);
    }

    // What an operator can mend: a clock that is off looks like a stranger. What was sent is never told.
    private string WhyNotGenuine(string timestamp, SignedBody body) =>
        !body.IsSignable || !long.TryParse(timestamp, CultureInfo.InvariantCulture, out var at) ? "it does not say when it was signed"
        : Math.Abs(time.GetUtcNow().ToUnixTimeSeconds() - at) > SlackSignature.Window
            ? $"it was signed {time.GetUtcNow().ToUnixTimeSeconds() - at} s ago by this machine's clock"
        : "it is not signed with the signing secret of the app";

    private static bool IsCertificateCheck(ReadOnlySpan<byte> body) =>
        body.IndexOf("ssl_check="u8) >= 0 && SlashCommand.OfForm(body).IsCertificateCheck;

    private Task<SlackResponse?> CommandAsync(ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        var command = SlashCommand.OfForm(body.Span);
        return command is { IsComplete: true, IsCertificateCheck: false }
            ? commands.HandleAsync(command, cancellation)
            : Task.FromResult(command.IsCertificateCheck ? SlackResponse.Empty : (SlackResponse?)null);
    }

    private async Task<SlackResponse?> InteractionAsync(ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        if (Payload(body.Span, out var isCheck) is not { } json)
        {
            return isCheck ? SlackResponse.Empty : null;
        }

        // What happens after the answer still reads it.
        using var document = JsonDocument.Parse(json);
        var interaction = new Interaction(document.RootElement.Clone());
        return interaction.IsComplete ? await interactions.HandleAsync(interaction, cancellation) : null;
    }

    private async Task<SlackResponse?> EventAsync(ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        using var document = JsonDocument.Parse(body);
        var envelope = document.RootElement.Clone();
        if (envelope.Text("type") == "url_verification" && envelope.Text("challenge") is { Length: > 0 } challenge)
        {
            return new SlackResponse(json => json.WriteString("challenge"u8, challenge));
        }

        if (envelope.Text("type").Length == 0)
        {
            return null;
        }

        await events.HandleAsync(envelope, cancellation);
        return SlackResponse.Empty;
    }

    private static string? Payload(ReadOnlySpan<byte> body, out bool isCheck)
    {
        isCheck = false;
        string? payload = null;
        foreach (var (name, value) in new FormFields(body))
        {
            isCheck |= name.SequenceEqual("ssl_check"u8);
            payload ??= name.SequenceEqual("payload"u8) ? FormFields.Decode(value) : null;
        }

        return isCheck ? null : payload;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "A request to {Path} was refused ({Status}): {Because}.")]
        public static partial void Refused(ILogger logger, string path, int status, string because);
    }
}
