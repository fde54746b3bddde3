using System.Text.Json;
using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Teams.Incoming;
using IncidentBot.Teams.Outgoing;

namespace IncidentBot.Teams.Conversations;

/// <summary>The place of an incident: a standard channel in the team of incidents where Graph allows it, else a thread in a fixed channel; a group chat where it is private.</summary>
internal sealed class IncidentChannels(
    Graph graph,
    Connector connector,
    ConversationBook book,
    EarlierTry earlier,
    AdaptiveCards cards,
    PrivateChats privateChats,
    TeamsOptions options
)
{
    private const int MostSuffixes = 9;
    private const int LongestDescription = 1000;

    /// <summary>Makes the place, or finds the one that an earlier try has made.</summary>
    /// <exception cref="DeliveryFailedException">It could not.</exception>
    public async Task<OpenedChannel> OpenAsync(WantedChannel wanted, Attempt attempt, CancellationToken cancellation)
    {
        if (wanted.IsPrivate)
        {
            return await privateChats.OpenAsync(wanted, attempt, cancellation);
        }

        if (options.IncidentTeam.Length == 0)
        {
            return await OpenThreadAsync(wanted, attempt, cancellation);
        }

        try
        {
            return await OpenStandardAsync(wanted, attempt, cancellation);
        }
        catch (DeliveryFailedException failed) when (failed.IsPermanent && options.IncidentChannel.Length > 0)
        {
            // Not allowed, or the team is full: people need a place now.
            return await OpenThreadAsync(wanted, attempt with { MayHaveHappened = false }, cancellation);
        }
    }

    private async Task<OpenedChannel> OpenStandardAsync(WantedChannel wanted, Attempt attempt, CancellationToken cancellation)
    {
        var description = CardDescription(wanted);
        for (var i = 1; ; i++)
        {
            var name = i == 1 ? wanted.Name : Suffixed(wanted.Name, i);
            if (
                earlier.MustLook(attempt)
                && await earlier.FindChannelAsync(options.IncidentTeam, name, description, cancellation) is { } made
            )
            {
                return Opened(made, name);
            }

            var answer = await earlier.MakeAsync(
                attempt.Key,
                () => graph.CreateChannelAsync(options.IncidentTeam, name, description, cancellation)
            );
            // Also a deleted channel keeps its name for a month, and a database that was begun anew counts from one again.
            if (!IsTaken(answer) || i == MostSuffixes)
            {
                return Opened(answer.Done().Json, name);
            }
        }
    }

    private async Task<OpenedChannel> OpenThreadAsync(WantedChannel wanted, Attempt attempt, CancellationToken cancellation)
    {
        var channel = options.IncidentChannel;
        // A root of its own: the header that follows is changed in place, and may be deleted by somebody.
        var key = attempt.Key + "/thread";
        var root = earlier.MustLook(attempt) ? await earlier.FindPostAsync(channel, key, cancellation) : null;
        if (root is null)
        {
            var card = Card.Of(
                wanted.Topic,
                new Paragraph("Everything about it is in this thread. Answer here, and mention the bot to record something.")
            );
            var answer = await earlier.MakeAsync(
                attempt.Key,
                () => connector.SendAsync(channel, json => cards.WriteMessage(json, card, EarlierTry.MarkOf(key)), cancellation)
            );
            root = SentId(answer.Done());
        }

        root = root.Length > 0 ? root : await earlier.FindPostAsync(channel, key, cancellation) ?? "";
        return root.Length > 0
            ? new OpenedChannel(TeamsPlatform.PlaceOf(Activity.InThreadOf(channel, root)), wanted.Name, LinkTo(channel, root))
            : throw new DeliveryFailedException(
                DeliveryFailure.Unreachable,
                "Teams began the incident's thread and did not say which; Graph has to be allowed to read the channel's messages.",
                isPermanent: false
            );
    }

    /// <summary>The id of a message that was sent; empty where Teams did not say it.</summary>
    public static string SentId(TeamsAnswer answer) =>
        answer.Json.Text("activityId") is { Length: > 0 } id ? id
        : Activity.Thread(answer.Json.Text("id")) is { Length: > 0 } thread ? thread
        : answer.Json.Text("id");

    private OpenedChannel Opened(JsonElement channel, string name)
    {
        var id = channel.Text("id");
        book.Adopt(id, options.IncidentTeam);
        return new OpenedChannel(
            TeamsPlatform.PlaceOf(id),
            channel.Text("displayName") is { Length: > 0 } called ? called : name,
            channel.Text("webUrl") is { Length: > 0 } url ? url : null
        );
    }

    private string LinkTo(string channel, string root) =>
        $"https://teams.microsoft.com/l/message/{Uri.EscapeDataString(channel)}/{root}?tenantId={options.TenantId}";

    private static string CardDescription(WantedChannel wanted) =>
        wanted.Topic.Length <= LongestDescription ? wanted.Topic : wanted.Topic[..LongestDescription];

    private static string Suffixed(string name, int number)
    {
        const int Longest = 50;
        var end = $"-{number}";
        return (name.Length + end.Length > Longest ? name[..(Longest - end.Length)] : name) + end;
    }

    private static bool IsTaken(TeamsAnswer answer) =>
        answer.Status is 400 or 409
        && (
            answer.Message.Contains("exist", StringComparison.OrdinalIgnoreCase)
            || answer.Code.Contains("exist", StringComparison.OrdinalIgnoreCase)
        );
}
