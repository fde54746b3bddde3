using IncidentBot.People;

namespace IncidentBot.Chat;

/// <summary>The chat message that an entry was taken from. <paramref name="Id"/> is the platform's id of the message in its channel.</summary>
public sealed record PinnedMessage(Place Where, string Id, Person Author, string? Permalink = null, IReadOnlyList<PinnedFile>? Files = null)
{
    /// <summary>
    /// Which state of the message the entry repeats, in the platform's own order: empty as it was written, later states are ordinally greater.
    /// Null where the words are somebody's own, or the platform does not say.
    /// </summary>
    public string? AsOf { get; init; }
}

/// <summary>A pinned message says something else now. The state is as in <see cref="PinnedMessage.AsOf"/>.</summary>
public sealed record MessageEdit(string AsOf, string Before);

/// <summary>A file that hung on a pinned message.</summary>
public sealed record PinnedFile(string Name, string Url);
