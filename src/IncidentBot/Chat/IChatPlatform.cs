using System.Collections.Immutable;
using IncidentBot.Chat.Cards;
using IncidentBot.People;

namespace IncidentBot.Chat;

/// <summary>A chat platform as the outbox sees it. No method knows what an incident is.</summary>
/// <remarks>
/// Every call may be a repetition whose first try had an unknown outcome. Those that make something new get a key, stable for the
/// same effect, so that the platform can look before it makes it twice.
/// </remarks>
public interface IChatPlatform
{
    /// <summary>The platform's name in <see cref="Place.Platform"/>: <c>web</c>, <c>slack</c>, <c>teams</c>.</summary>
    string Name { get; }

    /// <summary>Where incidents are announced; null where nobody configured it.</summary>
    Place? Announcements { get; }

    /// <summary>How many posts may wait for one conversation before they are posted as one message; null where each stays its own.</summary>
    int? GathersAbove => null;

    /// <summary>Makes a channel, or finds the one that an earlier try with this key made.</summary>
    /// <exception cref="DeliveryFailedException">It could not.</exception>
    Task<OpenedChannel> OpenChannelAsync(WantedChannel wanted, Attempt attempt, CancellationToken cancellation);

    /// <summary>Posts a card and gives back the message's id in its conversation.</summary>
    /// <exception cref="DeliveryFailedException">It could not.</exception>
    Task<string> PostAsync(Place where, Card card, Attempt attempt, CancellationToken cancellation);

    /// <summary>Changes a card that was posted.</summary>
    /// <exception cref="DeliveryFailedException">It could not.</exception>
    Task EditAsync(Place where, string message, Card card, CancellationToken cancellation);

    /// <summary>Brings a person into a channel; one who is there already is no failure.</summary>
    /// <exception cref="DeliveryFailedException">It could not.</exception>
    Task InviteAsync(Place where, Person who, CancellationToken cancellation);

    /// <summary>The conversation with one person alone; null for a person of another platform.</summary>
    /// <exception cref="DeliveryFailedException">It could not.</exception>
    Task<Place?> DirectAsync(Person who, CancellationToken cancellation);

    /// <summary>Posts a document, as the platform shows documents best.</summary>
    /// <exception cref="DeliveryFailedException">It could not.</exception>
    Task PostDocumentAsync(Place where, Document document, Attempt attempt, CancellationToken cancellation);

    /// <summary>Makes a channel's topic, pinned message and links what they should be; what is so already stays. Nothing where the platform has no such things.</summary>
    /// <exception cref="DeliveryFailedException">Some of it could not be done; the rest was.</exception>
    Task DressAsync(Place where, ChannelDress dress, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Puts a channel away, where the platform was told to do so; else nothing.</summary>
    /// <exception cref="DeliveryFailedException">It could not.</exception>
    Task ArchiveAsync(Place where, CancellationToken cancellation) => Task.CompletedTask;
}

/// <summary>A channel to be made.</summary>
/// <param name="Name">Legal everywhere: lower-case letters, digits and hyphens, at most 50.</param>
/// <param name="Topic">What it is about.</param>
/// <param name="IsPrivate">Seen only by those invited.</param>
/// <param name="Incident">The number of the incident, for a link.</param>
public sealed record WantedChannel(string Name, string Topic, bool IsPrivate, int Incident)
{
    /// <summary>Who is in it from the beginning, where the platform cannot make it without anybody. The others are invited afterwards.</summary>
    public ImmutableArray<Person> People { get; init; } = [];
}

/// <summary>A channel that was made.</summary>
public sealed record OpenedChannel(Place Place, string Name, string? Url = null);

/// <summary>What a channel shows besides its messages.</summary>
/// <param name="Topic">What it is about and how it stands now.</param>
/// <param name="Purpose">What it is for; it does not change with every turn.</param>
/// <param name="Incident">The number of the incident, for a link.</param>
/// <param name="Pinned">The message that stays on top, where there is one.</param>
public sealed record ChannelDress(string Topic, string Purpose, int Incident, string? Pinned);

/// <summary>A document to be posted.</summary>
public sealed record Document(string Name, string Title, string Markdown, Card Summary);

/// <summary>Which try it is. <paramref name="Key"/> is the same for every try of the same effect.</summary>
/// <param name="Key">The effect's identity.</param>
/// <param name="MayHaveHappened">An earlier try ended without an answer: look first.</param>
public readonly record struct Attempt(string Key, bool MayHaveHappened);

/// <summary>Why a platform did not take something. A closed list: it is a label of metrics too.</summary>
public enum DeliveryFailure
{
    /// <summary>Too fast; wait.</summary>
    RateLimited,

    /// <summary>No answer, or a broken one; the outcome is unknown.</summary>
    Unreachable,

    /// <summary>The platform's own fault; again later.</summary>
    PlatformError,

    /// <summary>The token is wrong or revoked.</summary>
    Unauthorized,

    /// <summary>The app lacks a scope or permission.</summary>
    NotPermitted,

    /// <summary>The conversation is gone or archived.</summary>
    ConversationGone,

    /// <summary>The person is gone.</summary>
    PersonGone,

    /// <summary>The message that was to be changed is gone.</summary>
    MessageGone,

    /// <summary>It does not fit the platform's limits.</summary>
    TooLarge,

    /// <summary>The platform says that what we sent is wrong.</summary>
    Rejected,
}

/// <summary>A platform did not take something. Caught only by the outbox.</summary>
public sealed class DeliveryFailedException(
    DeliveryFailure reason,
    string message,
    bool isPermanent,
    NodaTime.Duration? retryAfter = null,
    Exception? inner = null
) : Exception(message, inner)
{
    /// <summary>Why.</summary>
    public DeliveryFailure Reason { get; } = reason;

    /// <summary>Trying again cannot help.</summary>
    public bool IsPermanent { get; } = isPermanent;

    /// <summary>How long the platform wants to be left alone.</summary>
    public NodaTime.Duration? RetryAfter { get; } = retryAfter;
}

/// <summary>Nothing is wrong and nothing was tried: the platform wants to do it later, together with what comes until then.</summary>
public sealed class DeliveryPostponedException(NodaTime.Duration pause) : Exception($"It is done in {pause}.")
{
    /// <summary>How much later.</summary>
    public NodaTime.Duration For { get; } = pause;
}
