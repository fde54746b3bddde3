using System.Collections.Concurrent;
using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.People;
using IncidentBot.Teams.Conversations;
using IncidentBot.Teams.Incoming;
using IncidentBot.Teams.Outgoing;
using IncidentBot.Teams.People;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Teams;

/// <summary>Teams as the outbox sees it.</summary>
internal sealed class TeamsPlatform(
    Connector connector,
    Graph graph,
    TeamsOptions options,
    IncidentChannels channels,
    ConversationBook book,
    TeamsPeople people,
    EarlierTry earlier,
    PrivateChats privateChats,
    TeamsDocuments documents,
    AdaptiveCards cards,
    TimeProvider time
) : IChatPlatform
{
    /// <summary>The platform's name.</summary>
    public const string PlatformName = "teams";

    private static readonly TimeSpan BetweenEdits = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BeforeArchiving = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _turns = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public string Name => PlatformName;

    /// <inheritdoc />
    public Place? Announcements => options.AnnouncementChannel.Length == 0 ? null : PlaceOf(options.AnnouncementChannel);

    /// <inheritdoc />
    public int? GathersAbove => 4;

    /// <summary>A conversation of Teams as a place; the thread is part of it.</summary>
    public static Place PlaceOf(string conversation) => new(PlatformName, conversation);

    /// <summary>A person of Teams by id.</summary>
    public static Person PersonOf(string id, string name) => new($"{PlatformName}:{id}", name);

    /// <summary>The id of a person of Teams; null for one of another platform.</summary>
    public static string? UserIdOf(Person who) =>
        who.Id.StartsWith(PlatformName + ":", StringComparison.Ordinal) ? who.Id[(PlatformName.Length + 1)..] : null;

    /// <inheritdoc />
    public Task<OpenedChannel> OpenChannelAsync(WantedChannel wanted, Attempt attempt, CancellationToken cancellation) =>
        channels.OpenAsync(wanted, attempt, cancellation);

    /// <inheritdoc />
    public async Task<string> PostAsync(Place where, Card card, Attempt attempt, CancellationToken cancellation)
    {
        if (earlier.MustLook(attempt) && await earlier.FindPostAsync(where.Channel, attempt.Key, cancellation) is { } posted)
        {
            return posted;
        }

        var mark = EarlierTry.MarkOf(attempt.Key);
        var answer = await earlier.MakeAsync(
            attempt.Key,
            () => connector.SendAsync(where.Channel, json => cards.WriteMessage(json, card, mark), cancellation)
        );
        if (answer.Status is 400 or 413)
        {
            // A card that Teams does not take is still something that people have to read.
            answer = await earlier.MakeAsync(
                attempt.Key,
                () => connector.SendAsync(where.Channel, json => AdaptiveCards.WriteText(json, card), cancellation)
            );
        }

        // Teams does not always say which message it was.
        return IncidentChannels.SentId(answer.Done()) is { Length: > 0 } id
            ? id
            : await earlier.FindPostAsync(where.Channel, attempt.Key, cancellation) ?? "";
    }

    /// <inheritdoc />
    public async Task EditAsync(Place where, string message, Card card, CancellationToken cancellation)
    {
        if (message.Length == 0)
        {
            throw new DeliveryFailedException(DeliveryFailure.MessageGone, "Teams never said which message it was.", isPermanent: true);
        }

        // Every change within a second is one edit: the first asks for it, and when its time has come the card is drawn anew.
        WaitForTurn($"{where.Channel} {message}", BetweenEdits);
        var answer = await connector.ChangeAsync(where.Channel, message, json => cards.WriteMessage(json, card), cancellation);
        if (answer.Code != "MessageWritesBlocked")
        {
            // In an archived channel nothing changes any more, and nobody looks there.
            answer.Done();
        }
    }

    /// <inheritdoc />
    /// <remarks>Whoever is in the team sees its channels already; being called there is what an invitation is. Once for each person and place.</remarks>
    public async Task InviteAsync(Place where, Person who, CancellationToken cancellation)
    {
        if (UserIdOf(who) is not { } user || await book.IsPresentAsync(where.Channel, user, cancellation))
        {
            return;
        }

        if (PrivateChats.IsOne(where.Channel))
        {
            await privateChats.AddAsync(where.Channel, who, cancellation);
        }

        var card = Card.Of(Prose.Mention(who) + ", you take part in this incident; it is worked on here.");
        (await connector.SendAsync(where.Channel, json => cards.WriteMessage(json, card), cancellation)).Done();
        book.MarkPresent(where.Channel, user);
    }

    /// <inheritdoc />
    public async Task<Place?> DirectAsync(Person who, CancellationToken cancellation) =>
        UserIdOf(who) is { } user ? PlaceOf(await people.ChatAsync(user, cancellation)) : null;

    /// <inheritdoc />
    public async Task PostDocumentAsync(Place where, Document document, Attempt attempt, CancellationToken cancellation)
    {
        var whole = await documents.PlaceAsync(where, document, attempt, cancellation);
        await PostAsync(where, document.Summary.With(new Paragraph(whole ?? "The whole document follows.")), attempt, cancellation);
        var parts = whole is null ? TeamsDocuments.Parts(document) : [];
        for (var i = 0; i < parts.Count; i++)
        {
            await PostAsync(where, parts[i], attempt with { Key = $"{attempt.Key}/part-{i + 1}" }, cancellation);
        }
    }

    /// <inheritdoc />
    public async Task ArchiveAsync(Place where, CancellationToken cancellation)
    {
        // A thread is not put away, nor is a chat, nor a channel that is not the incident's own.
        if (!options.ArchiveOnClose || Activity.Thread(where.Channel).Length > 0 || PrivateChats.IsOne(where.Channel))
        {
            return;
        }

        // The header's last change comes first.
        WaitForTurn(where.Channel, BeforeArchiving);
        var team = await book.TeamGroupOfAsync(where.Channel, cancellation);
        var answer = await graph.ArchiveAsync(team.Length > 0 ? team : options.IncidentTeam, where.Channel, cancellation);
        if (answer.Status != 404)
        {
            answer.Done();
        }
    }

    private void WaitForTurn(string what, TimeSpan pause)
    {
        var now = time.GetPassing();
        var turn = _turns.GetOrAdd(what, now + pause);
        if (turn > now)
        {
            throw new DeliveryPostponedException(Duration.FromTimeSpan(turn - now));
        }

        _turns.TryRemove(what, out _);
    }
}
