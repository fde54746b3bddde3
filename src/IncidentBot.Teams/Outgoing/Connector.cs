using System.Text.Json;
using IncidentBot.Chat;
using IncidentBot.Teams.Conversations;
using IncidentBot.Teams.Incoming;
using IncidentBot.Teams.Protocol;

namespace IncidentBot.Teams.Outgoing;

/// <summary>The Bot Framework's connector: sends and changes messages, begins threads and chats, knows who is where.</summary>
internal sealed class Connector(IBotFramework framework, TeamsHttp http, ConversationBook book, TeamsOptions options, TeamsPacer pacer)
{
    /// <summary>Says something in a conversation; in a channel without a thread it begins one. Gives back the message's id, empty where Teams named none.</summary>
    /// <exception cref="DeliveryFailedException">It was not said, or nobody knows.</exception>
    public async Task<TeamsAnswer> SendAsync(string conversation, Action<Utf8JsonWriter> message, CancellationToken cancellation)
    {
        var isNewThread = Activity.Thread(conversation).Length == 0 && conversation.EndsWith("@thread.tacv2", StringComparison.Ordinal);
        return await PacedAsync(
            conversation,
            isNewThread ? "a new thread" : "a message",
            conversation,
            call =>
                isNewThread
                    ? framework.BeginAsync(call, json => WriteThread(json, conversation, message), cancellation)
                    : framework.SendAsync(call, conversation, message, cancellation),
            cancellation
        );
    }

    /// <summary>Says something that one person alone sees, in a conversation of several. A preview of Microsoft's, which no library knows yet.</summary>
    /// <exception cref="DeliveryFailedException">No clear answer.</exception>
    public Task<TeamsAnswer> WhisperAsync(
        string conversation,
        string person,
        Action<Utf8JsonWriter> message,
        CancellationToken cancellation
    ) =>
        PacedAsync(
            conversation,
            "a message to one person",
            conversation,
            call =>
                http.CallAsync(
                    call.What,
                    HttpMethod.Post,
                    $"{call.ServiceUrl}v3/conversations/{Uri.EscapeDataString(conversation)}/activities?isTargetedActivity=true",
                    call.Scope,
                    json => WriteTargeted(json, person, message),
                    cancellation
                ),
            cancellation
        );

    /// <summary>Changes a message of the bot's own.</summary>
    /// <exception cref="DeliveryFailedException">No clear answer.</exception>
    public Task<TeamsAnswer> ChangeAsync(string conversation, string id, Action<Utf8JsonWriter> message, CancellationToken cancellation) =>
        PacedAsync(
            conversation + " changes",
            "a change of a message",
            conversation,
            call => framework.ChangeAsync(call, conversation, id, message, cancellation),
            cancellation
        );

    /// <summary>The chat with one person, begun where it is not.</summary>
    /// <exception cref="DeliveryFailedException">No clear answer.</exception>
    public async Task<TeamsAnswer> ChatAsync(string person, CancellationToken cancellation) =>
        await framework.BeginAsync(
            await CallAsync("a chat with one person", "", cancellation),
            json => WriteChat(json, person),
            cancellation
        );

    /// <summary>A page of the people of a conversation.</summary>
    /// <exception cref="DeliveryFailedException">No clear answer.</exception>
    public async Task<TeamsAnswer> MembersAsync(string conversation, string continuation, CancellationToken cancellation) =>
        await framework.MembersAsync(
            await CallAsync("the members of a conversation", conversation, cancellation),
            conversation,
            continuation,
            cancellation
        );

    private async Task<TeamsAnswer> PacedAsync(
        string lane,
        string what,
        string conversation,
        Func<ConnectorCall, Task<TeamsAnswer>> make,
        CancellationToken cancellation
    )
    {
        await pacer.WaitAsync(lane, cancellation);
        try
        {
            return await make(await CallAsync(what, conversation, cancellation));
        }
        catch (DeliveryFailedException limited) when (limited is { Reason: DeliveryFailure.RateLimited, RetryAfter: { } pause })
        {
            pacer.Close(lane, pause.ToTimeSpan());
            throw;
        }
    }

    private async ValueTask<ConnectorCall> CallAsync(string what, string conversation, CancellationToken cancellation) =>
        new(what, await book.ServiceUrlOfAsync(conversation, cancellation));

    private void WriteThread(Utf8JsonWriter json, string channel, Action<Utf8JsonWriter> message)
    {
        json.WriteBoolean("isGroup"u8, true);
        WriteBot(json);
        json.WriteString("tenantId"u8, options.TenantId);
        json.WriteStartObject("channelData"u8);
        json.WriteStartObject("channel"u8);
        json.WriteString("id"u8, channel);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject("activity"u8);
        message(json);
        json.WriteEndObject();
    }

    private void WriteChat(Utf8JsonWriter json, string person)
    {
        json.WriteBoolean("isGroup"u8, false);
        WriteBot(json);
        json.WriteStartArray("members"u8);
        json.WriteStartObject();
        json.WriteString("id"u8, person);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteString("tenantId"u8, options.TenantId);
        json.WriteStartObject("channelData"u8);
        json.WriteStartObject("tenant"u8);
        json.WriteString("id"u8, options.TenantId);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteTargeted(Utf8JsonWriter json, string person, Action<Utf8JsonWriter> message)
    {
        message(json);
        json.WriteStartObject("recipient"u8);
        json.WriteString("id"u8, person);
        json.WriteEndObject();
        json.WriteStartArray("entities"u8);
        json.WriteStartObject();
        json.WriteString("type"u8, "activityTreatment"u8);
        json.WriteString("treatment"u8, "targeted"u8);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private void WriteBot(Utf8JsonWriter json)
    {
        json.WriteStartObject("bot"u8);
        json.WriteString("id"u8, options.BotId);
        json.WriteEndObject();
    }
}
