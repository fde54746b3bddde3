using System.Collections.Concurrent;
using IncidentBot.Chat;
using IncidentBot.People;
using IncidentBot.Teams.Incoming;
using IncidentBot.Teams.Outgoing;
using IncidentBot.Teams.People;

namespace IncidentBot.Teams.Conversations;

/// <summary>
/// The place of a private incident: a group chat of those who know of it, where Graph lets the bot begin one. Everybody in a team sees its
/// standard channels, and a bot cannot write in private ones.
/// </summary>
internal sealed class PrivateChats(Graph graph, ConversationBook book, TeamsPeople people, TeamsOptions options)
{
    private const string GroupChat = "@thread.v2";
    private const int AlreadyThere = 409;

    // Begun, and the bot not in it yet: a later try goes on from there.
    private readonly ConcurrentDictionary<string, (string Id, string? Url)> _begun = new(StringComparer.Ordinal);

    /// <summary>Whether a conversation is a group chat.</summary>
    public static bool IsOne(string conversation) => conversation.EndsWith(GroupChat, StringComparison.Ordinal);

    /// <summary>Begins the chat and takes the bot into it.</summary>
    /// <exception cref="DeliveryFailedException">It could not; where it never will, the sentence says where people can speak instead.</exception>
    public async Task<OpenedChannel> OpenAsync(WantedChannel wanted, Attempt attempt, CancellationToken cancellation)
    {
        if (options.CatalogApp.Length == 0)
        {
            throw Refusal(wanted, "Teams__CatalogApp is not set");
        }

        try
        {
            var chat = _begun.TryGetValue(attempt.Key, out var begun) ? begun : await BeginAsync(wanted, attempt.Key, cancellation);
            var installed = await graph.InstallInChatAsync(chat.Id, cancellation);
            if (installed.Status != AlreadyThere)
            {
                installed.Done();
            }

            book.AdoptChat(chat.Id);
            foreach (var who in wanted.People)
            {
                book.MarkPresent(chat.Id, TeamsPlatform.UserIdOf(who)!);
            }

            _begun.TryRemove(attempt.Key, out _);
            return new OpenedChannel(TeamsPlatform.PlaceOf(chat.Id), wanted.Name, chat.Url);
        }
        catch (DeliveryFailedException failed) when (failed.IsPermanent)
        {
            throw Refusal(wanted, failed.Message);
        }
    }

    /// <summary>Takes somebody into the chat of a private incident.</summary>
    /// <exception cref="DeliveryFailedException">It could not.</exception>
    public async Task AddAsync(string chat, Person who, CancellationToken cancellation)
    {
        var answer = await graph.AddToChatAsync(chat, AccountOf(who), cancellation);
        if (answer.Status != AlreadyThere && !answer.Message.Contains("already", StringComparison.OrdinalIgnoreCase))
        {
            answer.Done();
        }
    }

    private async Task<(string Id, string? Url)> BeginAsync(WantedChannel wanted, string key, CancellationToken cancellation)
    {
        var made = (await graph.CreateChatAsync(wanted.Name, wanted.People.Select(AccountOf), cancellation)).Done().Json;
        return _begun[key] = (made.Text("id"), made.Text("webUrl") is { Length: > 0 } url ? url : null);
    }

    private string AccountOf(Person who) =>
        people.AccountOf(TeamsPlatform.UserIdOf(who) ?? "") is { Length: > 0 } account
            ? account
            : throw new DeliveryFailedException(
                DeliveryFailure.PersonGone,
                $"The directory's id of {who.Name} is not known; they have to write to the bot once.",
                isPermanent: true
            );

    private static DeliveryFailedException Refusal(WantedChannel wanted, string because) =>
        new(
            DeliveryFailure.NotPermitted,
            $"Teams has no place that only the people of a private incident see ({because}). Write to the bot in your own chat with it, with INC-{wanted.Incident} first.",
            isPermanent: true
        );
}
