using System.Text.Json;
using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.People;
using IncidentBot.Teams.Conversations;
using IncidentBot.Teams.Incoming;
using IncidentBot.Teams.Outgoing;
using IncidentBot.Teams.People;
using IncidentBot.Timeline;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Teams.Pins;

/// <summary>
/// Makes the timeline say what the pin reactions say. Teams tells of reactions to the bot's own messages only, and not what the message says:
/// that is read by Graph, where the team's owner lets it. People's messages come by "Add to timeline".
/// </summary>
internal sealed class PinReactions(
    IncidentDesk desk,
    IncidentStore store,
    ChannelDirectory channels,
    Graph graph,
    ConversationBook book,
    TeamsPeople people,
    Places places,
    TeamsOptions options,
    Afterwards afterwards
)
{
    private readonly HashSet<string> _pins = new(
        options.PinReactions.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>Somebody has reacted to a message, or taken a reaction away.</summary>
    public void Reacted(Activity happened)
    {
        if (IsPin(happened.Json, "reactionsAdded") || IsPin(happened.Json, "reactionsRemoved"))
        {
            afterwards.Begin("a pin reaction", stopping => SettleAsync(happened, stopping));
        }
    }

    private async Task SettleAsync(Activity happened, CancellationToken cancellation)
    {
        var place = await places.OfAsync(happened, cancellation);
        var message = happened.Json.Text("replyToId");
        if (
            await channels.FindAsync(place, cancellation) is not { } id
            || await store.FindAsync(id, cancellation) is not { } incident
            || await ReadAsync(happened, message, cancellation) is not { } found
        )
        {
            return;
        }

        var entry = incident.FindPinned(place, message);
        var by = new Inbound(people.SpeakerOf(happened).Person, incident.ZoneId, place, "", happened.Identity) { IsSeen = false };
        if (IsPin(happened.Json, "reactionsAdded") && entry is null && Words(found) is { Length: > 0 } words)
        {
            await desk.HandleAsync(id, EntryOf(found, words, message, place, incident), by, cancellation);
        }
        else if (IsPin(happened.Json, "reactionsRemoved") && entry is not null && !IsStillPinned(found))
        {
            await desk.HandleAsync(id, new RetractEntry(entry.Number, ""), by, cancellation);
        }
    }

    private async Task<JsonElement?> ReadAsync(Activity happened, string message, CancellationToken cancellation)
    {
        if (PrivateChats.IsOne(happened.Conversation))
        {
            return (await graph.ChatMessageAsync(happened.Conversation, message, cancellation)).Done().Json;
        }

        var thread = Activity.Thread(happened.Conversation);
        return await book.TeamGroupOfAsync(happened.Conversation, cancellation) is { Length: > 0 } team
            ? (await graph.MessageAsync(team, happened.BareConversation, thread, message, cancellation)).Done().Json
            : null;
    }

    private AddEntry EntryOf(JsonElement found, string words, string message, Place place, Incident incident)
    {
        var user = found.Find("from").Find("user");
        var author = user.Text("id").Length > 0 ? people.PersonOfAccount(user.Text("id"), user.Text("displayName")) : Person.Bot;
        return new AddEntry(words)
        {
            Source = new PinnedMessage(place, message, author, found.Text("webUrl") is { Length: > 0 } url ? url : null),
            When = DateTimeOffset.TryParse(found.Text("createdDateTime"), out var at)
                ? Moment.Exact(Instant.FromDateTimeOffset(at), incident.ZoneId)
                : null,
        };
    }

    private bool IsPin(JsonElement happened, string list) => happened.Items(list).Any(one => _pins.Contains(one.Text("type")));

    private bool IsStillPinned(JsonElement message) => message.Items("reactions").Any(one => _pins.Contains(one.Text("reactionType")));

    private static string Words(JsonElement message)
    {
        var body = message.Find("body");
        var said = body.Text("contentType") == "text" ? body.Text("content") : TeamsWords.OfHtml(body.Text("content"));
        return said.Trim().Length > 0 ? said.Trim() : string.Join(" ", message.Items("attachments").SelectMany(CardWords)).Trim();
    }

    private static IEnumerable<string> CardWords(JsonElement attachment)
    {
        try
        {
            var card = attachment.Text("content");
            return card.Length == 0 ? [] : [.. JsonElement.Parse(card).Items("body").SelectMany(Texts)];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    // What people read as sentences; tables of facts and buttons are no words of anybody.
    private static IEnumerable<string> Texts(JsonElement element) =>
        element.Text("type") switch
        {
            "TextBlock" => [element.Text("text").Replace("\\", "", StringComparison.Ordinal)],
            "RichTextBlock" => [string.Concat(element.Items("inlines").Select(run => run.Text("text")))],
            _ => [],
        };
}
