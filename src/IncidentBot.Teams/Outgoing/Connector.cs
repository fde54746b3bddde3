using System.Text.Json;
using IncidentBot.Chat;
using IncidentBot.Teams.Conversations;
using IncidentBot.Teams.Incoming;

namespace IncidentBot.Teams.Outgoing;

/// <summary>The Bot Framework's connector: sends and changes messages, begins threads and chats, knows who is where.</summary>
internal sealed class Connector(TeamsHttp http, ConversationBook book, TeamsOptions options, TeamsPacer pacer)
{
    /// <summary>What a token for the connector is asked for with.</summary>
    public const string Scope = "https://api.botframework.com/.default";
    private const string ScopeOfGovernment = "https://api.botframework.us/.default";

    /// <summary>What a token for the connector at that address is asked for with.</summary>
    public static string ScopeOf(string serviceUrl) =>
        new Uri(serviceUrl).Host.EndsWith(".us", StringComparison.Ordinal) ? ScopeOfGovernment : Scope;

    /// <summary>Says something in a conversation; in a channel without a thread it begins one. Gives back the message's id, empty where Teams named none.</summary>
    /// <exception cref="DeliveryFailedException">It was not said, or nobody knows.</exception>
    public async Task<TeamsAnswer> SendAsync(string conversation, Action<Utf8JsonWriter> message, CancellationToken cancellation)
    {
        var isNewThread = Activity.Thread(conversation).Length == 0 && conversation.EndsWith("@thread.tacv2", StringComparison.Ordinal);
        return await PacedAsync(
            conversation,
            async () =>
                isNewThread
                    ? await CallAsync(
                        "a new thread",
                        HttpMethod.Post,
                        conversation,
                        "",
                        json => WriteThread(json, conversation, message),
                        cancellation
                    )
                    : await CallAsync(
                        "a message",
                        HttpMethod.Post,
                        conversation,
                        $"/{Uri.EscapeDataString(conversation)}/activities",
                        message,
                        cancellation
                    ),
            cancellation
        );
    }

    /// <summary>Says something that one person alone sees, in a conversation of several. A preview of Microsoft's.</summary>
    /// <exception cref="DeliveryFailedException">No clear answer.</exception>
    public Task<TeamsAnswer> WhisperAsync(
        string conversation,
        string person,
        Action<Utf8JsonWriter> message,
        CancellationToken cancellation
    ) =>
        PacedAsync(
            conversation,
            () =>
                CallAsync(
                    "a message to one person",
                    HttpMethod.Post,
                    conversation,
                    $"/{Uri.EscapeDataString(conversation)}/activities?isTargetedActivity=true",
                    json =>
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
                    },
                    cancellation
                ),
            cancellation
        );

    /// <summary>Changes a message of the bot's own.</summary>
    /// <exception cref="DeliveryFailedException">No clear answer.</exception>
    public Task<TeamsAnswer> ChangeAsync(string conversation, string id, Action<Utf8JsonWriter> message, CancellationToken cancellation) =>
        PacedAsync(
            conversation + " changes",
            () =>
                CallAsync(
                    "a change of a message",
                    HttpMethod.Put,
                    conversation,
                    $"/{Uri.EscapeDataString(conversation)}/activities/{Uri.EscapeDataString(id)}",
                    message,
                    cancellation
                ),
            cancellation
        );

    /// <summary>The chat with one person, begun where it is not.</summary>
    /// <exception cref="DeliveryFailedException">No clear answer.</exception>
    public Task<TeamsAnswer> ChatAsync(string person, CancellationToken cancellation) =>
        CallAsync(
            "a chat with one person",
            HttpMethod.Post,
            "",
            "",
            json =>
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
            },
            cancellation
        );

    /// <summary>A page of the people of a conversation.</summary>
    /// <exception cref="DeliveryFailedException">No clear answer.</exception>
    public Task<TeamsAnswer> MembersAsync(string conversation, string continuation, CancellationToken cancellation) =>
        CallAsync(
            "the members of a conversation",
            HttpMethod.Get,
            conversation,
            $"/{Uri.EscapeDataString(conversation)}/pagedmembers?pageSize=200"
                + (continuation.Length == 0 ? "" : "&continuationToken=" + Uri.EscapeDataString(continuation)),
            null,
            cancellation
        );

    private async Task<TeamsAnswer> PacedAsync(string lane, Func<Task<TeamsAnswer>> call, CancellationToken cancellation)
    {
        await pacer.WaitAsync(lane, cancellation);
        try
        {
            return await call();
        }
        catch (DeliveryFailedException limited) when (limited is { Reason: DeliveryFailure.RateLimited, RetryAfter: { } pause })
        {
            pacer.Close(lane, pause.ToTimeSpan());
            throw;
        }
    }

    private async Task<TeamsAnswer> CallAsync(
        string call,
        HttpMethod method,
        string conversation,
        string path,
        Action<Utf8JsonWriter>? body,
        CancellationToken cancellation
    )
    {
        var serviceUrl = await book.ServiceUrlOfAsync(conversation, cancellation);
        return await http.CallAsync(call, method, $"{serviceUrl}v3/conversations{path}", ScopeOf(serviceUrl), body, cancellation);
    }

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

    private void WriteBot(Utf8JsonWriter json)
    {
        json.WriteStartObject("bot"u8);
        json.WriteString("id"u8, options.BotId);
        json.WriteEndObject();
    }
}
