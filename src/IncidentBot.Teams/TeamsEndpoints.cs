using System.Buffers;
using System.Net;
using System.Text.Json;
using IncidentBot.Teams.Conversations;
using IncidentBot.Teams.Incoming;
using IncidentBot.Teams.Outgoing;
using IncidentBot.Teams.Protocol;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace IncidentBot.Teams;

/// <summary>Where Teams calls: every activity comes to one address. Its token is proved before a byte of it is read.</summary>
internal sealed class TeamsEndpoints(
    TokenCheck tokens,
    MessageDoor messages,
    InvokeDoor invokes,
    HappeningDoor happenings,
    ConversationBook book,
    IBotFramework framework,
    TeamsOptions options,
    IHostEnvironment environment
)
{
    private const int LargestBody = 256 * 1024;

    /// <summary>Maps the address, past everything that only pages need.</summary>
    public void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/messages", (RequestDelegate)HandleAsync).ShortCircuit();

    private async Task HandleAsync(HttpContext context)
    {
        var authorization = context.Request.Headers.Authorization.ToString();
        var isLetIn = authorization.Length == 0 && IsOurselves(context);
        var (verdict, proof) = isLetIn ? (Verdict.Genuine, null) : await tokens.ReadAsync(authorization, context.RequestAborted);
        if (verdict != Verdict.Genuine)
        {
            context.Response.StatusCode = StatusOf(verdict);
            return;
        }

        try
        {
            if (await ReadAsync(context) is not { } activity)
            {
                context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            }
            else if (activity.Missing is not null)
            {
                context.Response.StatusCode = StatusCodes.Status400BadRequest;
            }
            else if (proof is null ? !tokens.IsAllowed(activity) : !tokens.IsForThis(proof, activity))
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
            }
            else
            {
                book.Remember(activity);
                var answer = await framework.TurnAsync(
                    activity,
                    cancellation => AnswerAsync(activity, cancellation),
                    context.RequestAborted
                );
                await WriteAsync(context.Response, answer);
            }
        }
        catch (JsonException)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
        }
        catch (Storage.StorageUnavailableException)
        {
            // Not acknowledged: Teams sends it again.
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
    }

    private async Task<InvokeResponse> AnswerAsync(Activity activity, CancellationToken cancellation)
    {
        switch (activity.Type)
        {
            case "invoke":
                return await invokes.HandleAsync(activity, cancellation);
            case "message":
                await messages.HandleAsync(activity, cancellation);
                return InvokeResponse.Empty;
            default:
                await happenings.HandleAsync(activity, cancellation);
                return InvokeResponse.Empty;
        }
    }

    // For trying things out with a local tool. Behind a proxy every request comes from this machine.
    private bool IsOurselves(HttpContext context) =>
        options.AllowAnonymous
        && environment.IsDevelopment()
        && context.Connection.RemoteIpAddress is { } address
        && IPAddress.IsLoopback(address)
        && !context.Request.Headers.ContainsKey("X-Forwarded-For")
        && !context.Request.Headers.ContainsKey("Forwarded");

    private static int StatusOf(Verdict verdict) =>
        verdict switch
        {
            Verdict.Forbidden => StatusCodes.Status403Forbidden,
            Verdict.Unknowable => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status401Unauthorized,
        };

    // Null where it is larger than allowed.
    private static async ValueTask<Activity?> ReadAsync(HttpContext context)
    {
        if (context.Request.ContentLength > LargestBody)
        {
            return null;
        }

        var reader = context.Request.BodyReader;
        while (true)
        {
            var result = await reader.ReadAsync(context.RequestAborted);
            if (result.Buffer.Length > LargestBody)
            {
                reader.AdvanceTo(result.Buffer.End);
                return null;
            }

            if (result.IsCompleted)
            {
                try
                {
                    return new Activity(Parse(result.Buffer));
                }
                finally
                {
                    reader.AdvanceTo(result.Buffer.End);
                }
            }

            reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }

    private static JsonElement Parse(ReadOnlySequence<byte> body)
    {
        var options = new JsonDocumentOptions { MaxDepth = 64 };
        return body.IsSingleSegment ? JsonElement.Parse(body.FirstSpan, options) : JsonElement.Parse(body.ToArray(), options);
    }

    private static async Task WriteAsync(HttpResponse response, InvokeResponse answer)
    {
        response.StatusCode = answer.Status;
        if (answer.Write is null)
        {
            response.ContentLength = 0;
            return;
        }

        var buffer = new ArrayBufferWriter<byte>(4096);
        await using (var json = new Utf8JsonWriter(buffer, TeamsHttp.Relaxed))
        {
            json.WriteStartObject();
            answer.Write(json);
            json.WriteEndObject();
        }

        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = buffer.WrittenCount;
        await response.BodyWriter.WriteAsync(buffer.WrittenMemory);
    }
}
