using System.Text.Json;
using IncidentBot.Teams.Incoming;
using IncidentBot.Teams.Outgoing;
using IncidentBot.Teams.Protocol;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Schema;
using Activity = IncidentBot.Teams.Incoming.Activity;
using InvokeResponse = IncidentBot.Teams.Incoming.InvokeResponse;

namespace IncidentBot.Teams.BotBuilder;

/// <summary>
/// The protocol as the Bot Framework SDK speaks it: turns and calls go through its cloud adapter. Tokens, patience and tries stay the bot's own,
/// below the SDK; so does the proof of who speaks, above it.
/// </summary>
internal sealed class BotBuilderFramework(TurnAdapter adapter, TeamsOptions options) : IBotFramework
{
    private const string Channel = "msteams";

    /// <inheritdoc />
    public Task<InvokeResponse> TurnAsync(
        Activity activity,
        Func<CancellationToken, Task<InvokeResponse>> answer,
        CancellationToken cancellation
    ) => adapter.TakeAsync(activity, answer, cancellation);

    /// <inheritdoc />
    public Task<TeamsAnswer> SendAsync(
        ConnectorCall call,
        string conversation,
        Action<Utf8JsonWriter> message,
        CancellationToken cancellation
    ) =>
        InTurnAsync(
            call,
            conversation,
            (turn, stopping) => turn.SendActivityAsync(SdkJson.Read<Microsoft.Bot.Schema.Activity>(message), stopping),
            cancellation
        );

    /// <inheritdoc />
    public Task<TeamsAnswer> ChangeAsync(
        ConnectorCall call,
        string conversation,
        string id,
        Action<Utf8JsonWriter> message,
        CancellationToken cancellation
    ) =>
        InTurnAsync(
            call,
            conversation,
            (turn, stopping) =>
            {
                var changed = SdkJson.Read<Microsoft.Bot.Schema.Activity>(message);
                changed.Id = id;
                return turn.UpdateActivityAsync(changed, stopping);
            },
            cancellation
        );

    /// <inheritdoc />
    public Task<TeamsAnswer> BeginAsync(ConnectorCall call, Action<Utf8JsonWriter> conversation, CancellationToken cancellation) =>
        Exchange.OfAsync(
            call.What,
            () =>
                adapter.CreateConversationAsync(
                    options.AppId,
                    Channel,
                    call.ServiceUrl,
                    audience: null,
                    SdkJson.Read<ConversationParameters>(conversation),
                    (_, _) => Task.CompletedTask,
                    cancellation
                )
        );

    /// <inheritdoc />
    public Task<TeamsAnswer> MembersAsync(ConnectorCall call, string conversation, string continuation, CancellationToken cancellation) =>
        InTurnAsync(
            call,
            conversation,
            (turn, stopping) =>
                turn
                    .TurnState.Get<IConnectorClient>()
                    .Conversations.GetConversationPagedMembersAsync(
                        conversation,
                        ConnectorCall.PageOfMembers,
                        continuation.Length == 0 ? null : continuation,
                        stopping
                    ),
            cancellation
        );

    // A turn that the bot begins itself, from what it knows of the conversation.
    private Task<TeamsAnswer> InTurnAsync(
        ConnectorCall call,
        string conversation,
        BotCallbackHandler turn,
        CancellationToken cancellation
    ) =>
        Exchange.OfAsync(
            call.What,
            () => adapter.ContinueConversationAsync(options.AppId, ReferenceOf(call, conversation), turn, cancellation)
        );

    private ConversationReference ReferenceOf(ConnectorCall call, string conversation) =>
        new()
        {
            ServiceUrl = call.ServiceUrl,
            ChannelId = Channel,
            Bot = new ChannelAccount(options.BotId),
            Conversation = new ConversationAccount(id: conversation),
        };
}
