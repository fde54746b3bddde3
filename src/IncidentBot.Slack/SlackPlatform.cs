using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.People;
using IncidentBot.Slack.Incoming;
using IncidentBot.Slack.Outgoing;

namespace IncidentBot.Slack;

/// <summary>Slack as the outbox sees it.</summary>
internal sealed class SlackPlatform(
    SlackApi api,
    SlackOptions options,
    ChannelMaker channels,
    SlackPosts posts,
    EarlierTry earlier,
    ChannelDresser dresser,
    SlackDocuments documents,
    BlockKit kit,
    Turns turns
) : IChatPlatform
{
    /// <summary>The platform's name.</summary>
    public const string PlatformName = "slack";

    private static readonly TimeSpan BetweenEdits = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BeforeArchiving = TimeSpan.FromSeconds(3);

    /// <inheritdoc />
    public string Name => PlatformName;

    /// <inheritdoc />
    public Place? Announcements => options.AnnouncementChannel.Length == 0 ? null : PlaceOf(options.AnnouncementChannel);

    /// <inheritdoc />
    public int? GathersAbove => 4;

    /// <summary>A channel of Slack as a place.</summary>
    public static Place PlaceOf(string channel) => new(PlatformName, channel);

    /// <summary>A person of Slack by id.</summary>
    public static Person PersonOf(string id, string name) => new($"{PlatformName}:{id}", name);

    /// <summary>The Slack id of a person; null for one of another platform.</summary>
    public static string? UserIdOf(Person who) =>
        who.Id.StartsWith(PlatformName + ":", StringComparison.Ordinal)
        && who.Id[(PlatformName.Length + 1)..] is ['U' or 'W', _, ..] id
        && id.All(letter => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter))
            ? id
            : null;

    /// <inheritdoc />
    public Task<OpenedChannel> OpenChannelAsync(WantedChannel wanted, Attempt attempt, CancellationToken cancellation) =>
        channels.MakeAsync(wanted, attempt, cancellation);

    /// <inheritdoc />
    public Task<string> PostAsync(Place where, Card card, Attempt attempt, CancellationToken cancellation) =>
        posts.PostAsync(where.Channel, card, attempt, cancellation);

    /// <inheritdoc />
    public async Task EditAsync(Place where, string message, Card card, CancellationToken cancellation)
    {
        // Every change within a second is one edit: the first asks for it, and when its time has come the card is drawn anew.
        turns.Wait($"{where.Channel} {message}", BetweenEdits);
        var answer = await api.WriteAsync(
            "chat.update",
            json =>
            {
                json.WriteString("channel"u8, where.Channel);
                json.WriteString("ts"u8, message);
                kit.WriteMessage(json, card);
            },
            cancellation
        );
        // In an archived channel nothing changes any more, and nobody looks there.
        answer.Done("is_inactive", "is_archived");
    }

    /// <inheritdoc />
    public async Task InviteAsync(Place where, Person who, CancellationToken cancellation)
    {
        if (UserIdOf(who) is not { } user)
        {
            return;
        }

        var answer = await InviteAsync(where.Channel, user, cancellation);
        if (answer.Error == "not_in_channel")
        {
            await api.JoinAsync(where.Channel, cancellation);
            answer = await InviteAsync(where.Channel, user, cancellation);
        }

        answer.Done("already_in_channel", "cant_invite_self");
    }

    /// <inheritdoc />
    public async Task<Place?> DirectAsync(Person who, CancellationToken cancellation)
    {
        if (UserIdOf(who) is not { } user)
        {
            return null;
        }

        var answer = await api.WriteAsync("conversations.open", json => json.WriteString("users"u8, user), cancellation);
        return PlaceOf(answer.Done().Json.Find("channel").Text("id"));
    }

    /// <inheritdoc />
    public async Task PostDocumentAsync(Place where, Document document, Attempt attempt, CancellationToken cancellation)
    {
        // The summary is posted last: where it stands, all the rest was done.
        if (earlier.MustLook(attempt) && await earlier.FindPostAsync(where.Channel, attempt.Key, cancellation) is not null)
        {
            return;
        }

        var whereItIs = await documents.PutAsync(where.Channel, document, attempt.MayHaveHappened, cancellation);
        await PostAsync(where, document.Summary.With(new Paragraph(whereItIs)), attempt, cancellation);
    }

    /// <inheritdoc />
    public Task DressAsync(Place where, ChannelDress dress, CancellationToken cancellation) =>
        dresser.DressAsync(where.Channel, dress, cancellation);

    /// <inheritdoc />
    public async Task ArchiveAsync(Place where, CancellationToken cancellation)
    {
        if (options.ArchiveOnClose)
        {
            // The header's last change comes first.
            turns.Wait(where.Channel, BeforeArchiving);
            var answer = await api.WriteAsync("conversations.archive", json => json.WriteString("channel"u8, where.Channel), cancellation);
            answer.Done("already_archived", "is_archived", "channel_not_found");
        }
    }

    private Task<SlackAnswer> InviteAsync(string channel, string user, CancellationToken cancellation) =>
        api.WriteAsync(
            "conversations.invite",
            json =>
            {
                json.WriteString("channel"u8, channel);
                json.WriteString("users"u8, user);
            },
            cancellation
        );
}
