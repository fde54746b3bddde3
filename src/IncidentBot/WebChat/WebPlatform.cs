using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.People;

namespace IncidentBot.WebChat;

/// <summary>The built-in web chat as a platform: its channels and messages are rows of our own database.</summary>
public sealed class WebPlatform(WebMessages messages) : IChatPlatform
{
    /// <summary>The platform's name.</summary>
    public const string PlatformName = "web";

    /// <summary>The channel where everybody is.</summary>
    public const string General = "general";

    /// <summary>The channel where incidents are announced.</summary>
    public const string AnnouncementChannel = "incidents";

    /// <inheritdoc />
    public string Name => PlatformName;

    /// <inheritdoc />
    public Place? Announcements => new Place(PlatformName, AnnouncementChannel);

    /// <inheritdoc />
    public async Task<OpenedChannel> OpenChannelAsync(WantedChannel wanted, Attempt attempt, CancellationToken cancellation)
    {
        await messages.AddChannelAsync(
            new WebChannel(wanted.Name, wanted.Name, wanted.Topic, wanted.Incident, wanted.IsPrivate),
            cancellation
        );
        return new OpenedChannel(new Place(PlatformName, wanted.Name), wanted.Name, $"/chat?channel={wanted.Name}");
    }

    /// <inheritdoc />
    public Task<string> PostAsync(Place where, Card card, Attempt attempt, CancellationToken cancellation) =>
        messages.AddAsync(where.Channel, Person.Bot, card, attempt.Key, cancellation);

    /// <inheritdoc />
    public Task EditAsync(Place where, string message, Card card, CancellationToken cancellation) =>
        messages.EditAsync(where.Channel, message, card, cancellation);

    /// <inheritdoc />
    public Task InviteAsync(Place where, Person who, CancellationToken cancellation) =>
        messages.AddMemberAsync(where.Channel, who, cancellation);

    /// <inheritdoc />
    public async Task<Place?> DirectAsync(Person who, CancellationToken cancellation)
    {
        var channel = "dm-" + who.Id;
        await messages.AddChannelAsync(new WebChannel(channel, "IncidentBot", "The bot and you", null, true), cancellation);
        await InviteAsync(new Place(PlatformName, channel), who, cancellation);
        return new Place(PlatformName, channel);
    }

    /// <inheritdoc />
    public Task PostDocumentAsync(Place where, Document document, Attempt attempt, CancellationToken cancellation) =>
        PostAsync(where, document.Summary, attempt, cancellation);
}
