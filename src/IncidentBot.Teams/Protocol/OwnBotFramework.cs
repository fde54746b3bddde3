using System.Text.Json;
using IncidentBot.Teams.Incoming;
using IncidentBot.Teams.Outgoing;

namespace IncidentBot.Teams.Protocol;

/// <summary>The protocol as the bot speaks it by itself.</summary>
/// <remarks>https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference</remarks>
internal sealed class OwnBotFramework(TeamsHttp http) : IBotFramework
{
    /// <inheritdoc />
    public Task<InvokeResponse> TurnAsync(
        Activity activity,
        Func<CancellationToken, Task<InvokeResponse>> answer,
        CancellationToken cancellation
    ) => answer(cancellation);

    /// <inheritdoc />
    public Task<TeamsAnswer> SendAsync(
        ConnectorCall call,
        string conversation,
        Action<Utf8JsonWriter> message,
        CancellationToken cancellation
    ) => CallAsync(call, HttpMethod.Post, $"/{Uri.EscapeDataString(conversation)}/activities", message, cancellation);

    /// <inheritdoc />
    public Task<TeamsAnswer> ChangeAsync(
        ConnectorCall call,
        string conversation,
        string id,
        Action<Utf8JsonWriter> message,
        CancellationToken cancellation
    ) =>
        CallAsync(
            call,
            HttpMethod.Put,
            $"/{Uri.EscapeDataString(conversation)}/activities/{Uri.EscapeDataString(id)}",
            message,
            cancellation
        );

    /// <inheritdoc />
    public Task<TeamsAnswer> BeginAsync(ConnectorCall call, Action<Utf8JsonWriter> conversation, CancellationToken cancellation) =>
        CallAsync(call, HttpMethod.Post, "", conversation, cancellation);

    /// <inheritdoc />
    public Task<TeamsAnswer> MembersAsync(ConnectorCall call, string conversation, string continuation, CancellationToken cancellation) =>
        CallAsync(
            call,
            HttpMethod.Get,
            $"/{Uri.EscapeDataString(conversation)}/pagedmembers?pageSize={ConnectorCall.PageOfMembers}"
                + (continuation.Length == 0 ? "" : "&continuationToken=" + Uri.EscapeDataString(continuation)),
            null,
            cancellation
        );

    private Task<TeamsAnswer> CallAsync(
        ConnectorCall call,
        HttpMethod method,
        string path,
        Action<Utf8JsonWriter>? body,
        CancellationToken cancellation
    ) => http.CallAsync(call.What, method, $"{call.ServiceUrl}v3/conversations{path}", call.Scope, body, cancellation);
}
