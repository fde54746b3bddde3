using System.Collections.Concurrent;
using System.Text.Json;
using IncidentBot.Chat;
using IncidentBot.Teams.Conversations;
using IncidentBot.Teams.Incoming;

namespace IncidentBot.Teams.Outgoing;

/// <summary>
/// Finds what an earlier try has left whose answer never came: messages by the mark in their card, channels by name and age. The connector
/// cannot look, so Graph does where the team's owner lets it.
/// </summary>
internal sealed class EarlierTry(Graph graph, ConversationBook book, TimeProvider time)
{
    // A channel of an earlier life of the database may have the same name; one that a lost answer left is young.
    private static readonly TimeSpan YoungChannel = TimeSpan.FromDays(2);

    // Keys whose last try was certainly not done: there is nothing to look for.
    private readonly ConcurrentDictionary<string, bool> _refused = new(StringComparer.Ordinal);

    /// <summary>The mark of an effect: the id of the card's first element.</summary>
    public static string MarkOf(string key) => "effect:" + key;

    /// <summary>Whether an earlier try may have been done.</summary>
    public bool MustLook(Attempt attempt) => attempt.MayHaveHappened && !_refused.ContainsKey(attempt.Key);

    /// <summary>Tries, and remembers where Teams has certainly not done it.</summary>
    public async Task<TeamsAnswer> MakeAsync(string key, Func<Task<TeamsAnswer>> call)
    {
        _refused.TryRemove(key, out _);
        try
        {
            var answer = await call();
            if (answer.Status is >= 400 and < 500)
            {
                _refused[key] = true;
            }

            return answer;
        }
        catch (Exception refused)
            when (refused is DeliveryPostponedException or DeliveryFailedException { Reason: not DeliveryFailure.Unreachable })
        {
            _refused[key] = true;
            throw;
        }
    }

    /// <summary>The message with this mark among the last ones of a conversation; null where there is none, or where the bot may not look.</summary>
    public async Task<string?> FindPostAsync(string conversation, string key, CancellationToken cancellation)
    {
        if (PrivateChats.IsOne(conversation))
        {
            return Marked(await graph.ChatMessagesAsync(conversation, cancellation), key);
        }

        foreach (var team in await book.TeamGroupsOfAsync(conversation, cancellation))
        {
            var answer = await graph.MessagesAsync(team, Activity.Bare(conversation), Activity.Thread(conversation), cancellation);
            if (Marked(answer, key) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>The channel that an earlier try has made; null where there is none.</summary>
    public async Task<JsonElement?> FindChannelAsync(string team, string name, string description, CancellationToken cancellation)
    {
        var answer = (await graph.FindChannelsAsync(team, name, cancellation)).Done();
        foreach (var channel in answer.Json.Items("value"))
        {
            if (
                channel.Text("description") == description
                && DateTimeOffset.TryParse(channel.Text("createdDateTime"), out var made)
                && time.GetUtcNow() - made < YoungChannel
            )
            {
                return channel;
            }
        }

        return null;
    }

    // Where the bot may not look it posts: twice is better than never.
    private static string? Marked(TeamsAnswer messages, string key) =>
        messages.Status is 403 or 404
            ? null
            : messages
                .Done()
                .Json.Items("value")
                .Where(message => IsMarked(message, MarkOf(key)))
                .Select(message => message.Text("id"))
                .FirstOrDefault();

    private static bool IsMarked(JsonElement message, string mark) =>
        message.Items("attachments").Any(attachment => FirstElement(attachment.Text("content")) == mark);

    private static string FirstElement(string card)
    {
        try
        {
            return card.Length == 0 ? "" : JsonElement.Parse(card).Items("body").Select(element => element.Text("id")).FirstOrDefault("");
        }
        catch (JsonException)
        {
            return "";
        }
    }
}
